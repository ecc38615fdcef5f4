// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/ring.h"

#include <algorithm>

namespace tallywall {

namespace {

constexpr qsizetype overhead = 96; // of an entry, beside its envelope

} // namespace

void Ring::add(const EncodedEvent &event)
{
    m_events.push_back(event);
    m_bytes += event.envelope.size() + overhead;
    while (m_bytes > m_maxBytes && m_events.size() > 1) {
        m_bytes -= m_events.front().envelope.size() + overhead;
        m_events.pop_front();
    }
}

bool Ring::covers(EventId since) const
{
    return !m_events.empty() && static_cast<qint64>(m_events.front().id) <= static_cast<qint64>(since) + 1;
}

QList<EncodedEvent> Ring::after(EventId since, qsizetype maxBytes) const
{
    QList<EncodedEvent> events;
    qsizetype bytes = 0;
    auto at = std::upper_bound(m_events.begin(), m_events.end(), since,
                               [](EventId id, const EncodedEvent &event) { return id < event.id; });
    for (; at != m_events.end() && bytes < maxBytes; ++at) {
        bytes += at->envelope.size();
        events.append(*at);
    }
    return events;
}

} // namespace tallywall
