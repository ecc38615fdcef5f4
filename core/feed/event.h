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
    // The walls it has passed through before it came here, the first one first: "4f1c,91ab". Empty: it was published here.
    QByteArray via{};

    friend bool operator==(const Event &, const Event &) = default;
};

// Whether the text may name a collection: [a-z0-9][a-z0-9_.-]{0,63}.
[[nodiscard]] bool isCollectionName(QByteArrayView text);

// The envelope of docs/api.md, one JSON object without a line break:
// {"id":17,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":{…}}
// An event of another wall has "via":["4f1c"], too.
void appendEnvelope(QByteArray &out, const Event &event);
[[nodiscard]] QByteArray envelope(const Event &event);

} // namespace tallywall
