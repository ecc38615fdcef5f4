// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace tallywall {

// Bounds on what programs that speak the Pusher Channels protocol may make us hold (docs/pusher.md, "Limits").
struct PusherLimits {
    int connections = 5'000; // half of what the wall takes at all: more are told to come back later (4100)
    qsizetype channelsPerConnection = 100; // which bounds all channels, too: one is there while it has a subscriber
    qint64 cachedBytes = 16 * 1024 * 1024; // of the last events of cache channels
    int clientEventsPerSecond = 10;        // of one connection
    std::chrono::milliseconds silence{120'000};  // after which a connection is asked whether it is there
    std::chrono::milliseconds pongTime{30'000};  // for its answer
    std::chrono::milliseconds resultsPause{100}; // between two events on the channel "results"
    // Between two rounds that tell subscribers of their number. None: they are not told.
    std::optional<std::chrono::milliseconds> countsPause{};
};

} // namespace tallywall
