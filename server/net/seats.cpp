// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/seats.h"

namespace tallywall {

Seat::~Seat()
{
    if (m_seats)
        m_seats->free(m_peer);
}

std::optional<Seat> Seats::take(const QHostAddress &peer)
{
    const bool crowded = !peer.isLoopback() && m_perPeer.value(peer) >= m_limits.connectionsPerPeer;
    if (crowded || m_taken >= m_limits.connections)
        return std::nullopt;
    ++m_taken;
    ++m_perPeer[peer];
    return std::optional<Seat>(std::in_place, *this, peer);
}

void Seats::free(const QHostAddress &peer)
{
    --m_taken;
    const auto count = m_perPeer.find(peer);
    if (--*count == 0)
        m_perPeer.erase(count);
    Q_EMIT freed();
}

} // namespace tallywall
