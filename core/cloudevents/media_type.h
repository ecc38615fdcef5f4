// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace tallywall::cloudevents {

// A media type (RFC 2045, section 5.1), of which nothing but the charset is kept besides its name.
struct MediaType {
    QByteArray name;    // "application/json": in lower case
    QByteArray charset; // in lower case; empty where none was given

    friend bool operator==(const MediaType &, const MediaType &) = default;
};

// Nothing where the text is no media type.
[[nodiscard]] std::optional<MediaType> mediaTypeFrom(QByteArrayView text);

// Whether it declares JSON (JSON Event Format, section 3.1.1), text that people read, and UTF-8 or nothing else than it.
[[nodiscard]] bool isJson(const MediaType &type);
[[nodiscard]] bool isText(const MediaType &type);
[[nodiscard]] bool isUtf8(const MediaType &type);

// Where the attributes of a CloudEvent stand: in the head, in the body, or in the body with those of others.
enum class ContentMode : quint8 { Binary, Structured, Batched };

// By the Content-Type alone (HTTP Protocol Binding, section 3), whatever the format of the body is.
[[nodiscard]] ContentMode contentModeOf(QByteArrayView contentType);

} // namespace tallywall::cloudevents
