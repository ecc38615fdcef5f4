// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace tallywall {

enum class Method : quint8 { Get, Head, Post, Put, Delete, Options, Other };

[[nodiscard]] QByteArrayView methodName(Method method);

// The request line and the header fields, as read by server/net/head_parser.h. Copies share one piece of memory.
struct RequestHead {
    struct Span {
        quint32 at = 0;
        quint32 size = 0;
    };
    struct Field {
        Span name;
        Span value;
    };

    Method method = Method::Other;
    int minorVersion = 1; // of HTTP/1.x
    qint64 contentLength = 0;
    bool isChunked = false; // its body comes in chunks: the length is known when it has ended
    QByteArray bytes;       // as they came; what follows points into them
    Span targetAt;
    QList<Field> fieldsAt;

    // As sent: "/results?limit=1".
    [[nodiscard]] QByteArrayView target() const { return text(targetAt); }
    // The path before "?", still percent-encoded, and what stands behind it.
    [[nodiscard]] QByteArrayView path() const;
    [[nodiscard]] QByteArrayView query() const;

    // The first field of that name, compared without case; empty where there is none. A view lasts as long as this head.
    [[nodiscard]] QByteArrayView view(QByteArrayView name) const;
    [[nodiscard]] QByteArray field(QByteArrayView name) const { return view(name).toByteArray(); }
    [[nodiscard]] bool has(QByteArrayView name) const;
    // Whether a comma-separated field names the token, without case.
    [[nodiscard]] bool lists(QByteArrayView name, QByteArrayView token) const;
    [[nodiscard]] bool keepsAlive() const;
    // Whether the client asks for a WebSocket on this connection (RFC 6455, section 4.1).
    [[nodiscard]] bool asksForWebSocket() const;
    // Whether If-None-Match names this entity tag, or any (RFC 9110, section 13.1.2: compared without weakness).
    [[nodiscard]] bool knows(QByteArrayView etag) const;

    [[nodiscard]] QByteArrayView text(Span span) const
    {
        return QByteArrayView(bytes).sliced(static_cast<qsizetype>(span.at), static_cast<qsizetype>(span.size));
    }
};

// Compared without case, as HTTP compares names and tokens.
[[nodiscard]] bool sameToken(QByteArrayView a, QByteArrayView b);
// Without the spaces and tabs at its ends, which are all that HTTP counts as blank there.
[[nodiscard]] QByteArrayView trimBlanks(QByteArrayView text);

// What a route is given. Values only: it may be kept longer than the call.
struct Request {
    RequestHead head;
    QByteArray body;
    QHostAddress peer;
    QString tail; // what stands for {…} in the pattern of the route, percent-decoded; for the last one, where it has several
    QStringList tails{}; // …and for each of them, in their order

    // A parameter of the query, percent-decoded; nothing where it is absent.
    [[nodiscard]] std::optional<QString> parameter(QByteArrayView name) const;
};

// "name=Ada&time=12.34" with + and %XX decoded: a query or a form (WHATWG URL, application/x-www-form-urlencoded).
[[nodiscard]] QList<std::pair<QString, QString>> parseForm(QByteArrayView text);

} // namespace tallywall
