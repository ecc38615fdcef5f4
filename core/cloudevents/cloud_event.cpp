// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudevents/cloud_event.h"

#include "core/cloudevents/attributes.h"
#include "core/cloudevents/media_type.h"
#include "core/json.h"
#include "core/json_value.h"
#include "core/plain_json.h"
#include "core/whole_pairs.h"

namespace tallywall::cloudevents {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView contentTypeName("datacontenttype");
constexpr QLatin1StringView base64Name("data_base64");

Error wrong(ErrorCode code, const QString &why, const QString &field)
{
    return Error{code, why, u"field \"%1\""_s.arg(field)};
}

// Any value as compact JSON, and not an object or an array alone; nothing where the text is none.
QByteArray jsonFrom(const QByteArray &text)
{
    QByteArray out;
    if (PlainObject::read(text)) {
        out = compactJson(QByteArrayView(text).trimmed());
    } else if (const auto value = readJsonValue(text)) {
        appendJsonValue(out, *value);
    }
    return out;
}

Result<Done> takeBytes(CloudEvent &event, const QByteArray &bytes)
{
    const auto type = mediaTypeFrom(event.text(contentTypeName).toUtf8());
    if (type && isJson(*type)) {
        event.data = jsonFrom(bytes);
        return event.data.isEmpty()
                ? wrong(ErrorCode::NotUnderstood, u"it is not the JSON that its content type says it is"_s, u"data"_s)
                : Result<Done>(Done{});
    }
    if (type && isText(*type) && isUtf8(*type) && QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8()) {
        appendJsonUtf8(event.data, bytes);
        return Done{};
    }
    event.dataKind = CloudEvent::DataKind::Base64;
    event.data = '"' + bytes.toBase64() + '"';
    return Done{};
}

Result<Done> takeBase64(CloudEvent &event, const QJsonValue &base64)
{
    const auto bytes = QByteArray::fromBase64Encoding(base64.toString().toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!base64.isString() || !bytes)
        return wrong(ErrorCode::Invalid, u"expected bytes in Base64"_s, base64Name);
    return takeBytes(event, bytes.decoded);
}

Result<Done> takeValue(CloudEvent &event, const QJsonValue &data)
{
    const auto type = mediaTypeFrom(event.text(contentTypeName).toUtf8());
    if (type && !isJson(*type) && !data.isString())
        return wrong(ErrorCode::Invalid, u"expected text, as its content type is not JSON"_s, u"data"_s);
    appendJsonValue(event.data, data);
    return Done{};
}

Result<Done> takeHeader(QJsonObject &attributes, const QByteArray &name, QByteArrayView value)
{
    const QString attribute = QString::fromLatin1(name);
    if (attribute == contentTypeName)
        return wrong(ErrorCode::Invalid, u"in binary mode it is the header Content-Type"_s, attribute);
    if (attributes.contains(attribute))
        return wrong(ErrorCode::Invalid, u"is there twice"_s, attribute);
    const auto text = headerText(value);
    if (!text)
        return wrong(ErrorCode::Invalid, text.error().message, attribute);
    attributes.insert(attribute, *text);
    return Done{};
}

// Half a surrogate pair is U+FFFD by now: two ids could have become one. Which text it stood in is not known, so that one with a
// U+FFFD of its own is refused, too, where the half stands elsewhere in the event.
Result<Done> checkPairs(const QJsonObject &attributes, QByteArrayView text)
{
    for (const auto name : {"id"_L1, "source"_L1, "type"_L1}) {
        if (attributes.value(name).toString().contains(QChar::ReplacementCharacter)
            && withWholePairs(text.toByteArray()) != text)
            return wrong(ErrorCode::Invalid, u"half a surrogate pair is no text"_s, name);
    }
    return Done{};
}

} // namespace

Result<CloudEvent> fromBinary(const Headers &headers, const QByteArray &contentType, const QByteArray &body)
{
    CloudEvent event;
    for (const auto &[name, value] : headers) {
        const QByteArray lower = name.toLower();
        if (!lower.startsWith("ce-"))
            continue;
        if (auto taken = takeHeader(event.attributes, lower.sliced(3), value); !taken)
            return taken.error();
    }
    if (!contentType.isEmpty())
        event.attributes.insert(contentTypeName, QString::fromUtf8(contentType));
    if (auto checked = checkAttributes(event.attributes, ContentMode::Binary); !checked)
        return checked.error();
    if (!body.isEmpty()) {
        if (auto taken = takeBytes(event, body); !taken)
            return taken.error();
    }
    return event;
}

Result<CloudEvent> fromJson(const QJsonObject &object, QByteArrayView text)
{
    CloudEvent event;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != "data"_L1 && member.key() != base64Name && !member.value().isNull())
            event.attributes.insert(member.key(), member.value());
    }
    if (auto checked = checkAttributes(event.attributes); !checked)
        return checked.error();
    if (auto whole = checkPairs(event.attributes, text); !whole)
        return whole.error();
    const QJsonValue data = object.value("data"_L1);
    const QJsonValue base64 = object.value(base64Name);
    const bool hasBase64 = !base64.isUndefined() && !base64.isNull();
    if (hasBase64 && !data.isUndefined())
        return wrong(ErrorCode::Invalid, u"there is data, too: one of them"_s, base64Name);
    Result<Done> taken(Done{});
    if (hasBase64)
        taken = takeBase64(event, base64);
    else if (!data.isUndefined())
        taken = takeValue(event, data);
    if (!taken)
        return taken.error();
    if (const auto plain = PlainObject::read(text); plain && !plain->value("data").isNull())
        event.data = compactJson(plain->value("data"));
    return event;
}

QByteArray toJson(const CloudEvent &event)
{
    QByteArray out;
    appendJsonValue(out, event.attributes);
    if (event.data.isEmpty())
        return out;
    const QByteArray member = event.dataKind == CloudEvent::DataKind::Json ? ",\"data\":" : ",\"data_base64\":";
    return out.chopped(1) + member + event.data + '}';
}

} // namespace tallywall::cloudevents
