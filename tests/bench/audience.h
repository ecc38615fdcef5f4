// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/histogram.h"
#include "tests/bench/marker.h"
#include "tests/bench/net.h"
#include "tests/bench/options.h"
#include "tests/bench/posted.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tallywall::bench {

// What all subscribers have in common: what they look for, and what they find. There is one thread.
struct Audience {
    Poller &poller;
    const Posted &posted;
    Marker marker;
    Protocol protocol = Protocol::Sse;
    Greeting greeting = Greeting::Head;
    std::string hello;

    // Latencies of what came first, while `measures`: from when the message left, and from when it was due.
    bool measures = false;
    Histogram fromSent;
    Histogram fromDue;
    std::uint64_t deliveries = 0;
    Instant lastDelivery{};

    // How many have the message that is waited for.
    std::uint64_t awaited = ~0ULL;
    std::uint64_t haveAwaited = 0;

    int greeted = 0;    // that listen now
    int closed = 0;     // by the server
    int broken = 0;     // they were not let in, or got what the protocol does not allow
    std::string reason; // of the first that broke

    std::vector<char> buffer = std::vector<char>(65536);
};

} // namespace tallywall::bench
