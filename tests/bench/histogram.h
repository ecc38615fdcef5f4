// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/clock.h"

#include <cstdint>
#include <vector>

namespace tallywall::bench {

// Latencies in log-linear buckets: 128 to each power of two, so that no quantile is wrong by more than 1 %, whatever its
// size. Memory is the same (some 40 KiB) for ten values and for ten thousand million.
class Histogram
{
public:
    Histogram();

    void add(Span value); // a negative value counts as 0, one above 2^46 ns (20 hours) as that

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] Span max() const { return m_max; }
    [[nodiscard]] Span mean() const;
    // The value that this part (0 to 1) of all values does not exceed, rounded up to the end of its bucket; 0 without values.
    [[nodiscard]] Span quantile(double part) const;

private:
    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count = 0;
    Span m_sum{};
    Span m_max{};
};

} // namespace tallywall::bench
