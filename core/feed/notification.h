// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "core/result.h"

#include <optional>

class QJsonObject;

namespace tallywall {

// What a publisher calls an event of its own, so that it is stored once however often it comes.
struct EventKey {
    QByteArray source;
    QByteArray id; // unique within the source

    friend bool operator==(const EventKey &, const EventKey &) = default;
};

// What another program tells the wall about something of its own: an event without an id and a time yet.
struct Notification {
    static constexpr qsizetype maxTypeBytes = 128; // in UTF-8
    static constexpr int maxDataDepth
            = 500; // of arrays and objects: many readers end at 512 or 1024, and the envelope adds to it

    // Whether it becomes part of the log, or is only passed on to who listens now.
    enum class Keep : quint8 { Stored, Ephemeral };

    QByteArray collection;
    QByteArray type;
    QByteArray data; // compact JSON; empty where none was given
    Keep keep = Keep::Stored;
    std::optional<EventKey> key{}; // of what is stored

    friend bool operator==(const Notification &, const Notification &) = default;
};

// Whether the text may be the type of an event: 1 to maxTypeBytes of UTF-8, without control characters.
[[nodiscard]] bool isEventType(QByteArrayView text);

[[nodiscard]] QString expectedCollection(); // "expected a name of …", for whoever has written something else

// Whether events may be published there. The collection "feed" is where the feed itself speaks (feed/gap), and is refused.
// Errors: Invalid, with the field.
[[nodiscard]] Result<Done> checkCollection(QByteArrayView name);
// isEventType(). Errors: Invalid, with what is wrong with it.
[[nodiscard]] Result<Done> checkType(QByteArrayView type);
// Both of them, and the data: how deep it is nested, and in a collection to which the wall itself listens what it is: a price,
// for "prices". Errors: likewise.
[[nodiscard]] Result<Done> checkNotification(const Notification &notification);

// {"collection","type","data"?,"store"?: true}. Errors: Invalid, with the field.
[[nodiscard]] Result<Notification> notificationFromJson(const QJsonObject &object);

// The same from a body as it came, where it is plain (core/plain_json.h) and right; else nothing. Data keeps its digits and order.
[[nodiscard]] std::optional<Notification> notificationFromPlainJson(QByteArrayView body);

} // namespace tallywall
