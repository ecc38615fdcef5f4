// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/request.h"

#include <algorithm>

namespace tallywall {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

QString decode(QByteArray text)
{
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

} // namespace

QByteArray methodName(Method method)
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

QByteArray RequestHead::field(QByteArrayView name) const
{
    for (const auto &[key, value] : fields) {
        if (sameName(key, name))
            return value;
    }
    return {};
}

bool RequestHead::has(QByteArrayView name) const
{
    return std::any_of(fields.begin(), fields.end(), [name](const auto &one) { return sameName(one.first, name); });
}

bool RequestHead::lists(QByteArrayView name, QByteArrayView token) const
{
    for (const auto &[key, value] : fields) {
        if (!sameName(key, name))
            continue;
        for (const QByteArray &part : value.split(',')) {
            if (sameName(QByteArrayView(part.trimmed()), token))
                return true;
        }
    }
    return false;
}

bool RequestHead::knows(QByteArrayView etag) const
{
    const auto opaque = [](QByteArrayView tag) { return tag.startsWith("W/") ? tag.sliced(2) : tag; };
    const QByteArrayList tags = field("If-None-Match").split(',');
    return std::any_of(tags.begin(), tags.end(), [&](const QByteArray &one) {
        const QByteArray tag = one.trimmed();
        return tag == "*" || opaque(tag) == opaque(etag);
    });
}

bool RequestHead::keepsAlive() const
{
    return minorVersion >= 1 ? !lists("Connection", "close") : lists("Connection", "keep-alive");
}

QByteArrayView RequestHead::path() const
{
    const qsizetype end = target.indexOf('?');
    return QByteArrayView(target).first(end < 0 ? target.size() : end);
}

std::optional<QString> Request::parameter(QByteArrayView name) const
{
    const qsizetype start = head.target.indexOf('?');
    if (start < 0)
        return std::nullopt;
    const QString wanted = QString::fromLatin1(name);
    for (const auto &[key, value] : parseForm(QByteArrayView(head.target).sliced(start + 1))) {
        if (key == wanted)
            return value;
    }
    return std::nullopt;
}

QList<std::pair<QString, QString>> parseForm(QByteArrayView text)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QByteArray &part : text.toByteArray().split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        pairs.append({decode(equals < 0 ? part : part.first(equals)),
                      equals < 0 ? QString() : decode(part.sliced(equals + 1))});
    }
    return pairs;
}

} // namespace tallywall
