// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/pusher/pusher_channel.h"

#include <QHash>
#include <QTimer>

#include <map>
#include <optional>

namespace tallywall {

class PusherDeliveries;

// Tells the subscribers of a channel how many they are, by "pusher_internal:subscription_count", after the number has changed. Not
// those of a presence channel, who know its members. What changes within a pause makes one event, with the number of that time; a
// round tells a thousand channels, those that changed first, and the rest wait for the next one. Server thread.
class SubscriptionCounts
{
public:
    static constexpr std::size_t channelsInARound = 1000;

    // No pause: none are told. The others have to live longer.
    SubscriptionCounts(const PusherChannels &channels, PusherDeliveries &deliveries,
                       const std::optional<std::chrono::milliseconds> &pause);
    Q_DISABLE_COPY_MOVE(SubscriptionCounts)

    // Somebody has come to this channel, or left it.
    void note(const QByteArray &name, const pusher::ChannelKind &kind);
    // It is no more: what waits is bounded by the channels that there are.
    void forget(const QByteArray &name);

private:
    void tell();

    const PusherChannels &m_channels;
    PusherDeliveries &m_deliveries;
    std::optional<std::chrono::milliseconds> m_pause;
    std::map<quint64, QByteArray> m_changed; // in the order of their first change
    QHash<QByteArray, quint64> m_places;     // and where each stands in it
    quint64 m_last = 0;
    QTimer m_round; // active: there is one to come, or there was one a moment ago
};

} // namespace tallywall
