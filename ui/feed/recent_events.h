// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

#include <deque>

namespace tallywall {

// The events that came last, of every collection, counted as they come: 1, 2, …. A value; it costs a copy of a handle an event.
class RecentEvents
{
public:
    static constexpr std::size_t maxEvents = 5000;
    static constexpr qsizetype maxBytes = 32 * 1024 * 1024; // of data

    void take(const QList<Event> &events); // in their order
    void clear();                          // the numbers go on, with one between that nobody has

    [[nodiscard]] qint64 newest() const { return m_newest; } // number; 0: none yet
    [[nodiscard]] qint64 oldest() const { return m_newest - static_cast<qint64>(m_events.size()) + 1; }
    // One from oldest() to newest().
    [[nodiscard]] const Event &at(qint64 number) const { return m_events[static_cast<std::size_t>(number - oldest())]; }

private:
    std::deque<Event> m_events; // the oldest first
    qint64 m_newest = 0;
    qsizetype m_bytes = 0;
};

} // namespace tallywall
