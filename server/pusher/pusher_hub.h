// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/event_cache.h"
#include "core/pusher/names.h"
#include "core/pusher/presence.h"
#include "core/pusher/publication.h"
#include "core/pusher/pusher_app.h"
#include "server/pusher/pusher_limits.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace tallywall {

class PusherSession;

struct PusherSubscription {
    QString member;   // of a presence channel
    quint64 from = 0; // the first delivery that is for it
};

// A channel that somebody is subscribed to.
struct PusherChannel {
    pusher::ChannelKind kind;
    QHash<PusherSession *, PusherSubscription> subscribers;
    pusher::Roster roster; // of a presence channel
};

// Who is subscribed to which channel of the Pusher Channels protocol, and what goes out to them: an event is encoded once for all
// of a channel. Who may do what was checked before (PusherSession, pusher_routes.h). Server thread.
//
// What is published goes out in its order, some at once and the rest in slices, one a turn of the event loop, so that a request
// waits for some hundred sends and not for a hundred channels. Who turns out to be too slow is closed in a turn of its own: nobody
// leaves a channel while it is written to.
class PusherHub
{
public:
    PusherHub(PusherApp app, const PusherLimits &limits);
    Q_DISABLE_COPY_MOVE(PusherHub)

    [[nodiscard]] const PusherApp &app() const { return m_app; }
    [[nodiscard]] const PusherLimits &limits() const { return m_limits; }

    // A connection that is established. False: there are too many.
    [[nodiscard]] bool admit(PusherSession &session);
    // It is gone, and its subscriptions with it.
    void forget(PusherSession &session);

    // Subscribes, tells it so, and tells the others of a new member. `member` is who subscribes to a presence channel.
    // Errors: Conflict, where it is subscribed already; TooMany, with the bound that was reached.
    [[nodiscard]] Result<Done> subscribe(PusherSession &session, const QByteArray &name,
                                         const pusher::ChannelKind &kind, const std::optional<pusher::Member> &member);
    void unsubscribe(PusherSession &session, const QByteArray &name);
    // From now on it gets what is sent to this user. Errors: TooMany.
    [[nodiscard]] Result<Done> signIn(PusherSession &session, const QString &userId);

    // To everyone on its channels.
    void publish(const pusher::Publication &publication);
    void publishAll(const QList<pusher::Publication> &publications);
    // From one of the subscribers to the others.
    void publishFrom(PusherSession &session, const QByteArray &name, const QString &event, const QByteArray &data);
    // Closes the connections of a user (4009).
    void terminate(const QString &userId);

    // Null where nobody is subscribed.
    [[nodiscard]] const PusherChannel *channel(const QByteArray &name) const;
    [[nodiscard]] const std::map<QByteArray, PusherChannel> &channels() const { return m_channels; }
    // The last event of a cache channel; null where there is none.
    [[nodiscard]] const pusher::CachedEvent *cached(const QByteArray &name) const;

private:
    // One event to one channel.
    struct Delivery {
        quint64 number = 0;
        QByteArray channel;
        QString event;
        QByteArray data; // shared with the other channels of a publication
        QString userId{};
        const PusherSession *except = nullptr; // is compared, and may be gone
    };
    // The one that is under way.
    struct Sending {
        quint64 number = 0;
        QByteArray channel;
        QByteArray frame;
        std::vector<PusherSession *> left; // some may have left the channel, and be gone
    };

    [[nodiscard]] std::optional<QString> objectionTo(PusherSession &session, const QByteArray &name,
                                                     const std::optional<pusher::Member> &member) const;
    PusherChannel &add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                       const QString &memberId);
    void greet(PusherSession &session, const QByteArray &name);
    void remove(PusherSession &session, const QByteArray &name);
    void queue(Delivery delivery);
    void goOn();
    void sendSlice();
    void beginNext();
    void finishOne(int &places);
    void write(PusherSession &session, const QByteArray &frame);
    void dropSlow();

    PusherApp m_app;
    PusherLimits m_limits;
    QHash<PusherSession *, QSet<QByteArray>> m_sessions; // and where each is subscribed
    QHash<QByteArray, PusherSession *> m_bySocketId;
    std::map<QByteArray, PusherChannel> m_channels;
    pusher::EventCache m_cache;
    std::deque<Delivery> m_queue;
    Sending m_sending;
    quint64 m_lastDelivery = 0;
    QSet<PusherSession *> m_tooSlow;
    QTimer m_nextSlice; // an interval of zero, as the other
    QTimer m_dropping;
};

} // namespace tallywall
