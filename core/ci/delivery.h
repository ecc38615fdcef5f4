// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/time.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace tallywall::ci {

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

// One POST of a CI server, as it came.
struct Delivery {
    HeaderList headers; // as they came
    QByteArray body;    // as it came: what most signatures are over
    QByteArray secret;  // what stood behind the provider in the path, or ?access_token=; empty where nothing did
    TimePoint received{};

    // What is in the body: `body` itself, or the `payload` field of a form.
    QByteArray document;
    QJsonObject json;
    std::optional<Error> unreadable; // why `json` is empty

    // The first header of that name, compared without case; empty where there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

// Takes the document out of the body, unread: enough for what proves the origin by headers, and cheap for what does not.
[[nodiscard]] Delivery unwrap(HeaderList headers, QByteArray body, TimePoint received, QByteArray secret = {});
// Reads it. A document that is no JSON object is `unreadable` (NotUnderstood, Invalid), with a sentence that says what it
// looks like instead: XML, a form without payload, an array.
void readDocument(Delivery &delivery);
// Both.
[[nodiscard]] Delivery unpack(HeaderList headers, QByteArray body, TimePoint received, QByteArray secret = {});

} // namespace tallywall::ci
