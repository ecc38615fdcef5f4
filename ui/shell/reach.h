// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/pusher_app.h"

#include <QString>
#include <QStringList>

namespace tallywall {

// Under which addresses this wall can be reached, best first, and with which token one may write from elsewhere.
struct Reach {
    QStringList addresses; // "http://192.168.1.5:4000"
    QString token;

    [[nodiscard]] bool isLocalOnly() const; // known, and none of them can be reached from another machine
    [[nodiscard]] QString best() const;     // a loopback address while none is known

    friend bool operator==(const Reach &, const Reach &) = default;
};

// A line to take elsewhere: as it is drawn, with its secret hidden, and as it is copied.
struct Command {
    QString shown;
    QString copied;
};

[[nodiscard]] Command postResultCommand(const Reach &reach);
[[nodiscard]] Command sayCommand(const Reach &reach);
[[nodiscard]] Command pipelineCommand(const Reach &reach); // a small GitLab pipeline event
[[nodiscard]] Command notifyCommand(const Reach &reach);   // an event of a free collection
[[nodiscard]] Command priceCommand(const Reach &reach);    // the first price of a symbol

// How a program with pusher-js, and a server with Pusher's library for Node, find this wall: JavaScript.
[[nodiscard]] Command pusherClientLine(const Reach &reach, const PusherApp &app);
[[nodiscard]] Command pusherServerLine(const Reach &reach, const PusherApp &app);

} // namespace tallywall
