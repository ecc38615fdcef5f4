// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"
#include "core/json_pointer.h"

#include <QHash>

#include <span>

namespace tallywall::ci {

// Where a fact stands in what a service sends. Of several places the first counts at which there is such a fact.
using Places = QList<JsonPointer>;

// How to read the runs of a service that is not built in. A fact without a place is not known.
struct Mapping {
    Places project; // needed
    Places state;   // needed; of several the first that holds a word that is known
    Places pipeline;
    Places ref;
    Places commit;
    Places message;
    Places author;
    Places url;
    Places id;       // the service's own for the run: the same in all of its deliveries, and no other run's
    Places number;   // of the run, in its project and pipeline
    Places attempt;  // of the run; 1 where it is not known
    Places time;     // when the service said this; else it is when it was received
    Places started;  // ISO 8601, or Unix time in seconds or milliseconds; else `time` of what says that it runs
    Places finished; // likewise; else `time` of what says that it has ended
    Places duration; // seconds

    QHash<QString, State> words; // lower-case: what the service calls its states, besides the common words

    friend bool operator==(const Mapping &, const Mapping &) = default;
};

// The facts by the names that they have in the configuration.
struct MappedFact {
    QLatin1StringView name;
    Places Mapping::*places;
};
[[nodiscard]] std::span<const MappedFact> mappedFacts();

// The run in a document. What has no state is no run: it is ignored. The key of a run is its id; else its pipeline with its
// number, its commit and ref, or its start, the first that is known. What has ended without any of these is a run of its own,
// and what has not is ignored, since nobody could tell to what its end belongs.
// Errors: Invalid, with the place, where the project is missing.
[[nodiscard]] Result<Reading> readMapped(const Mapping &mapping, const Delivery &delivery);

// A service of that name. It is found by its name in the path alone. Proofs: X-Tallywall-Token, X-Hub-Signature-256,
// X-Signature (both HMAC-SHA256 in hex), Standard Webhooks, and those that are taken from everyone.
[[nodiscard]] Provider mapped(const QByteArray &name, const Mapping &mapping);

} // namespace tallywall::ci
