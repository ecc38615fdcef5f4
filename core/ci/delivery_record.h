// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery.h"
#include "core/ci/proof.h"
#include "core/ci/run.h"

namespace tallywall::ci {

enum class DeliveryId : qint64 { None = 0 };

// What became of a delivery.
enum class Outcome : quint8 {
    Recorded,  // a run was made or changed
    Unchanged, // it says what was known already
    Duplicate, // the service had delivered it before: same delivery id
    Ignored,   // a kind with nothing to show
    Invalid,   // believed, and not what the service documents
    Refused,   // not believed, or of no service that is known
};

[[nodiscard]] QByteArray outcomeWord(Outcome outcome);   // "recorded" … "refused"
[[nodiscard]] Outcome outcomeFromWord(QStringView word); // Invalid for any other word

// A delivery as the inspector shows it. Secrets are masked before it is made: none is ever stored.
struct DeliveryRecord {
    static constexpr qsizetype mostRefusedBytes = 64 * 1024; // of the body of one that was refused; the rest is cut

    DeliveryId id = DeliveryId::None;
    TimePoint received{};
    QString provider;   // empty where none was recognised
    QString event;      // as the service calls it
    QString deliveryId; // the service's own id
    QString from;       // address of the peer
    Proof proof;
    Outcome outcome = Outcome::Invalid;
    int status = 0;  // the HTTP status that it was answered with
    QString detail;  // one line: what was read of a run, else why nothing was: "pipeline 31 of main: failed"
    QString project; // what was read from it; empty where nothing was
    RunId run = RunId::None;
    DeliveryId replayOf = DeliveryId::None; // run again by hand
    HeaderList headers;
    QByteArray body;
    qint64 bodyBytes = 0; // more than body.size() where that was cut
};

// The shape of docs/api.md. Without headers and body (a row of the list), or with them (the one that was asked for, and a
// fixture file): headers as an object of lists, the body as text, or as body_base64 where it is not UTF-8, without secret
// members either way.
enum class DeliveryDetail : quint8 { Row, Whole };
[[nodiscard]] QByteArray deliveryJson(const DeliveryRecord &record, DeliveryDetail detail);

// GET /ci/deliveries, newest first.
struct DeliveriesQuery {
    static constexpr int defaultLimit = 100;
    static constexpr int maxLimit = 500;

    QString provider;               // empty: any
    std::optional<Outcome> outcome; // absent: any
    RunId run = RunId::None;        // None: any
    int limit = defaultLimit;
    DeliveryId before = DeliveryId::None;
};

struct DeliveriesPage {
    QList<DeliveryRecord> deliveries; // without headers and body
    DeliveryId next = DeliveryId::None;
};

} // namespace tallywall::ci
