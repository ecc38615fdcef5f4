// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/shared_prices.h"

#include "server/feed/feed.h"
#include "server/feed/known.h"
#include "server/feed/slice.h"
#include "server/prices/price_encoding.h"

#include <utility>

namespace tallywall {

SharedPrices::SharedPrices(Feed &feed, const Known &known) : m_feed(feed), m_known(known)
{
    m_turnEnd.setSingleShot(true);
    connect(&m_turnEnd, &QTimer::timeout, this, &SharedPrices::takeTurn);
    connect(&known, &Known::priced, this, &SharedPrices::take);
}

void SharedPrices::add(Subscriber *subscriber, const QString &symbol)
{
    QList<Subscriber *> tooSlow;
    if (const auto source = m_sources.find(symbol); source != m_sources.end()) {
        int budget = everyone;
        while (!source->isSent()) // what is due is part of what the newcomer gets as the latest
            send(*source, budget, tooSlow);
    }
    m_sources[symbol].listeners.insert(subscriber);
    connect(subscriber, &Subscriber::closed, this, [this, subscriber, symbol] { remove(subscriber, symbol); });
    if (const PriceSeries *series = m_known.prices().find(symbol))
        (void)subscriber->write(priceBytes(series->latest().price)); // into an empty outbox goes what is written
    dropAll(tooSlow);
}

void SharedPrices::take(const QString &symbol)
{
    const auto source = m_sources.find(symbol);
    if (source == m_sources.end())
        return;
    appendPrice(source->due, m_known.prices().find(symbol)->latest().price);
    if (!m_turns.contains(symbol))
        m_turns.append(symbol);
    if (!m_turnEnd.isActive())
        m_turnEnd.start(0);
}

void SharedPrices::remove(Subscriber *subscriber, const QString &symbol)
{
    const auto source = m_sources.find(symbol);
    source->listeners.remove(subscriber);
    source->waiting.removeOne(subscriber);
    if (source->listeners.isEmpty()) {
        m_sources.erase(source);
        m_turns.removeOne(symbol);
    }
}

void SharedPrices::takeTurn()
{
    int budget = slice;
    QList<Subscriber *> tooSlow;
    while (budget > 0 && !m_turns.isEmpty()) {
        const QString symbol = m_turns.takeFirst();
        Source &source = m_sources[symbol];
        send(source, budget, tooSlow);
        if (!source.isSent())
            m_turns.append(symbol);
    }
    dropAll(tooSlow); // once no source is being walked through: it leaves it
    if (!m_turns.isEmpty())
        m_turnEnd.start(0);
}

void SharedPrices::send(Source &source, int &budget, QList<Subscriber *> &tooSlow)
{
    if (source.isSent()) // for a newcomer
        return;
    if (source.waiting.isEmpty()) {
        source.batch = std::exchange(source.due, {});
        source.waiting = source.listeners.values();
    }
    for (; budget > 0 && !source.waiting.isEmpty(); --budget) {
        Subscriber *subscriber = source.waiting.takeLast();
        if (!subscriber->write(source.batch))
            tooSlow.append(subscriber);
    }
}

void SharedPrices::dropAll(const QList<Subscriber *> &tooSlow)
{
    for (Subscriber *subscriber : tooSlow) {
        if (subscriber->isOpen()) // one batch may have been too much for it, and the next
            m_feed.drop(subscriber);
    }
}

} // namespace tallywall
