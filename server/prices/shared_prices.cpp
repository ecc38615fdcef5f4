// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/shared_prices.h"

#include "server/feed/feed.h"
#include "server/feed/known.h"
#include "server/prices/price_encoding.h"

#include <utility>

namespace tallywall {

SharedPrices::SharedPrices(Feed &feed, const Known &known) : m_feed(feed), m_known(known)
{
    m_turnEnd.setSingleShot(true);
    connect(&m_turnEnd, &QTimer::timeout, this, &SharedPrices::sendAll);
    connect(&known, &Known::priced, this, &SharedPrices::take);
}

void SharedPrices::add(Subscriber *subscriber, const QString &symbol)
{
    sendAll(); // what is due is part of what the newcomer gets as the latest
    m_sources[symbol].listeners.insert(subscriber);
    connect(subscriber, &Subscriber::closed, this, [this, subscriber, symbol] { remove(subscriber, symbol); });
    if (const PriceSeries *series = m_known.prices().find(symbol))
        (void)subscriber->write(priceBytes(series->latest().price)); // into an empty outbox goes what is written
}

void SharedPrices::take(const QString &symbol)
{
    const auto source = m_sources.find(symbol);
    if (source == m_sources.end())
        return;
    appendPrice(source->due, m_known.prices().find(symbol)->latest().price);
    if (!m_turnEnd.isActive())
        m_turnEnd.start(0);
}

void SharedPrices::remove(Subscriber *subscriber, const QString &symbol)
{
    const auto source = m_sources.find(symbol);
    source->listeners.remove(subscriber);
    if (source->listeners.isEmpty())
        m_sources.erase(source);
}

void SharedPrices::sendAll()
{
    m_turnEnd.stop();
    QList<Subscriber *> tooSlow;
    for (Source &source : m_sources) {
        const QByteArray bytes = std::exchange(source.due, {});
        if (bytes.isEmpty())
            continue;
        for (Subscriber *subscriber : std::as_const(source.listeners)) {
            if (!subscriber->write(bytes))
                tooSlow.append(subscriber);
        }
    }
    for (Subscriber *subscriber : std::as_const(tooSlow)) // once no source is being walked through: it leaves it
        m_feed.drop(subscriber);
}

} // namespace tallywall
