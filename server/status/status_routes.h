// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

class Feed;
class FollowFigures;
class HookFigures;
class HttpFigures;
class PollFigures;
class Prices;
class Router;
class Store;

// What the routes of this folder tell about.
struct StatusSources {
    Store &store;
    Feed &feed;
    const HttpFigures &http;
    const HookFigures &hooks;
    const PollFigures &polls;
    const FollowFigures &follows;
    const Prices &prices;
    QString version;
    bool demo = false;
};

// GET /health, GET /metrics and GET /summary.
void addStatusRoutes(Router &router, const StatusSources &sources);

} // namespace tallywall
