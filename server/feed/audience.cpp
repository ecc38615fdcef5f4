// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/audience.h"

#include "server/feed/subscriber.h"
#include "server/net/send.h"

namespace tallywall {

void Audience::add(Subscriber &subscriber)
{
    subscriber.m_audience = this;
    subscriber.m_place = m_places.size();
    m_places.push_back({subscriber.direct(), &subscriber});
}

void Audience::remove(Subscriber &subscriber)
{
    // The last one takes its place.
    m_places[subscriber.m_place] = m_places.back();
    m_places[subscriber.m_place].subscriber->m_place = subscriber.m_place;
    m_places.pop_back();
    subscriber.m_audience = nullptr;
}

void Audience::setDirect(const Subscriber &subscriber, int descriptor)
{
    m_places[subscriber.m_place].direct = descriptor;
}

void Audience::send(const QByteArrayList &pieces, std::vector<Subscriber *> &tooSlow)
{
    // Nobody joins or leaves on the way: writing emits nothing.
    if (pieces.size() == 1) {
        for (const Place &place : m_places)
            send(place, pieces.constFirst(), tooSlow);
        return;
    }
    for (const Place &place : m_places) {
        if (!place.subscriber->write(pieces))
            tooSlow.push_back(place.subscriber);
    }
}

void Audience::send(const Place &place, const QByteArray &bytes, std::vector<Subscriber *> &tooSlow)
{
    if (place.direct < 0) {
        if (!place.subscriber->write(bytes))
            tooSlow.push_back(place.subscriber);
    } else if (const qsizetype sent = sendNow(place.direct, bytes); sent < bytes.size()) {
        place.subscriber->keepRest(bytes, sent);
    }
}

} // namespace tallywall
