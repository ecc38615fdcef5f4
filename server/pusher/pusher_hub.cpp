// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_hub.h"

#include "core/json_object_writer.h"
#include "core/pusher/frames.h"
#include "server/clock.h"
#include "server/feed/encoding.h"
#include "server/pusher/pusher_session.h"

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;
using pusher::Member;
using Room = PusherDeliveries::Room;

namespace {

Error tooMuchWaits()
{
    return {ErrorCode::TooMany, u"what was published before has not gone out to all yet: try again"_s, {}};
}

} // namespace

PusherHub::PusherHub(PusherApp app, const PusherLimits &limits)
    : m_app(std::move(app))
    , m_limits(limits)
    , m_cache(limits.cachedBytes)
    , m_deliveries(m_channels)
    , m_counts(m_channels, m_deliveries, limits.countsPause)
{ }

bool PusherHub::admit(PusherSession &session)
{
    if (m_sessions.size() >= m_limits.connections)
        return false;
    m_sessions.insert(&session, {});
    m_bySocketId.insert(session.socketId(), &session);
    return true;
}

void PusherHub::forget(PusherSession &session)
{
    m_bySocketId.remove(session.socketId());
    const Places places = m_sessions.take(&session);
    removeAll(session, places.watchers);
    removeAll(session, places.channels);
    m_deliveries.forget(session);
}

Result<Done> PusherHub::subscribe(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                                  const std::optional<Member> &member)
{
    if (m_sessions.value(&session).channels.contains(name))
        return Error{ErrorCode::Conflict, u"already subscribed to %1"_s.arg(QString::fromUtf8(name)), {}};
    if (const auto objection = objectionTo(session, name, member))
        return Error{ErrorCode::TooMany, *objection, {}};
    PusherChannel &channel = add(session, name, kind, member ? member->id : QString());
    const bool isNew = member && channel.roster.add(*member);
    greet(session, name);
    if (isNew)
        tell({.channel = name, .event = u"pusher_internal:member_added"_s, .data = member->json(), .except = &session});
    m_counts.note(name, kind);
    return Done{};
}

std::optional<QString> PusherHub::objectionTo(PusherSession &session, const QByteArray &name,
                                              const std::optional<Member> &member) const
{
    if (m_sessions.value(&session).channels.size() >= m_limits.channelsPerConnection)
        return u"a connection has at most %1 channels"_s.arg(m_limits.channelsPerConnection);
    const PusherChannel *known = channel(name);
    if (known && member && !known->roster.takes(member->id))
        return u"a presence channel has at most %1 members"_s.arg(pusher::Roster::maxMembers);
    if (!m_deliveries.has(Room::ForMembers))
        return u"too many come and go: try again"_s;
    return std::nullopt;
}

PusherChannel &PusherHub::add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                              const QString &memberId)
{
    Q_ASSERT(m_sessions.contains(&session));
    Places &places = m_sessions[&session];
    (pusher::isWatchersChannel(name) ? places.watchers : places.channels).insert(name);
    PusherChannel &channel = m_channels[name];
    channel.kind = kind;
    channel.subscribers.insert(&session, {memberId, m_deliveries.next()});
    return channel;
}

void PusherHub::greet(PusherSession &session, const QByteArray &name)
{
    const PusherChannel *to = channel(name);
    if (!to)
        return;
    const bool hasMembers = to->kind.access == pusher::Access::Presence;
    QByteArray frames;
    appendTextFrame(frames,
                    pusher::eventFrame(pusher::subscribedEvent, name, hasMembers ? to->roster.json() : "{}"_ba));
    if (to->kind.cached) {
        const pusher::CachedEvent *last = cached(name);
        appendTextFrame(frames,
                        last ? pusher::eventFrame(last->name, name, last->data)
                             : pusher::eventFrame(u"pusher:cache_miss", name, {}));
    }
    m_deliveries.write(session, frames);
}

void PusherHub::unsubscribe(PusherSession &session, const QByteArray &name)
{
    const auto places = m_sessions.find(&session);
    if (places != m_sessions.end() && !pusher::isHiddenChannel(name) && places->channels.remove(name))
        remove(session, name);
}

void PusherHub::remove(PusherSession &session, const QByteArray &name)
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end())
        return;
    const QString member = found->second.subscribers.take(&session).member;
    const bool leaves = found->second.roster.remove(member);
    if (!found->second.subscribers.isEmpty()) {
        m_counts.note(name, found->second.kind);
        if (leaves)
            tell({.channel = name, .event = u"pusher_internal:member_removed"_s, .data = Member{member, {}}.json()});
        return;
    }
    m_channels.erase(found);
    m_counts.forget(name);
    if (pusher::isUserChannel(name)) {
        const QString userId = pusher::userOfChannel(name);
        tellWatchers(userId, pusher::watchlistEvents({}, {userId}));
    }
}

void PusherHub::removeAll(PusherSession &session, const QSet<QByteArray> &names)
{
    for (const QByteArray &name : names)
        remove(session, name);
}

Result<Done> PusherHub::signIn(PusherSession &session, const QString &userId)
{
    const QByteArray name = pusher::userChannel(userId);
    if (m_sessions.value(&session).channels.contains(name))
        return Done{};
    if (const auto objection = objectionTo(session, name, {}))
        return Error{ErrorCode::TooMany, *objection, {}};
    const bool wasThere = channel(name) != nullptr;
    add(session, name, {}, {});
    if (!wasThere)
        tellWatchers(userId, pusher::watchlistEvents({userId}, {}));
    return Done{};
}

void PusherHub::watch(PusherSession &session, const QStringList &userIds)
{
    const auto places = m_sessions.find(&session);
    if (places == m_sessions.end())
        return;
    removeAll(session, std::exchange(places->watchers, {}));
    if (userIds.isEmpty())
        return;
    for (const QString &id : userIds)
        add(session, pusher::watchersChannel(id), {}, {});
    QStringList online = userIds;
    const auto offline = std::stable_partition(online.begin(), online.end(), [this](const QString &id) {
        return channel(pusher::userChannel(id)) != nullptr;
    });
    const QStringList away(offline, online.end());
    online.erase(offline, online.end());
    QByteArray frame;
    appendTextFrame(frame, pusher::eventFrame(pusher::watchlistEvent, {}, pusher::watchlistEvents(online, away)));
    m_deliveries.write(session, frame);
}

void PusherHub::tell(PusherDelivery delivery)
{
    m_deliveries.add(std::move(delivery));
    m_deliveries.goOn();
}

void PusherHub::tellWatchers(const QString &userId, const QByteArray &events)
{
    tell({.channel = pusher::watchersChannel(userId), .event = pusher::watchlistEvent.toString(), .data = events});
}

Result<Done> PusherHub::publish(const pusher::Publication &publication)
{
    return publishAll({publication});
}

Result<Done> PusherHub::publishAll(const QList<pusher::Publication> &publications)
{
    if (!m_deliveries.has(Room::ForPublications))
        return tooMuchWaits();
    for (const pusher::Publication &publication : publications) {
        const PusherSession *except = m_bySocketId.value(publication.exceptSocket);
        for (const QByteArray &name : publication.channels) {
            if (const auto kind = pusher::channelKind(name); kind && kind->cached)
                m_cache.put({name, publication.name, publication.data, currentTime()});
            m_deliveries.add({.channel = name, .event = publication.name, .data = publication.data, .except = except});
        }
    }
    m_deliveries.goOn();
    return Done{};
}

Result<Done> PusherHub::publishFrom(PusherSession &session, const QByteArray &name, const QString &event,
                                    const QByteArray &data)
{
    if (!m_deliveries.has(Room::ForPublications))
        return tooMuchWaits();
    const PusherChannel *to = channel(name);
    if (!to)
        return Done{};
    tell({.channel = name,
          .event = event,
          .data = data,
          .userId = to->subscribers.value(&session).member,
          .except = &session});
    return Done{};
}

void PusherHub::terminate(const QString &userId)
{
    if (const PusherChannel *all = channel(pusher::userChannel(userId))) {
        const QList<PusherSession *> sessions = all->subscribers.keys();
        for (PusherSession *session : sessions)
            session->end(pusher::Code::Unauthorized);
    }
}

const PusherChannel *PusherHub::channel(const QByteArray &name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? nullptr : &found->second;
}

const pusher::CachedEvent *PusherHub::cached(const QByteArray &name) const
{
    return m_cache.find(name, currentTime());
}

// '#', with which the names of the others begin, comes before all that clients may use.
QByteArrayList PusherHub::namesBeginningWith(const QByteArray &prefix) const
{
    QByteArrayList names;
    for (auto one = m_channels.lower_bound(std::max(prefix, "$"_ba)); one != m_channels.end(); ++one) {
        if (!one->first.startsWith(prefix))
            break;
        names.append(one->first);
    }
    return names;
}

} // namespace tallywall
