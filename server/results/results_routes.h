// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

#include <QByteArray>

namespace tallywall {

class Router;
class Store;

// What the routes of the results share: where the table stands, for ETags. Kept up to date by the server. Server thread.
struct ResultsVersion {
    QByteArray store;              // names the database
    EventId event = EventId::None; // the last one that was published for the results

    [[nodiscard]] QByteArray etag(EventId at) const;
};

// GET, POST /results and GET, PUT, DELETE /results/ID.
void addResultsRoutes(Router &router, Store &store, const ResultsVersion &version);

} // namespace tallywall
