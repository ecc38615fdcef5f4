// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "core/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <functional>
#include <span>
#include <variant>

namespace tallywall::ci {

// One POST of a CI server, as it came. Header names are compared without case; a header that is not there is empty.
struct Delivery {
    std::function<QByteArray(QByteArrayView name)> header;
    QByteArray body;
    TimePoint received{};
};

// What a delivery proves about who sent it, given the secrets that are set for its provider.
enum class Proof : quint8 {
    Given,   // one of the secrets matches
    Missing, // the delivery carries no proof at all
    Wrong,   // it carries one, and it matches none of the secrets
};

// A kind of delivery that has nothing to show on a wall, and why.
struct Ignored {
    QString why;

    friend bool operator==(const Ignored &, const Ignored &) = default;
};

// What a delivery says: the run it is about, to be merged into what is known (core/ci/merge.h). A delivery that only speaks
// for a job has generation 0 and that one job.
using Reading = std::variant<Run, Ignored>;

// One CI service. Adding one is a file that defines such a value and a row in the table of provider.cpp. All functions are
// pure. `read` gives an error (NotUnderstood, Invalid) where the body is not what the service documents.
struct Provider {
    QByteArray name; // as in /hooks/NAME and in run.provider
    bool (*recognises)(const Delivery &delivery);
    Proof (*prove)(const Delivery &delivery, const QByteArrayList &secrets);
    Result<Reading> (*read)(const Delivery &delivery);
};

// All of them, the most specific first, since some also send the headers of another.
[[nodiscard]] std::span<const Provider> providers();
[[nodiscard]] const Provider *providerByName(QByteArrayView name);
[[nodiscard]] const Provider *providerOf(const Delivery &delivery);

// Text that becomes a link: only http and https, else nothing.
[[nodiscard]] QString webUrl(const QString &text);
// The first line of a commit message, at most 200 characters.
[[nodiscard]] QString firstLine(const QString &text);

} // namespace tallywall::ci
