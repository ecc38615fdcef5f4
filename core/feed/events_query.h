// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

namespace tallywall {

// What is kept of one collection, or of all: GET /notify/COLLECTION, GET /notify/*.
struct EventsQuery {
    static constexpr int maxLimit = 1000;

    QByteArray collection;          // empty: all of them
    int limit = 100;                // 1 to maxLimit
    EventId before = EventId::None; // only older ones; None: from the newest
};

struct EventsHistory {
    QList<Event> events;          // the newest first
    EventId next = EventId::None; // hand it in as `before`; None: this was the last page
};

} // namespace tallywall
