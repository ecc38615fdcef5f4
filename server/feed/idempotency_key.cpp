// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/idempotency_key.h"

#include "core/bytes.h"

#include <algorithm>
#include <optional>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// The text of a string in quotes, in which a backslash stands before a quote and before another backslash. Nothing where it is
// none.
std::optional<QByteArray> unquoted(QByteArrayView string)
{
    if (string.size() < 2 || !string.endsWith('"'))
        return std::nullopt;
    const QByteArrayView inside = string.sliced(1, string.size() - 2);
    QByteArray text;
    text.reserve(inside.size());
    for (qsizetype i = 0; i < inside.size(); ++i) {
        const bool isEscape = inside[i] == '\\';
        if (isEscape && ++i == inside.size())
            return std::nullopt;
        const bool needsEscape = inside[i] == '"' || inside[i] == '\\';
        if (isEscape != needsEscape)
            return std::nullopt;
        text.append(inside[i]);
    }
    return text;
}

bool isKey(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= maxIdempotencyKey
            && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

Result<QByteArray> readIdempotencyKey(QByteArrayView value)
{
    const auto key = value.startsWith('"') ? unquoted(value) : value.toByteArray();
    if (!key || !isKey(*key)) {
        return Error{ErrorCode::NotUnderstood,
                     u"expected 1 to %1 visible characters of ASCII, in quotes or without"_s.arg(maxIdempotencyKey),
                     u"header \"%1\""_s.arg(QLatin1StringView(idempotencyKeyField))};
    }
    return *key;
}

EventKey eventKeyOf(QByteArrayView idempotencyKey, qsizetype element)
{
    // No CloudEvent can have this source: a blank may not stand in a URI reference. Nor can a key have one. The elements of a
    // request begin alike, and so stand side by side in the index of the store.
    EventKey key{"POST /notify"_ba, {}};
    appendAll(key.id, idempotencyKey, " ", NumberText(element));
    return key;
}

} // namespace tallywall
