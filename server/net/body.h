// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/request.h"

#include <QJsonValue>

namespace tallywall {

// The body of a write: JSON (application/json, +json, or no type given), or a form, whose fields become strings. A form that
// begins like JSON is read as JSON: it is what `curl -d '{…}'` sends. Errors: UnsupportedMedia, NotUnderstood.
struct Body {
    enum class Kind : quint8 { Json, Form };
    Kind kind = Kind::Json;
    QJsonValue value; // an object or an array; of a form an object of strings
};
[[nodiscard]] Result<Body> readBody(const Request &request);

// What the request says that its body is; nothing where that is not taken here.
[[nodiscard]] std::optional<Body::Kind> announcedBody(const Request &request);

// A whole number among the parameters of the query. Errors: Invalid, where it is none or outside the bounds.
[[nodiscard]] Result<qint64> integerParameter(const Request &request, QByteArrayView name, qint64 standard,
                                              qint64 least, qint64 most);

// The id in the path of the request (`tail`). Errors: NotFound, where it is no number.
[[nodiscard]] Result<qint64> idInPath(const Request &request);

} // namespace tallywall
