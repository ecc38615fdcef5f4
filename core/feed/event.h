// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QByteArray>
#include <QList>

namespace tallywall {

// The place of a durable event in the log. Ids grow by commit order and are never used twice; 0 means "has none".
enum class EventId : qint64 { None = 0 };

// Whatever happens is an event: the wire, the window and the replay all speak it.
struct Event {
    EventId id = EventId::None; // None: ephemeral, it was never stored
    QByteArray collection;      // "results", "ci", "messages": [a-z0-9][a-z0-9_.-]{0,63}
    QByteArray type;            // "created", "updated", "deleted", "said"
    TimePoint time{};
    QByteArray data; // compact, valid JSON; empty where the publisher gave none
    // The walls it has passed through before it came here, the first one first: "4f1c,91ab". Empty: it was published here. In a
    // collection with a table (hasTable()) whatever the wall does not say itself has passed through one, at least through this one.
    QByteArray via{};

    friend bool operator==(const Event &, const Event &) = default;
};

// Whether the text may name a collection: [a-z0-9][a-z0-9_.-]{0,63}.
[[nodiscard]] bool isCollectionName(QByteArrayView text);

// Whether the wall keeps a table of this name, of whose rows the events of the collection tell: results, ci, servers, quiz.
[[nodiscard]] bool hasTable(QByteArrayView collection);

// Whether the event tells of the rows of that table, and nobody else has published it there.
[[nodiscard]] bool tellsOfTable(const Event &event, QByteArrayView table);

// What `via` begins with where another program publishes in that collection: the name of this wall's store, if it has a table.
[[nodiscard]] QByteArray viaOfPublished(QByteArrayView collection, const QByteArray &ownStore);

// The envelope of docs/api.md, one JSON object without a line break:
// {"id":17,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":{…}}
// An event that has passed through a wall has "via":["4f1c"], too.
void appendEnvelope(QByteArray &out, const Event &event);
[[nodiscard]] QByteArray envelope(const Event &event);

} // namespace tallywall
