// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_board.h"

#include <QRandomGenerator>

namespace tallywall {

// The prices of the demonstration: companies that do not exist, and a metal, each wandering around where it began.
class DemoPrices
{
public:
    explicit DemoPrices(QRandomGenerator &random); // borrowed

    // What they cost now; the first time all of them, later those that have moved.
    [[nodiscard]] QList<PriceTick> play();

private:
    struct Quote {
        PriceTick tick;
        double home = 0;   // where it tends to
        double unrest = 0; // how far it goes at once, as a part of it
        bool isTold = false;
    };

    QRandomGenerator &m_random;
    QList<Quote> m_quotes;
};

} // namespace tallywall
