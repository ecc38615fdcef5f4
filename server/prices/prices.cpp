// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/prices.h"

#include "server/feed/feed.h"

#include <utility>

namespace tallywall {

Prices::Prices(Feed &feed, const Known &known, const Limits &limits)
    : m_feed(feed), m_limits(limits), m_own(feed), m_shared(feed, known)
{ }

void Prices::listen(std::unique_ptr<Outlet> outlet, const PriceWish &wish)
{
    auto *subscriber = new Subscriber(Format::Sse, std::move(outlet), m_limits.outboxBytes, &m_feed);
    m_feed.admit(subscriber);
    if (m_feed.isStopped()) // it came while we were stopping
        subscriber->close(Subscriber::Farewell::Stopping);
    else if (wish.symbol.isEmpty())
        m_own.add(subscriber, wish.every);
    else
        m_shared.add(subscriber, wish.symbol);
}

} // namespace tallywall
