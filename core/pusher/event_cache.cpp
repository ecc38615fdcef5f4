// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/event_cache.h"

namespace tallywall::pusher {

namespace {

// What one event is held for, with the nodes that hold it.
qint64 sizeOf(const CachedEvent &event)
{
    constexpr qint64 nodes = 256;
    return event.channel.size() + 2 * event.name.size() + event.data.size() + nodes;
}

} // namespace

void EventCache::put(CachedEvent event)
{
    if (const auto before = m_byChannel.find(event.channel); before != m_byChannel.end())
        remove(before->second);
    m_bytes += sizeOf(event);
    m_events.push_back(std::move(event));
    m_byChannel.emplace(m_events.back().channel, std::prev(m_events.end()));
    while (m_bytes > m_maxBytes && !m_events.empty())
        remove(m_events.begin());
}

const CachedEvent *EventCache::find(const QByteArray &channel, TimePoint now) const
{
    const auto found = m_byChannel.find(channel);
    return found != m_byChannel.end() && now - found->second->time < lifetime ? &*found->second : nullptr;
}

void EventCache::remove(std::list<CachedEvent>::iterator event)
{
    m_bytes -= sizeOf(*event);
    m_byChannel.erase(event->channel);
    m_events.erase(event);
}

} // namespace tallywall::pusher
