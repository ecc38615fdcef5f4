// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_source.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>

namespace tallywall {

class Feed;
class Subscriber;

// Price sources that belong to one subscriber each: they begin when he comes, keep his pace, and end at the moment he leaves. All of
// them share one timer, which is set for the one that is due next, so that thousands cost little. Server thread.
class OwnPrices : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds shortest{100};
    static constexpr std::chrono::milliseconds longest{3'600'000};

    // `feed` drops those who are too slow.
    explicit OwnPrices(Feed &feed);

    // The first price goes out at once, the others every so often from then on. The subscriber is open.
    void add(Subscriber *subscriber, std::chrono::milliseconds every);

    [[nodiscard]] int sources() const { return static_cast<int>(m_running.size()); }

private:
    using Clock = std::chrono::steady_clock;

    struct Running {
        Subscriber *subscriber = nullptr;
        PriceSource source;
        std::chrono::milliseconds every{0};
    };
    using Order = std::multimap<Clock::time_point, Running>; // by when each is due

    void remove(Subscriber *subscriber);
    void sendDue();
    void setTimer();

    Feed &m_feed;
    Order m_running;
    QHash<Subscriber *, Order::iterator> m_places;
    QTimer m_due;
};

} // namespace tallywall
