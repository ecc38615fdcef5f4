// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/clock.h"

#include <cstdint>
#include <vector>

namespace tallywall::bench {

// When each of the newest 262144 messages was due and when it left. What is older has no latency any more.
class Posted
{
public:
    struct Times {
        std::uint64_t number = ~0ULL;
        Instant due{};
        Instant sent{};
    };

    Posted() : m_times(size) { }

    void add(const Times &times) { m_times[times.number % size] = times; }
    [[nodiscard]] const Times *find(std::uint64_t number) const
    {
        const Times &times = m_times[number % size];
        return times.number == number ? &times : nullptr;
    }

private:
    static constexpr std::size_t size = 262144;
    std::vector<Times> m_times;
};

} // namespace tallywall::bench
