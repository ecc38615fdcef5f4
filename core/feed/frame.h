// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "core/feed/event.h"
#include "core/prices/price_board.h"
#include "core/results/timed_result.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace tallywall {

// A server that is polled or followed, and cannot be read just now.
struct FailingSource {
    QString name; // "legacy", "prices.ACME", "berlin"
    QString why;  // a sentence
    TimePoint since{};
    QString symbol{}; // whose price it has; empty where it has none

    friend bool operator==(const FailingSource &, const FailingSource &) = default;
};

// How the wall itself is doing, for the status bar and the overview.
struct WallStatus {
    int subscribersSse = 0;
    int subscribersWebSocket = 0;
    int subscribersListen = 0;
    int subscribersPusher = 0;
    double eventsPerSecond = 0; // over the last two seconds
    bool storeHealthy = true;
    QString storeMessage;  // why not, for a person; empty while healthy
    qint64 storeBytes = 0; // size of the database with its log
    qint64 resultsTotal = 0;
    qint64 resultsToday = 0;          // since local midnight
    qint64 resultsYesterdayByNow = 0; // yesterday, up to this time of day
    QList<TimedResult> fastest;       // of all results in the store, the fastest first, at most fastestRows
    int ciRuns = 0;                   // the latest run of every project and ref…
    int ciFailed = 0;                 // …of these in trouble
    int ciRunning = 0;                // …of these under way
    QList<FailingSource> failing;     // in the order of the configuration

    static constexpr int fastestRows = 10;

    [[nodiscard]] int subscribers() const
    {
        return subscribersSse + subscribersWebSocket + subscribersListen + subscribersPusher;
    }
    friend bool operator==(const WallStatus &, const WallStatus &) = default;
};

// What the window gets, at most 60 times a second: all that happened since the last one. Apply history first (`results` and
// `runs` from the store, in pages; `collections` and `prices`), then `events` in their order. While the window is busy, frames merge into one that
// waits; past `maxEvents` or `maxEventBytes` the oldest are left out and `reload` is set: what is shown is stale then, and history follows anew.
struct Frame {
    static constexpr qsizetype maxEvents = 20'000;
    static constexpr qsizetype maxEventBytes = 64 * 1024 * 1024; // of their data

    QList<TimedResult> results; // history, newest first; rows that are known already are replaced
    QList<ci::Run> runs;        // history, newest first; likewise
    QList<Event> collections;   // history: the newest event of every collection, of the one that spoke last at the end
    QList<PriceSeries>
            prices; // history: every series, in place of what was known of it; the one told of last at the end
    bool historyComplete = false; // the last page of history has come with this frame or an earlier one
    bool reload = false;          // forget all rows before applying this frame
    QList<Event> events;
    WallStatus status;
};

} // namespace tallywall

Q_DECLARE_METATYPE(tallywall::Frame)
