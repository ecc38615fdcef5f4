// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/arrivals.h"

namespace tallywall::bench {

namespace {

constexpr std::uint64_t windowSize = 16384;

constexpr std::uint64_t bitOf(std::uint64_t number)
{
    return 1ULL << (number % 64);
}

} // namespace

void Arrivals::begin(std::uint64_t first)
{
    *this = {};
    m_first = first;
    m_base = first;
}

std::uint64_t &Arrivals::wordOf(std::uint64_t number)
{
    return m_window[number % windowSize / 64];
}

bool Arrivals::has(std::uint64_t number) const
{
    if (number < m_base)
        return number >= m_first;
    return m_early > 0 && number - m_base < windowSize && (m_window[number % windowSize / 64] & bitOf(number)) != 0;
}

void Arrivals::giveUpBelow(std::uint64_t number)
{
    for (; m_base < number && m_early > 0; ++m_base) {
        if (wordOf(m_base) & bitOf(m_base)) {
            wordOf(m_base) &= ~bitOf(m_base);
            --m_early;
        }
    }
    m_base = number;
}

Arrivals::Kind Arrivals::take(std::uint64_t number)
{
    if (number < m_first)
        return Kind::Before;
    if (has(number)) {
        ++m_again;
        return Kind::Again;
    }
    ++m_distinct;
    if (number == m_base && m_early == 0) { // the usual case: in order
        ++m_base;
        return Kind::First;
    }
    if (m_window.empty())
        m_window.resize(windowSize / 64);
    if (number - m_base >= windowSize)
        giveUpBelow(number - windowSize + 1);
    wordOf(number) |= bitOf(number);
    ++m_early;
    for (; m_early > 0 && (wordOf(m_base) & bitOf(m_base)); ++m_base, --m_early)
        wordOf(m_base) &= ~bitOf(m_base);
    return Kind::First;
}

} // namespace tallywall::bench
