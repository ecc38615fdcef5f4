// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Feed;
class Router;
class Store;

// POST /notify: any program tells the wall about something of its own, or of up to 1000 things at once, in an array: all of them
// are published, or none. With an Idempotency-Key what is stored is stored once, however often it comes. Server thread.
void addNotifyRoutes(Router &router, Feed &feed, Store &store);

} // namespace tallywall
