// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Router;
class Store;

// GET /ci, /ci/runs, /ci/runs/ID, /ci/figures and /ci/trend; POST and DELETE /ci/runs/ID/claim. Server thread.
void addCiRoutes(Router &router, Store &store);

} // namespace tallywall
