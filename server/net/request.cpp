// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/request.h"

#include <algorithm>

namespace tallywall {

namespace {

// Takes the part before the next separator off the front.
QByteArrayView takePart(QByteArrayView &rest, char separator)
{
    const qsizetype end = rest.indexOf(separator);
    const QByteArrayView part = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return part;
}

QString decode(QByteArrayView text)
{
    if (!text.contains('+') && !text.contains('%'))
        return QString::fromUtf8(text);
    QByteArray plain = text.toByteArray();
    plain.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(plain));
}

} // namespace

QByteArrayView methodName(Method method)
{
    switch (method) {
    case Method::Get: return "GET";
    case Method::Head: return "HEAD";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Delete: return "DELETE";
    case Method::Options: return "OPTIONS";
    case Method::Other: return "other";
    }
    Q_UNREACHABLE();
}

bool sameToken(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

QByteArrayView trimBlanks(QByteArrayView text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && blank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && blank(text.back()))
        text.chop(1);
    return text;
}

QByteArrayView RequestHead::view(QByteArrayView name) const
{
    for (const Field &one : fieldsAt) {
        if (sameToken(text(one.name), name))
            return text(one.value);
    }
    return {};
}

bool RequestHead::has(QByteArrayView name) const
{
    return std::any_of(fieldsAt.begin(), fieldsAt.end(),
                       [&](const Field &one) { return sameToken(text(one.name), name); });
}

bool RequestHead::lists(QByteArrayView name, QByteArrayView token) const
{
    for (const Field &one : fieldsAt) {
        if (!sameToken(text(one.name), name))
            continue;
        for (QByteArrayView rest = text(one.value); !rest.isEmpty();) {
            if (sameToken(trimBlanks(takePart(rest, ',')), token))
                return true;
        }
    }
    return false;
}

bool RequestHead::knows(QByteArrayView etag) const
{
    const auto opaque = [](QByteArrayView tag) { return tag.startsWith("W/") ? tag.sliced(2) : tag; };
    for (QByteArrayView rest = view("If-None-Match"); !rest.isEmpty();) {
        const QByteArrayView tag = trimBlanks(takePart(rest, ','));
        if (tag == QByteArrayView("*") || opaque(tag) == opaque(etag))
            return true;
    }
    return false;
}

bool RequestHead::keepsAlive() const
{
    return minorVersion >= 1 ? !lists("Connection", "close") : lists("Connection", "keep-alive");
}

bool RequestHead::asksForWebSocket() const
{
    return has("Upgrade") && lists("Connection", "upgrade") && sameToken(view("Upgrade"), "websocket");
}

QByteArrayView RequestHead::path() const
{
    QByteArrayView rest = target();
    return takePart(rest, '?');
}

QByteArrayView RequestHead::query() const
{
    QByteArrayView rest = target();
    (void)takePart(rest, '?');
    return rest;
}

std::optional<QString> Request::parameter(QByteArrayView name) const
{
    for (QByteArrayView rest = head.query(); !rest.isEmpty();) {
        QByteArrayView value = takePart(rest, '&');
        const QByteArrayView key = takePart(value, '=');
        if (key == name || decode(key) == QLatin1StringView(name))
            return decode(value);
    }
    return std::nullopt;
}

QList<std::pair<QString, QString>> parseForm(QByteArrayView text)
{
    QList<std::pair<QString, QString>> pairs;
    for (QByteArrayView rest = text; !rest.isEmpty();) {
        QByteArrayView value = takePart(rest, '&');
        if (value.isEmpty())
            continue;
        const QByteArrayView key = takePart(value, '=');
        pairs.append({decode(key), decode(value)});
    }
    return pairs;
}

} // namespace tallywall
