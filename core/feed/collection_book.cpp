// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/collection_book.h"

#include <algorithm>

namespace tallywall {

namespace {

qint64 secondOf(TimePoint at)
{
    return toUnixMs(at) / 1000;
}

void keep(CollectionState &state, const Event &newest)
{
    state.newest = newest;
    state.leftOutBytes = newest.data.size() > CollectionState::maxDataBytes ? newest.data.size() : 0;
    if (state.leftOutBytes > 0)
        state.newest.data = QByteArray();
}

} // namespace

void MinuteRate::note(TimePoint at)
{
    if (secondOf(at) <= m_newest - seconds)
        *this = MinuteRate();
    const qint64 second = std::max(secondOf(at), m_newest);
    for (qint64 passed = std::max(m_newest + 1, second - seconds + 1); passed <= second; ++passed)
        m_counts.at(static_cast<std::size_t>(passed % seconds)) = 0;
    m_newest = second;
    ++m_counts.at(static_cast<std::size_t>(second % seconds));
}

int MinuteRate::perMinute(TimePoint now) const
{
    if (secondOf(now) <= m_newest - seconds)
        return 0;
    const qint64 oldest = std::max(secondOf(now), m_newest) - seconds + 1;
    int sum = 0;
    for (qint64 second = std::max(oldest, m_newest - seconds + 1); second <= m_newest; ++second)
        sum += m_counts.at(static_cast<std::size_t>(second % seconds));
    return sum;
}

CollectionState &CollectionBook::stateOf(const QByteArray &collection)
{
    if (m_collections.size() >= maxCollections && !m_collections.contains(collection))
        m_collections.remove(m_heard.takeSilent());
    m_heard.note(collection);
    return m_collections[collection];
}

void CollectionBook::note(const Event &event, TimePoint now)
{
    CollectionState &state = stateOf(event.collection);
    keep(state, event);
    state.rate.note(now);
}

void CollectionBook::know(const Event &newest)
{
    if (m_collections.contains(newest.collection) || m_collections.size() < maxCollections) {
        CollectionState &state = stateOf(newest.collection);
        if (state.newest.id < newest.id)
            keep(state, newest);
    }
}

QList<Event> CollectionBook::newestBySilence() const
{
    QList<Event> events;
    for (const CollectionState &state : m_collections)
        events.append(state.newest);
    std::sort(events.begin(), events.end(), [this](const Event &a, const Event &b) {
        return m_heard.last(a.collection) < m_heard.last(b.collection);
    });
    return events;
}

} // namespace tallywall
