// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/audiences.h"

#include "server/feed/subscriber.h"

#include <algorithm>

namespace tallywall {

Audience &Audiences::audienceOf(const Taste &taste)
{
    auto &audience = m_all[taste];
    if (!audience) {
        audience = std::make_unique<Audience>(taste);
        if (taste.filter.all)
            m_ofEverything.push_back(audience.get());
        for (const QByteArray &collection : taste.filter.collections)
            m_ofCollection[collection].push_back(audience.get());
    }
    return *audience;
}

void Audiences::join(Subscriber &subscriber)
{
    audienceOf({subscriber.format(), subscriber.filter}).add(subscriber);
}

void Audiences::leave(Subscriber &subscriber)
{
    Audience *audience = subscriber.audience();
    if (!audience)
        return;
    audience->remove(subscriber);
    if (audience->size() > 0)
        return;
    const Taste taste = audience->taste();
    std::erase(m_ofEverything, audience);
    for (const QByteArray &collection : taste.filter.collections) {
        const auto interested = m_ofCollection.find(collection);
        std::erase(*interested, audience);
        if (interested->empty())
            m_ofCollection.erase(interested);
    }
    m_all.erase(taste);
}

std::vector<Audience *> Audiences::interestedIn(const QByteArrayList &collections) const
{
    std::vector<Audience *> interested = m_ofEverything;
    for (const QByteArray &collection : collections) {
        const auto some = m_ofCollection.constFind(collection);
        if (some == m_ofCollection.cend())
            continue;
        interested.insert(interested.end(), some->begin(), some->end());
    }
    if (collections.size() > 1) { // one that wants two of them is there twice
        std::sort(interested.begin(), interested.end());
        interested.erase(std::unique(interested.begin(), interested.end()), interested.end());
    }
    return interested;
}

} // namespace tallywall
