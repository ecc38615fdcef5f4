// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery.h"
#include "core/ci/proof.h"
#include "core/ci/run.h"

#include <functional>
#include <variant>

namespace tallywall::ci {

// A kind of delivery that has nothing to show on a wall, and why.
struct Ignored {
    QString why;

    friend bool operator==(const Ignored &, const Ignored &) = default;
};

// What a delivery says: the run it is about, to be merged into what is known (core/ci/merge.h). A delivery that only speaks
// for a job has generation 0 and that one job.
using Reading = std::variant<Run, Ignored>;

// One CI service. Adding one is a file in core/ci/providers that makes such a value, and its place in the list of provider.cpp.
// All functions are pure.
struct Provider {
    QByteArray name; // as in /hooks/NAME and in run.provider
    QString title;   // "GitHub Actions"
    // Whether a delivery to /hooks is its: by a header of its own, or by the shape of the document.
    std::function<bool(const Delivery &)> recognises;
    QList<Scheme> schemes; // besides those that are taken from everyone
    // The service's own id of the delivery, the same when it sends it again; empty where it has none.
    std::function<QByteArray(const Delivery &)> idOf;
    // What the service calls the event ("workflow_run", "Pipeline Hook"); for the inspector. Empty where it is not said.
    std::function<QString(const Delivery &)> eventOf;
    // Only called with a readable document. Errors: Invalid, with the field, where it is not what the service documents.
    std::function<Result<Reading>(const Delivery &)> read;
};

// The services that are built in, the most specific first, since some also send the headers of another.
[[nodiscard]] const QList<Provider> &builtInProviders();
[[nodiscard]] const Provider *providerByName(const QList<Provider> &providers, QByteArrayView name);
[[nodiscard]] const Provider *providerOf(const QList<Provider> &providers, const Delivery &delivery);

// provider.read() with the rules that hold for all: the document has to be readable; a run has a project, a key and a place in
// the order of its lane, bounded texts without control characters, links that are http or https, no time in the far future, no
// more jobs than Run::maxJobs, and no end, duration or result before it has ended.
[[nodiscard]] Result<Reading> readDelivery(const Provider &provider, const Delivery &delivery);

} // namespace tallywall::ci
