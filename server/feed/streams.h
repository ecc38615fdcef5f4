// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"
#include "server/net/connection.h"

#include <optional>

namespace tallywall {

class Feed;
class Router;
class Store;

// GET /events and GET /listen: endless answers. `storeName` names this wall to those that follow it. Server thread.
void addStreamRoutes(Router &router, Feed &feed, Store &store, const Limits &limits, const QByteArray &storeName);

// What a subscriber asks for: Last-Event-ID (the header wins), ?last_event_id=, ?lastEventId=, ?since=, and ?collection=.
// Errors: NotUnderstood, for an id that is none; Invalid, for a collection that is none.
struct Wish {
    Filter filter;
    std::optional<EventId> since;
};
[[nodiscard]] Result<Wish> wishOf(const Request &request);

} // namespace tallywall
