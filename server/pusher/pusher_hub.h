// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/event_cache.h"
#include "core/pusher/publication.h"
#include "core/pusher/pusher_app.h"
#include "server/pusher/pusher_channel.h"
#include "server/pusher/pusher_deliveries.h"
#include "server/pusher/pusher_limits.h"
#include "server/pusher/subscription_counts.h"

#include <QByteArrayList>
#include <QHash>
#include <QSet>

#include <optional>

namespace tallywall {

// Who is subscribed to which channel of the Pusher Channels protocol, who has signed in as whom, and what they are told of it. Who
// may do what was checked before (PusherSession, pusher_routes.h). Server thread.
//
// Who watches a user is subscribed to a channel of that user's watchers, so that his coming and going costs what an event to that
// channel does. A connection has at most User::maxWatched of them, which bounds all.
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
    // Errors: Conflict, where it is subscribed already; TooMany, with the bound that was reached, or where others wait to be told.
    [[nodiscard]] Result<Done> subscribe(PusherSession &session, const QByteArray &name,
                                         const pusher::ChannelKind &kind, const std::optional<pusher::Member> &member);
    void unsubscribe(PusherSession &session, const QByteArray &name);
    // From now on it gets what is sent to this user, and those who watch him are told that he is there, where he was not before.
    // Errors: TooMany.
    [[nodiscard]] Result<Done> signIn(PusherSession &session, const QString &userId);
    // Tells it which of these users are there, and from now on when one comes or has left; of others no more.
    void watch(PusherSession &session, const QStringList &userIds);

    // To everyone on its channels. Errors: TooMany, where what was published before still has to go out; then none of them is.
    [[nodiscard]] Result<Done> publish(const pusher::Publication &publication);
    [[nodiscard]] Result<Done> publishAll(const QList<pusher::Publication> &publications);
    // From one of the subscribers to the others. Errors: as publish().
    [[nodiscard]] Result<Done> publishFrom(PusherSession &session, const QByteArray &name, const QString &event,
                                           const QByteArray &data);
    // Closes the connections of a user (4009).
    void terminate(const QString &userId);

    // Null where nobody is subscribed.
    [[nodiscard]] const PusherChannel *channel(const QByteArray &name) const;
    // Of the channels that clients subscribe to, in order.
    [[nodiscard]] QByteArrayList namesBeginningWith(const QByteArray &prefix) const;
    // The last event of a cache channel; null where there is none.
    [[nodiscard]] const pusher::CachedEvent *cached(const QByteArray &name) const;

private:
    // Where a connection is subscribed.
    struct Places {
        QSet<QByteArray> channels;
        QSet<QByteArray> watchers; // channels of those whom it watches; they do not count
    };

    [[nodiscard]] std::optional<QString> objectionTo(PusherSession &session, const QByteArray &name,
                                                     const std::optional<pusher::Member> &member) const;
    PusherChannel &add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                       const QString &memberId);
    void greet(PusherSession &session, const QByteArray &name);
    void remove(PusherSession &session, const QByteArray &name);
    void removeAll(PusherSession &session, const QSet<QByteArray> &names);
    void tell(PusherDelivery delivery);
    void tellWatchers(const QString &userId, const QByteArray &events);

    PusherApp m_app;
    PusherLimits m_limits;
    QHash<PusherSession *, Places> m_sessions;
    QHash<QByteArray, PusherSession *> m_bySocketId;
    PusherChannels m_channels;
    pusher::EventCache m_cache;
    PusherDeliveries m_deliveries;
    SubscriptionCounts m_counts;
};

} // namespace tallywall
