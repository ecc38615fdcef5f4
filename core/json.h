// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringView>

namespace tallywall {

// Writing JSON (RFC 8259) straight into bytes, for what is encoded once and sent to thousands.

// Appends the text as a JSON string with its quotes. Control characters, quotes and backslashes are escaped, and so are
// U+2028 and U+2029, which a line-based reader may take for the end of a line. A lone surrogate becomes U+FFFD.
void appendJsonString(QByteArray &out, QStringView text);

// The same for text that is UTF-8 already.
void appendJsonUtf8(QByteArray &out, QByteArrayView utf8);

// Appends the shortest number that reads back as the same double. The value has to be finite.
void appendJsonNumber(QByteArray &out, double value);
void appendJsonNumber(QByteArray &out, qint64 value);

// Any value as compact JSON; nothing for an undefined one.
void appendJsonValue(QByteArray &out, const QJsonValue &value);

// Reading: the whole text has to be one JSON value (`parseJson`) that is an object (`parseJsonObject`). A lone surrogate in a
// text becomes U+FFFD, since every store and every reader would make something else of it.
// Errors: NotUnderstood, with the byte at which it went wrong.
[[nodiscard]] Result<QJsonValue> parseJson(const QByteArray &text);
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &text);

// How deep the arrays and objects of a JSON text are nested: 1 for {}, 0 for a single value.
[[nodiscard]] int jsonDepth(QByteArrayView text);

} // namespace tallywall
