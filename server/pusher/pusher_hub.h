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

#include <map>
#include <optional>

namespace tallywall {

class PusherSession;

// A channel that somebody is subscribed to.
struct PusherChannel {
    pusher::ChannelKind kind;
    QHash<PusherSession *, QString> subscribers; // and as which member of a presence channel
    pusher::Roster roster;                       // of a presence channel
};

// Who is subscribed to which channel of the Pusher Channels protocol, and what goes out to them: an event is encoded once for all
// of a channel. Who may do what was checked before (PusherSession, pusher_routes.h). Server thread.
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
    // From now on it gets what is sent to this user.
    void signIn(PusherSession &session, const QString &userId);

    // To everyone on its channels.
    void publish(const pusher::Publication &publication);
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
    [[nodiscard]] std::optional<QString> objectionTo(PusherSession &session, const QByteArray &name,
                                                     const std::optional<pusher::Member> &member) const;
    PusherChannel &add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                       const QString &memberId);
    void greet(PusherSession &session, const QByteArray &name) const;
    void remove(PusherSession &session, const QByteArray &name);
    void send(const QByteArray &name, const QByteArray &json, const PusherSession *except = nullptr);

    PusherApp m_app;
    PusherLimits m_limits;
    QHash<PusherSession *, QSet<QByteArray>> m_sessions; // and where each is subscribed
    QHash<QByteArray, PusherSession *> m_bySocketId;
    std::map<QByteArray, PusherChannel> m_channels;
    pusher::EventCache m_cache;
};

} // namespace tallywall
