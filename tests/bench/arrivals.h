// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace tallywall::bench {

// Which messages one subscriber has had. Messages of several writers arrive out of order, so those that came early are
// remembered, in a window of 16384 numbers: what falls out of it without having come is given up, and counts as lost.
class Arrivals
{
public:
    enum class Kind : std::uint8_t {
        First,
        Again,  // it came before, or it was given up
        Before, // of the time before begin()
    };

    // Forgets all, and takes only messages from this number on.
    void begin(std::uint64_t first);
    Kind take(std::uint64_t number);

    [[nodiscard]] bool has(std::uint64_t number) const;
    [[nodiscard]] std::uint64_t distinct() const { return m_distinct; }
    [[nodiscard]] std::uint64_t again() const { return m_again; }

private:
    void giveUpBelow(std::uint64_t number);
    [[nodiscard]] std::uint64_t &wordOf(std::uint64_t number);

    std::uint64_t m_first = 0;
    std::uint64_t m_base = 0; // every number below is decided
    std::uint64_t m_distinct = 0;
    std::uint64_t m_again = 0;
    std::uint64_t m_early = 0;           // bits that are set
    std::vector<std::uint64_t> m_window; // of the numbers from m_base on, as a ring; empty until one comes early
};

} // namespace tallywall::bench
