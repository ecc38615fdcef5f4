// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace tallywall {

// Bounds on what a client may make us hold (docs/api.md, "Limits").
struct Limits {
    static constexpr std::chrono::seconds timeToDrain{2}; // for a stream that is closed with bytes in its outbox

    qsizetype headBytes = 16 * 1024;
    qint64 bodyBytes = 1024 * 1024;             // unless the route says otherwise
    std::chrono::milliseconds headTime{10'000}; // from its first byte to its last
    std::chrono::milliseconds bodyTime{30'000};
    std::chrono::milliseconds idleTime{60'000}; // between two requests of one connection
    int connections = 10'000;
    int connectionsPerPeer = 512;  // of one address off loopback
    int answersWaiting = 256;      // pipelined requests of one connection that are not answered yet; more wait unread
    qint64 inputBytes = 64 * 1024; // received on one connection and not looked at yet; more waits with the sender
    qint64 outboxBytes = 1024 * 1024; // what waits for a subscriber that does not read
};

} // namespace tallywall
