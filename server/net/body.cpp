// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/body.h"

#include "core/json.h"

#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Digits alone: no sign, no blank.
std::optional<qint64> wholeNumber(const QString &text)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber && digits ? std::optional(value) : std::nullopt;
}

QByteArrayView mediaType(const Request &request)
{
    const QByteArrayView field = request.head.view("Content-Type");
    const qsizetype parameters = field.indexOf(';');
    return (parameters < 0 ? field : field.first(parameters)).trimmed();
}

Result<Body> jsonBody(const QByteArray &bytes)
{
    auto value = parseJson(bytes);
    if (!value)
        return value.error();
    return Body{Body::Kind::Json, *std::move(value)};
}

} // namespace

std::optional<Body::Kind> announcedBody(const Request &request)
{
    const QByteArrayView type = mediaType(request);
    if (type.isEmpty() || sameToken(type, "application/json") || (type.size() > 5 && sameToken(type.last(5), "+json")))
        return Body::Kind::Json;
    return sameToken(type, "application/x-www-form-urlencoded") ? std::optional(Body::Kind::Form) : std::nullopt;
}

Result<Body> readBody(const Request &request)
{
    const auto announced = announcedBody(request);
    if (!announced) {
        return Error{ErrorCode::UnsupportedMedia,
                     u"send application/json or application/x-www-form-urlencoded, not \"%1\""_s.arg(
                             QString::fromUtf8(mediaType(request).toByteArray().left(80).toLower())),
                     {}};
    }
    if (*announced == Body::Kind::Json)
        return jsonBody(request.body);
    const QByteArray trimmed = request.body.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('['))
        return jsonBody(request.body);
    QJsonObject fields;
    for (const auto &[name, value] : parseForm(request.body))
        fields.insert(name, value);
    return Body{Body::Kind::Form, fields};
}

Result<qint64> integerParameter(const Request &request, QByteArrayView name, qint64 standard, qint64 least, qint64 most)
{
    const auto text = request.parameter(name);
    if (!text)
        return standard;
    const auto value = wholeNumber(*text);
    if (!value || *value < least || *value > most) {
        const QString bounds = most == std::numeric_limits<qint64>::max() ? u"of at least %1"_s.arg(least)
                                                                          : u"from %1 to %2"_s.arg(least).arg(most);
        return Error{ErrorCode::Invalid, u"expected a whole number %1, found \"%2\""_s.arg(bounds, text->left(40)),
                     u"parameter \"%1\""_s.arg(QString::fromLatin1(name))};
    }
    return *value;
}

Result<qint64> idInPath(const Request &request)
{
    const auto id = wholeNumber(request.tail);
    if (!id || *id <= 0)
        return Error{ErrorCode::NotFound, u"\"%1\" is not an id"_s.arg(request.tail.left(40)), {}};
    return *id;
}

} // namespace tallywall
