// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tallywall {

// The application under which programs that speak the Pusher Channels protocol know this wall. Made at the first start, kept in
// the data folder, shown in the settings.
struct PusherApp {
    QByteArray id;     // digits: in the path of the HTTP API
    QByteArray key;    // in the address of the WebSocket; no secret
    QByteArray secret; // signs calls and subscriptions

    friend bool operator==(const PusherApp &, const PusherApp &) = default;
};

} // namespace tallywall
