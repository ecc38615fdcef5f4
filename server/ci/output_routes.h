// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Router;
class Store;

// What other programs show: GET /ci/cc.xml, /ci/badge/PROJECT.svg and /ci/transitions.atom. Server thread.
void addOutputRoutes(Router &router, Store &store);

} // namespace tallywall
