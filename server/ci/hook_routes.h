// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Hooks;
class Router;
class Store;

// POST /hooks, /hooks/PROVIDER and /hooks/PROVIDER/SECRET, and the inspector: GET /ci/deliveries, /ci/deliveries/ID and POST
// /ci/deliveries/ID/replay. Where a provider has no secret of its own, the wall's token serves as one. Server thread.
void addHookRoutes(Router &router, Store &store, Hooks &hooks);

} // namespace tallywall
