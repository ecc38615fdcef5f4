// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_deliveries.h"

#include "core/pusher/frames.h"
#include "server/feed/encoding.h"
#include "server/feed/slice.h"
#include "server/pusher/pusher_session.h"

namespace tallywall {

namespace {

// The channel that is named to its subscribers.
QByteArrayView shownName(const QByteArray &channel)
{
    return pusher::isWatchersChannel(channel) ? QByteArrayView() : QByteArrayView(channel);
}

} // namespace

PusherDeliveries::PusherDeliveries(const PusherChannels &channels) : m_channels(channels)
{
    for (QTimer *timer : {&m_nextSlice, &m_dropping}) {
        timer->setSingleShot(true);
        timer->setInterval(0);
    }
    QObject::connect(&m_nextSlice, &QTimer::timeout, &m_nextSlice, [this] { sendSlice(); });
    QObject::connect(&m_dropping, &QTimer::timeout, &m_dropping, [this] { dropSlow(); });
}

const PusherChannel *PusherDeliveries::channel(const QByteArray &name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end() ? nullptr : &found->second;
}

void PusherDeliveries::add(PusherDelivery delivery)
{
    ++m_last; // also where it is for nobody: who subscribes later does not get it
    if (channel(delivery.channel))
        m_queue.push_back({m_last, std::move(delivery)});
}

// The first slice goes out at once: an event to a few is with them before its publisher is answered.
void PusherDeliveries::goOn()
{
    if (!m_nextSlice.isActive())
        sendSlice();
}

void PusherDeliveries::sendSlice()
{
    int places = slice;
    while (places > 0 && (!m_sending.left.empty() || !m_queue.empty()))
        finishOne(places);
    if (!m_sending.left.empty() || !m_queue.empty())
        m_nextSlice.start();
}

void PusherDeliveries::beginNext()
{
    const auto [number, next] = std::move(m_queue.front());
    m_queue.pop_front();
    const PusherChannel *to = channel(next.channel);
    if (!to)
        return;
    m_sending = {number, next.channel, {}, {}};
    for (auto [session, subscription] : to->subscribers.asKeyValueRange()) {
        if (session != next.except)
            m_sending.left.push_back(session);
    }
    appendTextFrame(m_sending.frame, pusher::eventFrame(next.event, shownName(next.channel), next.data, next.userId));
}

// The one under way, or else the next one, to so many more subscribers.
void PusherDeliveries::finishOne(int &places)
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

void PusherDeliveries::write(PusherSession &session, const QByteArray &frame)
{
    if (session.write(frame))
        return;
    m_tooSlow.insert(&session);
    m_dropping.start();
}

// They leave the channels as they go, and others who are told of that may turn out to be too slow, too.
void PusherDeliveries::dropSlow()
{
    while (!m_tooSlow.isEmpty()) {
        PusherSession *session = *m_tooSlow.cbegin();
        m_tooSlow.remove(session);
        session->drop();
    }
}

} // namespace tallywall
