// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/sse_reader.h"
#include "core/follow/follow_options.h"
#include "core/time.h"

#include <variant>

namespace tallywall {

// Where the events of a stream come from. A wall is named by its store, so that an event that comes round is known again.
struct FollowSource {
    static constexpr qsizetype maxWalls = 8; // that an event may have passed through

    QByteArray ownStore;   // names this wall
    QByteArray otherStore; // names the wall that is followed; empty: another kind of stream
};

// Why an event of a stream does not appear here.
enum class NotFollowed : quint8 {
    Loop,          // it was here already: it began here, or passed through
    NotAskedFor,   // it is of a collection that the options do not name
    TooFar,        // it has passed through too many walls
    NotUnderstood, // it is no envelope of a wall
    NoType,        // its type is none for us
    NoPrice,       // it is in the collection where all are prices
};

// An event of ours, without an id yet, and whether it is to be stored.
struct FollowedEvent {
    Event event;
    bool isStored = false; // it had an id there

    friend bool operator==(const FollowedEvent &, const FollowedEvent &) = default;
};

// Whether the text may name the store of a wall: hexadecimal digits, at most 32.
[[nodiscard]] bool isStoreName(QByteArrayView text);

// What an event of a stream is here. Of a wall: collection, type, time and data as they are there; a collection that each wall
// keeps itself (results, ci, servers, quiz, feed) becomes NAME.results. Of any other stream: the collection of the options, the
// type of the event, its data as JSON, and this moment; it changes no table here (viaOfPublished()). `lastId` is that of the stream before this event.
[[nodiscard]] std::variant<FollowedEvent, NotFollowed> followedEvent(const SseEvent &event, const QByteArray &lastId,
                                                                     const FollowOptions &options,
                                                                     const FollowSource &source, TimePoint now);

} // namespace tallywall
