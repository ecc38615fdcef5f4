// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/histogram.h"
#include "tests/bench/options.h"

#include <optional>
#include <string>

namespace tallywall::bench {

// Latencies of one kind: from the moment the message left, and from the moment it was due (the same but at a rate).
struct Latencies {
    Histogram fromSent;
    Histogram fromDue;
};

// Everything that was found out. Times in seconds unless they say otherwise.
struct Figures {
    // Subscribers.
    int greeted = 0;
    int closed = 0; // by the server, while they were listening
    int broken = 0; // not let in, or sent what the protocol does not allow
    int stalledClosed = 0;
    double connect = 0; // until all were connected and greeted

    // Messages, or requests; without the warm-up.
    std::uint64_t sent = 0;
    std::uint64_t unsent = 0; // were due, and there was no free connection to the very end
    std::uint64_t good = 0;   // answered 2xx
    std::uint64_t inTime = 0; // of these, without the messages of --missed: what `seconds` belongs to
    std::uint64_t refused = 0;
    std::uint64_t unanswered = 0;
    double seconds = 0; // from the first to the last answer or delivery
    Latencies answers;

    // Deliveries: what arrived at any subscriber for the first time.
    std::uint64_t deliveries = 0;
    std::uint64_t lost = 0; // answered 2xx, and not arrived at a subscriber that had been greeted
    std::uint64_t lostWorst = 0;
    int lostSubscribers = 0;
    std::uint64_t doubled = 0;
    int doubledSubscribers = 0;
    Latencies latencies;

    // After --reconnect.
    std::optional<double> reconnect; // until all were greeted again
    std::optional<double> caughtUp;  // until all had what they missed

    // Resident memory of the server in KiB, with --pid.
    std::optional<long> memoryBefore;
    std::optional<long> memoryConnected;
    std::optional<long> memoryAfter;

    double ownCpu = 0; // of this program while it published

    std::string reason; // of the first refusal or broken stream

    [[nodiscard]] bool isGood() const;
};

} // namespace tallywall::bench
