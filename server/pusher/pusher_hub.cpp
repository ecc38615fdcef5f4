// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_hub.h"

#include "core/json_object_writer.h"
#include "core/pusher/frames.h"
#include "server/clock.h"
#include "server/feed/encoding.h"
#include "server/pusher/pusher_session.h"

#include <limits>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;
using pusher::Member;

namespace {

constexpr int slice = 256; // sends in one turn
constexpr int everyone = std::numeric_limits<int>::max();

// With more than this published and not sent, what is past it goes out at once: who publishes faster than it is sent has to wait.
constexpr std::size_t mostBehind = 1024;

} // namespace

PusherHub::PusherHub(PusherApp app, const PusherLimits &limits)
    : m_app(std::move(app)), m_limits(limits), m_cache(limits.cachedBytes)
{
    for (QTimer *timer : {&m_nextSlice, &m_dropping}) {
        timer->setSingleShot(true);
        timer->setInterval(0);
    }
    QObject::connect(&m_nextSlice, &QTimer::timeout, &m_nextSlice, [this] { sendSlice(); });
    QObject::connect(&m_dropping, &QTimer::timeout, &m_dropping, [this] { dropSlow(); });
}

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
    m_tooSlow.remove(&session);
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
    const bool isNew = member && channel.roster.add(*member);
    greet(session, name);
    if (isNew) {
        queue({.channel = name,
               .event = u"pusher_internal:member_added"_s,
               .data = member->json(),
               .except = &session});
        goOn();
    }
    return Done{};
}

std::optional<QString> PusherHub::objectionTo(PusherSession &session, const QByteArray &name,
                                              const std::optional<Member> &member) const
{
    if (m_sessions.value(&session).size() >= m_limits.channelsPerConnection)
        return u"a connection has at most %1 channels"_s.arg(m_limits.channelsPerConnection);
    const PusherChannel *known = channel(name);
    if (known && member && !known->roster.takes(member->id))
        return u"a presence channel has at most %1 members"_s.arg(pusher::Roster::maxMembers);
    return std::nullopt;
}

PusherChannel &PusherHub::add(PusherSession &session, const QByteArray &name, const pusher::ChannelKind &kind,
                              const QString &memberId)
{
    Q_ASSERT(m_sessions.contains(&session));
    m_sessions[&session].insert(name);
    PusherChannel &channel = m_channels[name];
    channel.kind = kind;
    channel.subscribers.insert(&session, {memberId, m_lastDelivery + 1});
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
                    pusher::eventFrame(u"pusher_internal:subscription_succeeded", name,
                                       hasMembers ? to->roster.json() : "{}"_ba));
    if (to->kind.cached) {
        const pusher::CachedEvent *last = cached(name);
        appendTextFrame(frames,
                        last ? pusher::eventFrame(last->name, name, last->data)
                             : pusher::eventFrame(u"pusher:cache_miss", name, {}));
    }
    write(session, frames);
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
    if (found == m_channels.end())
        return;
    const QString member = found->second.subscribers.take(&session).member;
    const bool leaves = found->second.roster.remove(member);
    if (found->second.subscribers.isEmpty()) {
        m_channels.erase(found);
    } else if (leaves) {
        queue({.channel = name, .event = u"pusher_internal:member_removed"_s, .data = Member{member, {}}.json()});
        goOn();
    }
}

Result<Done> PusherHub::signIn(PusherSession &session, const QString &userId)
{
    const QByteArray name = pusher::userChannel(userId);
    if (const auto objection = objectionTo(session, name, {}))
        return Error{ErrorCode::TooMany, *objection, {}};
    add(session, name, {}, {});
    return Done{};
}

void PusherHub::publish(const pusher::Publication &publication)
{
    publishAll({publication});
}

void PusherHub::publishAll(const QList<pusher::Publication> &publications)
{
    for (const pusher::Publication &publication : publications) {
        const PusherSession *except = m_bySocketId.value(publication.exceptSocket);
        for (const QByteArray &name : publication.channels) {
            if (const auto kind = pusher::channelKind(name); kind && kind->cached)
                m_cache.put({name, publication.name, publication.data, currentTime()});
            queue({.channel = name, .event = publication.name, .data = publication.data, .except = except});
        }
    }
    goOn();
}

void PusherHub::publishFrom(PusherSession &session, const QByteArray &name, const QString &event,
                            const QByteArray &data)
{
    const PusherChannel *to = channel(name);
    if (!to)
        return;
    queue({.channel = name,
           .event = event,
           .data = data,
           .userId = to->subscribers.value(&session).member,
           .except = &session});
    goOn();
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

void PusherHub::queue(Delivery delivery)
{
    delivery.number = ++m_lastDelivery; // also where it is for nobody: who subscribes later does not get it
    if (channel(delivery.channel))
        m_queue.push_back(std::move(delivery));
}

// The first slice goes out at once: an event to a few is with them before its publisher is answered.
void PusherHub::goOn()
{
    if (!m_nextSlice.isActive())
        sendSlice();
    while (m_queue.size() > mostBehind) {
        int places = everyone;
        finishOne(places);
    }
}

void PusherHub::sendSlice()
{
    int places = slice;
    while (places > 0 && (!m_sending.left.empty() || !m_queue.empty()))
        finishOne(places);
    if (!m_sending.left.empty() || !m_queue.empty())
        m_nextSlice.start();
}

void PusherHub::beginNext()
{
    const Delivery next = std::move(m_queue.front());
    m_queue.pop_front();
    const PusherChannel *to = channel(next.channel);
    if (!to)
        return;
    m_sending = {next.number, next.channel, {}, {}};
    for (auto [session, subscription] : to->subscribers.asKeyValueRange()) {
        if (session != next.except)
            m_sending.left.push_back(session);
    }
    appendTextFrame(m_sending.frame, pusher::eventFrame(next.event, next.channel, next.data, next.userId));
}

// The one under way, or else the next one, to so many more subscribers.
void PusherHub::finishOne(int &places)
{
    if (m_sending.left.empty())
        beginNext();
    --places; // for one that is for nobody, too
    const PusherChannel *to = channel(m_sending.channel);
    for (; places > 0 && !m_sending.left.empty(); --places) {
        PusherSession *session = m_sending.left.back();
        m_sending.left.pop_back();
        if (!to)
            continue;
        // Who came after it was published, maybe where one was that is gone, does not get it.
        const auto found = to->subscribers.constFind(session);
        if (found != to->subscribers.constEnd() && found->from <= m_sending.number)
            write(*session, m_sending.frame);
    }
}

void PusherHub::write(PusherSession &session, const QByteArray &frame)
{
    if (session.write(frame))
        return;
    m_tooSlow.insert(&session);
    m_dropping.start();
}

void PusherHub::dropSlow()
{
    // They leave the channels as they go, and others who are told of that may turn out to be too slow, in their turn.
    const QSet<PusherSession *> sessions = std::exchange(m_tooSlow, {});
    for (PusherSession *session : sessions) {
        if (m_sessions.contains(session))
            session->drop();
    }
}

} // namespace tallywall
