// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace tallywall {

struct RequestHead;

// What a route answers. Content-Length, Date and Connection are added when it is sent, and so is compression.
struct Response {
    int status = 200;
    QByteArray type; // Content-Type; empty where there is no body
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> fields;

    Response &with(const QByteArray &name, const QByteArray &value) &
    {
        fields.append({name, value});
        return *this;
    }
    Response &&with(const QByteArray &name, const QByteArray &value) &&
    {
        fields.append({name, value});
        return std::move(*this);
    }
};

[[nodiscard]] Response json(const QByteArray &body, int status = 200);
[[nodiscard]] Response text(const QByteArray &body, int status = 200);

// The one place where an error becomes an HTTP status, and a problem document (RFC 9457).
[[nodiscard]] int statusOf(ErrorCode code);
[[nodiscard]] Response problem(const Error &error);
// …with a status that no error of ours has.
[[nodiscard]] Response problem(int status, const QString &detail);

// The bytes of a response to this request: no body for HEAD, gzip for those who take it and where it pays (over 1 KiB).
[[nodiscard]] QByteArray encode(const Response &response, const RequestHead &request, bool close);

// The status line and header fields alone, with the empty line: the beginning of a stream.
[[nodiscard]] QByteArray encodeHead(const Response &response);

} // namespace tallywall
