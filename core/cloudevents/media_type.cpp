// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudevents/media_type.h"

#include <algorithm>
#include <cstring>

namespace tallywall::cloudevents {

namespace {

// RFC 2045, section 5.1: printable ASCII without the "tspecials".
bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c < 0x7f && !std::strchr("()<>@,;:\\\"/[]?=", c);
    });
}

QByteArrayView withoutQuotes(QByteArrayView text)
{
    return text.size() >= 2 && text.startsWith('"') && text.endsWith('"') ? text.sliced(1, text.size() - 2) : text;
}

} // namespace

std::optional<MediaType> mediaTypeFrom(QByteArrayView text)
{
    const QByteArrayList parts = text.toByteArray().split(';');
    const QByteArray name = parts.constFirst().trimmed().toLower();
    const qsizetype slash = name.indexOf('/');
    if (slash < 0 || !isToken(QByteArrayView(name).first(slash)) || !isToken(QByteArrayView(name).sliced(slash + 1)))
        return std::nullopt;
    MediaType type{.name = name, .charset = {}};
    for (const QByteArray &parameter : parts.sliced(1)) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals > 0 && parameter.first(equals).trimmed().toLower() == "charset")
            type.charset = withoutQuotes(parameter.sliced(equals + 1).trimmed()).toByteArray().toLower();
    }
    return type;
}

bool isJson(const MediaType &type)
{
    return type.name.endsWith("/json") || type.name.endsWith("+json");
}

bool isText(const MediaType &type)
{
    return type.name.startsWith("text/") || type.name.endsWith("/xml") || type.name.endsWith("+xml");
}

bool isUtf8(const MediaType &type)
{
    return type.charset.isEmpty() || type.charset == "utf-8" || type.charset == "us-ascii";
}

ContentMode contentModeOf(QByteArrayView contentType)
{
    const QByteArray type = contentType.toByteArray().toLower();
    if (type.startsWith("application/cloudevents-batch"))
        return ContentMode::Batched;
    return type.startsWith("application/cloudevents") ? ContentMode::Structured : ContentMode::Binary;
}

} // namespace tallywall::cloudevents
