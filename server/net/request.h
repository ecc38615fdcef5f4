// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace tallywall {

enum class Method : quint8 { Get, Head, Post, Put, Delete, Options, Other };

[[nodiscard]] QByteArray methodName(Method method);

// The request line and the header fields, as read by server/net/head_parser.h.
struct RequestHead {
    Method method = Method::Other;
    QByteArray target;    // as sent: "/results?limit=1"
    int minorVersion = 1; // of HTTP/1.x
    QList<std::pair<QByteArray, QByteArray>> fields;
    qint64 contentLength = 0;

    // The first field of that name, compared without case; empty where there is none.
    [[nodiscard]] QByteArray field(QByteArrayView name) const;
    [[nodiscard]] bool has(QByteArrayView name) const;
    // Whether a comma-separated field names the token, without case.
    [[nodiscard]] bool lists(QByteArrayView name, QByteArrayView token) const;
    [[nodiscard]] bool keepsAlive() const;
    // Whether If-None-Match names this entity tag, or any (RFC 9110, section 13.1.2: compared without weakness).
    [[nodiscard]] bool knows(QByteArrayView etag) const;

    // The path before "?", still percent-encoded.
    [[nodiscard]] QByteArrayView path() const;
};

// What a route is given. Values only: it may be kept longer than the call.
struct Request {
    RequestHead head;
    QByteArray body;
    QHostAddress peer;
    QString tail; // what stands for {…} in the pattern of the route, percent-decoded

    // A parameter of the query, percent-decoded; nothing where it is absent.
    [[nodiscard]] std::optional<QString> parameter(QByteArrayView name) const;
};

// "name=Ada&time=12.34" with + and %XX decoded: a query or a form (WHATWG URL, application/x-www-form-urlencoded).
[[nodiscard]] QList<std::pair<QString, QString>> parseForm(QByteArrayView text);

} // namespace tallywall
