// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/pusher/pusher_channel.h"

#include <QSet>
#include <QTimer>

#include <deque>
#include <vector>

namespace tallywall {

// One event to one channel.
struct PusherDelivery {
    QByteArray channel;
    QString event;
    QByteArray data; // shared with the other channels of a publication
    QString userId{};
    const PusherSession *except = nullptr; // is compared, and may be gone
};

// What goes out to the subscribers of channels, in its order: an event is encoded once for all of a channel. Some go out at once
// and the rest in slices, one a turn of the event loop, so that a request waits for some hundred sends and not for a hundred
// channels. Who turns out to be too slow is closed in a turn of its own: nobody leaves a channel while it is written to.
//
// Who adds has to ask first whether there is room. To say that somebody leaves there always is: who may leave came while there
// was. Server thread.
class PusherDeliveries
{
public:
    // The channels have to live longer.
    explicit PusherDeliveries(const PusherChannels &channels);
    Q_DISABLE_COPY_MOVE(PusherDeliveries)

    // How many may wait. Publishers leave room for those who come.
    enum class Room : quint16 { ForPublications = 1'024, ForMembers = 65'535 };
    [[nodiscard]] bool has(Room room) const { return m_queue.size() < static_cast<std::size_t>(room); }

    // Behind what waits already; goOn() has to follow.
    void add(PusherDelivery delivery);
    void goOn();
    // The number of the next one: who subscribes now gets it, and none before it.
    [[nodiscard]] quint64 next() const { return m_last + 1; }

    // At once, to one.
    void write(PusherSession &session, const QByteArray &frame);
    // It is gone. It has left its channels, or is about to.
    void forget(PusherSession &session) { m_tooSlow.remove(&session); }

private:
    struct Waiting {
        quint64 number = 0;
        PusherDelivery delivery;
    };
    // The one that is under way.
    struct Sending {
        quint64 number = 0;
        QByteArray channel;
        QByteArray frame;
        std::vector<PusherSession *> left; // some may have left the channel, and be gone
    };

    [[nodiscard]] const PusherChannel *channel(const QByteArray &name) const;
    void sendSlice();
    void beginNext();
    void finishOne(int &places);
    void dropSlow();

    const PusherChannels &m_channels;
    std::deque<Waiting> m_queue;
    Sending m_sending;
    quint64 m_last = 0;
    QSet<PusherSession *> m_tooSlow;
    QTimer m_nextSlice; // an interval of zero, as the other
    QTimer m_dropping;
};

} // namespace tallywall
