// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Feed;
class Router;

// GET and POST /say.
void addMessagesRoutes(Router &router, Feed &feed);

} // namespace tallywall
