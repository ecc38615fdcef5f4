// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_hub.h"

#include "core/json_object_writer.h"
#include "core/pusher/frames.h"
#include "server/clock.h"
#include "server/feed/encoding.h"
#include "server/pusher/pusher_session.h"

#include <vector>

namespace tallywall {

using namespace Qt::StringLiterals;
using pusher::Member;

PusherHub::PusherHub(PusherApp app, const PusherLimits &limits)
    : m_app(std::move(app)), m_limits(limits), m_cache(limits.cachedBytes)
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
    const QSet<QByteArray> names = m_sessions.take(&session);
    for (const QByteArray &name : names)
        remove(session, name);
}

Result<Done> PusherHub::subscribe(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                                  const std::optional<Member> &member)
{
    if (m_sessions.value(&session).contains(name))
        return Error{ErrorCode::Conflict, u"already subscribed to %1"_s.arg(QString::fromUtf8(name)), {}};
    if (const auto objection = objectionTo(session, name, member))
        return Error{ErrorCode::TooMany, *objection, {}};
    PusherChannel &channel = add(session, name, kind, member ? member->id : QString());
    // The others first: who is greeted and does not read may be gone by then.
    if (member && channel.roster.add(*member))
        send(name, pusher::eventFrame(u"pusher_internal:member_added", name, member->json()), &session);
    greet(session, name);
    return Done{};
}

std::optional<QString> PusherHub::objectionTo(PusherSession &session, const QByteArray &name,
                                              const std::optional<Member> &member) const
{
    if (m_sessions.value(&session).size() >= m_limits.channelsPerConnection)
        return u"a connection has at most %1 channels"_s.arg(m_limits.channelsPerConnection);
    const PusherChannel *known = channel(name);
    if (!known && m_channels.size() >= m_limits.channels)
        return u"there are %1 channels already"_s.arg(m_limits.channels);
    if (known && member && !known->roster.takes(member->id))
        return u"a presence channel has at most %1 members"_s.arg(pusher::Roster::maxMembers);
    return std::nullopt;
}

PusherChannel &PusherHub::add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                              const QString &memberId)
{
    m_sessions[&session].insert(name);
    PusherChannel &channel = m_channels[name];
    channel.kind = kind;
    channel.subscribers.insert(&session, memberId);
    return channel;
}

void PusherHub::greet(PusherSession &session, const QByteArray &name) const
{
    const PusherChannel &channel = m_channels.at(name);
    const bool hasMembers = channel.kind.access == pusher::Access::Presence;
    QByteArray frames;
    appendTextFrame(frames,
                    pusher::eventFrame(u"pusher_internal:subscription_succeeded", name,
                                       hasMembers ? channel.roster.json() : "{}"_ba));
    if (channel.kind.cached) {
        const pusher::CachedEvent *last = cached(name);
        appendTextFrame(frames,
                        last ? pusher::eventFrame(last->name, name, last->data)
                             : pusher::eventFrame(u"pusher:cache_miss", name, {}));
    }
    if (!session.write(frames))
        session.drop();
}

void PusherHub::unsubscribe(PusherSession &session, const QByteArray &name)
{
    const auto names = m_sessions.find(&session);
    if (names != m_sessions.end() && !pusher::isUserChannel(name) && names->remove(name))
        remove(session, name);
}

void PusherHub::remove(PusherSession &session, const QByteArray &name)
{
    const auto found = m_channels.find(name);
    const QString member = found->second.subscribers.take(&session);
    const bool leaves = found->second.roster.remove(member);
    if (found->second.subscribers.isEmpty())
        m_channels.erase(found);
    else if (leaves)
        send(name, pusher::eventFrame(u"pusher_internal:member_removed", name, Member{member, {}}.json()));
}

void PusherHub::signIn(PusherSession &session, const QString &userId)
{
    add(session, pusher::userChannel(userId), {}, {});
}

void PusherHub::publish(const pusher::Publication &publication)
{
    const PusherSession *except = m_bySocketId.value(publication.exceptSocket);
    for (const QByteArray &name : publication.channels) {
        if (const auto kind = pusher::channelKind(name); kind && kind->cached)
            m_cache.put({name, publication.name, publication.data, currentTime()});
        send(name, pusher::eventFrame(publication.name, name, publication.data), except);
    }
}

void PusherHub::publishFrom(PusherSession &session, const QByteArray &name, const QString &event,
                            const QByteArray &data)
{
    const PusherChannel *to = channel(name);
    send(name, pusher::eventFrame(event, name, data, to->subscribers.value(&session)), &session);
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

void PusherHub::send(const QByteArray &name, const QByteArray &json, const PusherSession *except)
{
    const PusherChannel *to = channel(name);
    if (!to)
        return;
    QByteArray frame;
    appendTextFrame(frame, json);
    std::vector<PusherSession *> tooSlow;
    for (auto [session, member] : to->subscribers.asKeyValueRange()) {
        if (session != except && !session->write(frame))
            tooSlow.push_back(session);
    }
    // They leave the channels as they go.
    for (PusherSession *session : tooSlow)
        session->drop();
}

} // namespace tallywall
