// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <random>

namespace tallywall {

// Makes up prices, 0 to 99, each as likely as the others. A few bytes: everyone who listens can have one of his own.
class PriceSource
{
public:
    // The same seed makes the same prices.
    explicit PriceSource(quint32 seed) : m_engine(seed) { }

    [[nodiscard]] int next() { return std::uniform_int_distribution(0, 99)(m_engine); }

private:
    std::minstd_rand m_engine;
};

} // namespace tallywall
