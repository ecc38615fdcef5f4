// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/subscription_counts.h"

#include "core/pusher/frames.h"
#include "server/pusher/pusher_deliveries.h"

namespace tallywall {

using namespace Qt::StringLiterals;

SubscriptionCounts::SubscriptionCounts(const PusherChannels &channels, PusherDeliveries &deliveries,
                                       const std::optional<std::chrono::milliseconds> &pause)
    : m_channels(channels), m_deliveries(deliveries), m_pause(pause)
{
    m_round.setSingleShot(true);
    QObject::connect(&m_round, &QTimer::timeout, &m_round, [this] { tell(); });
}

void SubscriptionCounts::note(const QByteArray &name, const pusher::ChannelKind &kind)
{
    if (!m_pause || kind.access == pusher::Access::Presence || pusher::isHiddenChannel(name) || m_places.contains(name))
        return;
    m_places.insert(name, ++m_last);
    m_changed.emplace(m_last, name);
    if (!m_round.isActive())
        m_round.start(0); // whoever comes is told that he is subscribed before
}

void SubscriptionCounts::forget(const QByteArray &name)
{
    m_changed.erase(m_places.take(name));
}

void SubscriptionCounts::tell()
{
    if (m_changed.empty())
        return;
    const bool hasRoom = m_deliveries.has(PusherDeliveries::Room::ForPublications); // else in the next round
    for (std::size_t i = 0; hasRoom && i < channelsInARound && !m_changed.empty(); ++i) {
        const QByteArray name = m_changed.begin()->second;
        forget(name);
        const PusherChannel &channel = m_channels.at(name);
        m_deliveries.add({.channel = name,
                          .event = u"pusher_internal:subscription_count"_s,
                          .data = pusher::subscriptionCount(channel.subscribers.size())});
    }
    m_deliveries.goOn();
    m_round.start(*m_pause);
}

} // namespace tallywall
