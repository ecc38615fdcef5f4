// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class PusherHub;
class Router;

// The HTTP API of the Pusher Channels protocol, whose calls are signed: POST /apps/ID/events and /apps/ID/batch_events, GET
// /apps/ID/channels, /apps/ID/channels/NAME and /apps/ID/channels/NAME/users, POST /apps/ID/users/USER/terminate_connections.
// And GET /apps, for those who may write: what a program has to know to sign.
void addPusherRoutes(Router &router, PusherHub &hub);

} // namespace tallywall
