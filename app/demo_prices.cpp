// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_prices.h"

#include <cmath>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

double toCents(double price)
{
    return std::round(price * 100) / 100;
}

} // namespace

DemoPrices::DemoPrices(QRandomGenerator &random) : m_random(random)
{
    const auto add = [this](const QString &symbol, double price, double unrest) {
        m_quotes.append({.tick = {symbol, price}, .home = price, .unrest = unrest});
    };
    add(u"ACME"_s, 128.40, 0.004);
    add(u"GLOBEX"_s, 61.15, 0.006);
    add(u"INITECH"_s, 14.92, 0.010);
    add(u"COPPER"_s, 9412.50, 0.001);
}

QList<PriceTick> DemoPrices::play()
{
    QList<PriceTick> ticks;
    for (Quote &quote : m_quotes) {
        if (std::exchange(quote.isTold, true)) {
            if (m_random.bounded(3) == 0)
                continue; // nobody traded it
            const double pull = (quote.home - quote.tick.price) * 0.02;
            const double step = (m_random.generateDouble() * 2 - 1) * quote.unrest * quote.home;
            quote.tick.price = toCents(quote.tick.price + pull + step);
        }
        ticks.append(quote.tick);
    }
    return ticks;
}

} // namespace tallywall
