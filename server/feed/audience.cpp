// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/audience.h"

#include "server/feed/subscriber.h"
#include "server/net/send.h"

#include <algorithm>
#include <utility>

namespace tallywall {

namespace {

constexpr qsizetype bytesOfOneSend = 16 * 1024; // cost about as much to copy as a send does that has but a few

} // namespace

void Audience::add(Subscriber &subscriber)
{
    subscriber.m_audience = this;
    subscriber.m_place = m_places.size();
    m_places.push_back({subscriber.direct(), m_batch, &subscriber});
}

void Audience::remove(Subscriber &subscriber)
{
    if (subscriber.m_place < m_left && m_places[subscriber.m_place].batch != m_batch)
        (void)send(m_places[subscriber.m_place]); // one that is too slow for it misses what it would be closed for
    // The last one takes its place. It has the batch already, or will be found there.
    m_places[subscriber.m_place] = m_places.back();
    m_places[subscriber.m_place].subscriber->m_place = subscriber.m_place;
    m_places.pop_back();
    m_left = std::min(m_left, m_places.size());
    subscriber.m_audience = nullptr;
}

void Audience::setDirect(const Subscriber &subscriber, int descriptor)
{
    m_places[subscriber.m_place].direct = descriptor;
}

void Audience::begin(QByteArrayList pieces)
{
    m_pieces = std::move(pieces);
    m_cost = 1;
    for (const QByteArray &piece : std::as_const(m_pieces))
        m_cost += static_cast<int>(piece.size() / bytesOfOneSend);
    ++m_batch;
    m_left = m_places.size();
}

bool Audience::send(int &budget, std::vector<Subscriber *> &tooSlow)
{
    // From the end, since whoever leaves is replaced by the last one. Within a slice nobody does: writing emits nothing.
    for (; m_left > 0 && budget > 0; --m_left) {
        Place &place = m_places[m_left - 1];
        if (place.batch == m_batch)
            continue;
        budget = budget > m_cost ? budget - m_cost : 0;
        if (!send(place))
            tooSlow.push_back(place.subscriber);
    }
    if (m_left == 0)
        m_pieces.clear();
    return m_left == 0;
}

bool Audience::send(Place &place)
{
    place.batch = m_batch;
    if (m_pieces.size() > 1)
        return place.subscriber->write(m_pieces);
    const QByteArray &bytes = m_pieces.constFirst();
    if (place.direct < 0)
        return place.subscriber->write(bytes);
    if (const qsizetype sent = sendNow(place.direct, bytes); sent < bytes.size())
        place.subscriber->keepRest(bytes, sent);
    return true;
}

} // namespace tallywall
