// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"
#include "core/feed/notification.h"
#include "core/result.h"
#include "core/results/timed_result.h"

#include <QList>

#include <optional>
#include <variant>

namespace tallywall {

// What can be written. Each is carried out whole or not at all, and is validated before it comes here.

struct CreateResults {
    QList<ResultInput> results;
    QList<TimePoint> created; // one for each result, or empty: the time of the change
};

struct UpdateResult {
    ResultId id = ResultId::None;
    ResultInput input;
};

struct DeleteResult {
    ResultId id = ResultId::None;
};

// Merges a delivery of a CI service into the run it speaks of, or makes that run.
struct RecordRun {
    ci::Run delivered;
};

// A delivery for the inspector, with the run that was read from it, if one was; `record` says what is known of it so far. One
// that its service delivered before becomes a duplicate, and its run is left out, unless it is replayed by hand.
struct RecordDelivery {
    ci::DeliveryRecord record;
    std::optional<ci::Run> run;
};

// Somebody looks into a red run, or (an empty name) nobody any more.
struct SetClaim {
    ci::RunId run = ci::RunId::None;
    ci::Claim claim;
};

// A lane and all its runs, for good: a later delivery begins it anew. In slices: the change is carried out for the oldest runs,
// and leaves itself over for those that are left (Applied::rest), until the last slice removes the lane and logs the event. Other
// changes come between two slices; where the program ends there, the lane has fewer runs and nobody was told that it is gone.
struct DeleteLane {
    static constexpr qint64 maxRuns = 5000; // of a slice

    ci::Lane lane;
    qint64 deleted = 0; // by the slices before
};

// A durable event of a free collection, as it was published.
struct RecordEvent {
    QByteArray collection;
    QByteArray type;
    QByteArray data;               // compact JSON; empty where the publisher gave none
    QByteArray via{};              // see Event
    std::optional<EventKey> key{}; // one that is known is not stored again
};

// All of them or none, in their order.
struct RecordEvents {
    QList<RecordEvent> events;
};

// How far a stream was followed; belongs to its address and to the wall there: of another one it is followed anew.
struct FollowPosition {
    QByteArray name; // as in the configuration
    QByteArray url;
    QByteArray lastId;  // as the stream gave it
    QByteArray store{}; // names the wall; empty: another kind of stream, or not known

    friend bool operator==(const FollowPosition &, const FollowPosition &) = default;
};

// Events of a stream that is followed, oldest first, each with the time it had there, and how far that is; without any only that.
struct RecordFollowed {
    QList<Event> events; // without ids
    FollowPosition position;
};

struct Change {
    std::variant<CreateResults, UpdateResult, DeleteResult, RecordRun, RecordDelivery, SetClaim, DeleteLane,
                 RecordEvent, RecordEvents, RecordFollowed>
            what;
    TimePoint at{}; // when it was asked for: becomes `created` and the time of its events
};

// How many records a change writes, a large one counted as several: what the bounds of the queue and of a transaction count.
[[nodiscard]] qsizetype weight(const Change &change);

// What a change has written, once it is committed.
struct Applied {
    QList<TimedResult> results; // as they stand now; for a deletion as they stood before
    QList<EventId> events;
    // Of RecordEvent and RecordEvents: one for each, in their order; of a key that was known what it became then, whose id is not
    // among `events`.
    QList<Event> published;
    std::optional<ci::Outcome> delivery; // of a delivery
    QList<ci::Run> runs; // of a claim: those that carry it or did, the one that was named first where it is one of them
    qint64 deleted = 0;  // of a lane: how many runs it had
    std::optional<Change> rest; // of a change that is done in slices: what is left of it; the store goes on with that
};

// One transaction: an outcome for each change in their order, and all events in the order of the log.
// Errors of an outcome: NotFound and Conflict (no such result, run or lane; the others go on), Unavailable (nothing of the batch was stored).
struct Commit {
    QList<Result<Applied>> outcomes;
    QList<Event> events;
    std::optional<Error> failure; // why nothing of the batch was stored
    qint64 walBytes = 0;          // how long the write-ahead log is now
};

} // namespace tallywall
