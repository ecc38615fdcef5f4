// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Feed;
class Router;
class Store;

// POST /cloudevents: events of any program that speaks CloudEvents 1.0 over HTTP, in all its modes. Server thread.
void addCloudEventsRoutes(Router &router, Feed &feed, Store &store);

} // namespace tallywall
