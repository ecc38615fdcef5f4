// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QHash>

namespace tallywall {

class Router;
class Store;

// The secrets of each provider, by its name ("*": of all).
using HookSecrets = QHash<QByteArray, QByteArrayList>;

// POST /hooks and /hooks/PROVIDER, GET /ci, /ci/runs and /ci/runs/ID. Where a provider has no secret of its own, the wall's
// token serves as one.
void addCiRoutes(Router &router, Store &store, const HookSecrets &secrets);

} // namespace tallywall
