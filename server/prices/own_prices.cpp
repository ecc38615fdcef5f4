// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/own_prices.h"

#include "server/feed/feed.h"
#include "server/feed/slice.h"
#include "server/prices/price_encoding.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>
#include <vector>

namespace tallywall {

OwnPrices::OwnPrices(Feed &feed) : m_feed(feed)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &OwnPrices::sendDue);
}

void OwnPrices::add(Subscriber *subscriber, std::chrono::milliseconds every)
{
    PriceSource source(QRandomGenerator::global()->generate());
    (void)subscriber->write(priceBytes(source.next())); // into an empty outbox goes what is written
    m_places.insert(subscriber, m_running.emplace(Clock::now() + every, Running{subscriber, source, every}));
    connect(subscriber, &Subscriber::closed, this, [this, subscriber] { remove(subscriber); });
    setTimer();
}

void OwnPrices::remove(Subscriber *subscriber)
{
    m_running.erase(m_places.take(subscriber));
    setTimer();
}

void OwnPrices::sendDue()
{
    const Clock::time_point now = Clock::now();
    std::vector<Subscriber *> tooSlow;
    for (int left = slice; left > 0 && !m_running.empty() && m_running.begin()->first <= now; --left) {
        auto taken = m_running.extract(m_running.begin());
        Running &running = taken.mapped();
        if (!running.subscriber->write(priceBytes(running.source.next())))
            tooSlow.push_back(running.subscriber);
        // The pace stays that of the beginning; what was missed meanwhile is left out.
        taken.key() += running.every * ((now - taken.key()) / running.every + 1);
        Subscriber *subscriber = running.subscriber;
        m_places[subscriber] = m_running.insert(std::move(taken));
    }
    for (Subscriber *subscriber : tooSlow)
        m_feed.drop(subscriber);
    setTimer();
}

// A coarse timer, which is at most a twentieth late: those that are due together go out together.
void OwnPrices::setTimer()
{
    if (m_running.empty()) {
        m_due.stop();
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_running.begin()->first - Clock::now());
    m_due.start(std::max(wait, std::chrono::milliseconds(0)));
}

} // namespace tallywall
