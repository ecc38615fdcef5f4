// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/feed/subscriber.h"
#include "store/feed/event_log.h"

#include <QObject>

namespace tallywall {

class Feed;
class Store;

// Brings one subscriber from an id in its past up to the live feed: from the ring where it reaches back far enough, else from
// the store in pages, never more than it reads. It is joined to the feed in the very turn in which it has everything that was
// published, so that nothing is missing and nothing comes twice. Where events are no longer kept, or the id is not of this log,
// it is told first (feed/gap). Child of its subscriber.
class Replay : public QObject
{
    Q_OBJECT

public:
    Replay(Feed &feed, Store &store, Subscriber *subscriber);

    // Sends what came after `since`. Events from `already` on were sent live before: they are left out, up to what was
    // published when this began.
    void start(EventId since, EventId already = EventId::None);

Q_SIGNALS:
    void finished(); // it is live now

private:
    void step();
    void sendFromPage();
    void sendFromRing();
    void askStore();
    void takePage(const Result<EventsPage> &page);
    [[nodiscard]] bool send(const QList<EncodedEvent> &events);
    void tellGap(qint64 missed);
    void skipSent();
    void goLive();

    Feed &m_feed;
    Store &m_store;
    Subscriber *m_subscriber;
    EventId m_cursor = EventId::None;   // everything up to here was sent
    EventId m_already = EventId::None;  // from here…
    EventId m_sentUpTo = EventId::None; // …to here everything was sent live
    QList<EncodedEvent> m_page;         // from the store, not sent yet…
    Filter m_pageFilter;                // what it was chosen by
    EventId m_pageEnd = EventId::None;  // …and where the cursor stands after it
    bool m_asking = false;
    bool m_active = false;
};

} // namespace tallywall
