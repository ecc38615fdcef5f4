// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/recent_events.h"

#include <algorithm>

namespace tallywall {

void RecentEvents::take(const QList<Event> &events)
{
    m_newest += events.size();
    const auto skipped = std::max<qsizetype>(0, events.size() - static_cast<qsizetype>(maxEvents));
    if (skipped > 0) {
        m_events.clear();
        m_bytes = 0;
    }
    for (auto event = events.cbegin() + skipped; event != events.cend(); ++event) {
        m_bytes += event->data.size();
        m_events.push_back(*event);
    }
    while (m_events.size() > maxEvents || (m_bytes > maxBytes && m_events.size() > 1)) {
        m_bytes -= m_events.front().data.size();
        m_events.pop_front();
    }
}

void RecentEvents::clear()
{
    m_events.clear();
    m_bytes = 0;
    ++m_newest;
}

} // namespace tallywall
