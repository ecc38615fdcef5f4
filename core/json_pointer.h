// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QJsonValue>
#include <QStringList>

namespace tallywall {

// A place in a JSON document (RFC 6901): "/build/steps/0/name". "~1" stands for "/" in a name, "~0" for "~".
struct JsonPointer {
    QString text;     // as it was written
    QStringList path; // names and positions from the outside in; empty: the whole document

    friend bool operator==(const JsonPointer &, const JsonPointer &) = default;
};

// Errors: Invalid, with what the text has to look like.
[[nodiscard]] Result<JsonPointer> readJsonPointer(const QString &text);

// What stands there; undefined where there is nothing.
[[nodiscard]] QJsonValue valueAt(const QJsonValue &document, const JsonPointer &pointer);

} // namespace tallywall
