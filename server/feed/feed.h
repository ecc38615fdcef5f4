// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/feed/audiences.h"
#include "server/feed/ring.h"
#include "server/feed/subscriber.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>

namespace tallywall {

// Figures for /metrics and the status bar.
struct FeedFigures {
    std::array<int, 4> subscribers{}; // by Format
    qint64 dropped = 0;               // closed because they did not read
    qint64 events = 0;                // published since the start
    qint64 deliveries = 0;            // events handed to subscribers
};

// The live feed: takes batches of events and gives each subscriber what it wants of them in one write. Events are encoded once
// per format, and subscribers with the same format and the same wishes are served with the same bytes. Server thread.
//
// What is published leaves at the end of the turn of the event loop, when all that has come in was read: on an idle feed at once;
// under load the next transaction and the next batch form while this one goes out. It does so in slices, one a turn, so that a
// request waits for some hundred sends and not for thousands.
class Feed : public QObject
{
    Q_OBJECT

public:
    explicit Feed(QObject *parent = nullptr);

    // Where the log stands before anything is published, and its newest events, for those who come back at once.
    void startAfter(EventId newest, const QList<Event> &tail);

    // A batch that was committed, in the order of the log.
    void publish(const QList<Event> &events);
    // An event that is not stored.
    void publishEphemeral(const Event &event);
    // Sends all that was published, without waiting for the end of the turn.
    void flush();

    // From now on it gets what is published. It is forgotten when it closes.
    void join(Subscriber *subscriber);
    void leave(Subscriber *subscriber);
    // The subscriber counts as one of the feed's, also while it is not live (replay).
    void admit(Subscriber *subscriber);

    // Closes all subscribers.
    void stop();
    [[nodiscard]] bool isStopped() const { return m_stopped; }

    // The newest durable event of the batch under way, or of the last one. Whoever joins now gets what comes behind it.
    [[nodiscard]] EventId newest() const { return m_newest; }
    [[nodiscard]] const Ring &ring() const { return m_ring; }
    [[nodiscard]] const FeedFigures &figures() const { return m_figures; }
    void drop(Subscriber *subscriber); // it is too slow

Q_SIGNALS:
    void aboutToSend(); // the end of a turn, before a batch goes out, which may take long
    void published(const QList<tallywall::Event> &events);

private:
    void beginBatch(const QList<Event> &events);
    void prepare(const std::vector<EncodedEvent> &events);
    [[nodiscard]] bool sendSlice(int places);
    void takeTurn();
    void dropAll(const std::vector<Subscriber *> &tooSlow);
    void sendHeartbeats();

    Audiences m_audiences; // of those who are live
    QSet<Subscriber *> m_all;
    Ring m_ring;
    QList<Event> m_pending;            // published in this turn
    std::vector<Audience *> m_sending; // who has some of the batch under way still to come
    QTimer m_turnEnd;                  // an interval of zero: due when the turn has read its sockets
    QTimer m_heartbeat;
    EventId m_newest = EventId::None;
    bool m_stopped = false;
    FeedFigures m_figures;
};

} // namespace tallywall
