// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/timed_result.h"

#include "core/bytes.h"
#include "core/json.h"
#include "core/plain_json.h"
#include "core/text.h"

#include <QJsonValue>

#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString field(const QString &place, QLatin1StringView name)
{
    const QString own = u"field \"%1\""_s.arg(name);
    return place.isEmpty() ? own : place + u", "_s + own;
}

QString jsonTypeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return u"a boolean"_s;
    case QJsonValue::Double: return u"a number"_s;
    case QJsonValue::String: return u"a string"_s;
    case QJsonValue::Array: return u"an array"_s;
    case QJsonValue::Object: return u"an object"_s;
    case QJsonValue::Undefined: break;
    }
    return u"nothing"_s;
}

} // namespace

Result<ResultInput> checkResult(ResultInput input)
{
    if (input.name.trimmed().isEmpty())
        return Error{ErrorCode::Invalid, u"must not be empty"_s, u"field \"name\""_s};
    const qsizetype length = codePoints(input.name);
    if (length > ResultInput::maxNameLength) {
        return Error{ErrorCode::Invalid,
                     u"has %1 characters, at most %2 are allowed"_s.arg(length).arg(ResultInput::maxNameLength),
                     u"field \"name\""_s};
    }
    if (!std::isfinite(input.time))
        return Error{ErrorCode::Invalid, u"expected a finite number of seconds"_s, u"field \"time\""_s};
    if (input.time < 0)
        return Error{ErrorCode::Invalid, u"must not be negative"_s, u"field \"time\""_s};
    input.time += 0.0; // -0 becomes 0
    return input;
}

Result<ResultInput> resultInputFromJson(const QJsonObject &object, const QString &place)
{
    const QJsonValue name = object.value("name"_L1);
    if (!name.isString()) {
        return Error{ErrorCode::Invalid, u"expected a string, found %1"_s.arg(jsonTypeName(name)),
                     field(place, "name"_L1)};
    }
    const QJsonValue time = object.value("time"_L1);
    if (!time.isDouble()) {
        return Error{ErrorCode::Invalid, u"expected a number of seconds, found %1"_s.arg(jsonTypeName(time)),
                     field(place, "time"_L1)};
    }
    auto checked = checkResult({name.toString(), time.toDouble()});
    if (!checked && !place.isEmpty())
        return Error{checked.error().code, checked.error().message, place + u", "_s + checked.error().place};
    return checked;
}

std::optional<ResultInput> resultInputFromPlainJson(QByteArrayView body)
{
    const auto object = PlainObject::read(body);
    if (!object)
        return std::nullopt;
    const auto name = plainUtf8(object->value("name"));
    const auto time = plainNumber(object->value("time"));
    if (!name || !time)
        return std::nullopt;
    auto checked = checkResult({QString::fromUtf8(*name), *time});
    return checked ? std::optional(*std::move(checked)) : std::nullopt;
}

void appendResultJson(QByteArray &out, const TimedResult &result)
{
    appendAll(out, "{\"id\":", NumberText(static_cast<qint64>(result.id)), ",\"name\":");
    appendJsonString(out, result.name);
    appendAll(out, ",\"time\":", NumberText(result.time), ",\"created\":\"", IsoText(result.created), "\"}");
}

QByteArray resultJson(const TimedResult &result)
{
    QByteArray out;
    out.reserve(96 + result.name.size());
    appendResultJson(out, result);
    return out;
}

QByteArray resultsJson(const QList<TimedResult> &results, ResultId next)
{
    QByteArray out;
    out.reserve(64 + results.size() * 110);
    out.append("{\"results\":[");
    for (const TimedResult &result : results) {
        beginElement(out);
        appendResultJson(out, result);
    }
    out.append(']');
    if (next != ResultId::None) {
        out.append(",\"next\":");
        appendJsonNumber(out, static_cast<qint64>(next));
    }
    out.append('}');
    return out;
}

Result<TimedResult> resultFromJson(const QJsonObject &object)
{
    const auto input = resultInputFromJson(object);
    if (!input)
        return input.error();
    const auto created = fromIso(object.value("created"_L1).toString());
    const qint64 id = object.value("id"_L1).toInteger();
    if (id <= 0 || !created)
        return Error{ErrorCode::Invalid, u"not a stored result: \"id\" or \"created\" is missing"_s, {}};
    return TimedResult{ResultId(id), input->name, input->time, *created};
}

Result<ResultOrder> resultOrderFromText(QStringView text)
{
    if (text.isEmpty() || text == "newest"_L1)
        return ResultOrder::Newest;
    if (text == "fastest"_L1)
        return ResultOrder::Fastest;
    if (text == "name"_L1)
        return ResultOrder::Name;
    return Error{ErrorCode::Invalid, u"expected newest, fastest or name, found \"%1\""_s.arg(text.left(40)),
                 u"parameter \"order\""_s};
}

} // namespace tallywall
