// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tallywall::bench {

namespace {

constexpr int stepBits = 7; // 2^7 buckets to each power of two
constexpr int maxBits = 46;
constexpr std::uint64_t steps = 1ULL << stepBits;
constexpr std::uint64_t largest = (1ULL << maxBits) - 1;

// Values below `steps` have a bucket each; above, the highest bit chooses the row and the seven below it the place in it.
std::size_t bucketOf(std::uint64_t value)
{
    if (value < steps)
        return value;
    const int row = static_cast<int>(std::bit_width(value)) - stepBits - 1;
    return static_cast<std::size_t>(row) * steps + (value >> row);
}

std::uint64_t endOf(std::size_t bucket)
{
    if (bucket < steps)
        return bucket;
    const auto row = bucket / steps - 1;
    return ((bucket - row * steps + 1) << row) - 1;
}

} // namespace

Histogram::Histogram() : m_buckets(bucketOf(largest) + 1) { }

void Histogram::add(Span value)
{
    const auto ns = std::min(static_cast<std::uint64_t>(std::max<Span::rep>(value.count(), 0)), largest);
    ++m_buckets[bucketOf(ns)];
    ++m_count;
    m_sum += Span(ns);
    m_max = std::max(m_max, Span(ns));
}

Span Histogram::mean() const
{
    return m_count == 0 ? Span() : m_sum / static_cast<Span::rep>(m_count);
}

Span Histogram::quantile(double part) const
{
    const auto wanted = std::max<std::uint64_t>(
            1, static_cast<std::uint64_t>(std::ceil(std::clamp(part, 0.0, 1.0) * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= wanted)
            return std::min(Span(endOf(i)), m_max);
    }
    return {};
}

} // namespace tallywall::bench
