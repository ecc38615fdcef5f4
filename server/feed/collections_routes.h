// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Known;
class Router;
class Store;

// GET /notify: every collection that was heard of. GET /notify/{}: one of them, or "*", the newest event first.
void addCollectionsRoutes(Router &router, const Known &known, Store &store);

} // namespace tallywall
