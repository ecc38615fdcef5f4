// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/notification.h"

#include "core/json.h"
#include "core/plain_json.h"
#include "core/prices/price_board.h"
#include "core/text.h"

#include <QJsonObject>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &why, QLatin1StringView field)
{
    return Error{ErrorCode::Invalid, why, u"field \"%1\""_s.arg(field)};
}

} // namespace

QString expectedCollection()
{
    return u"expected a name of a to z, 0 to 9, \"_\", \".\" and \"-\", a letter or a digit first, at most 64 of them"_s;
}

bool isEventType(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= Notification::maxTypeBytes && text.isValidUtf8()
            && std::none_of(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<Done> checkCollection(QByteArrayView name)
{
    if (!isCollectionName(name)) {
        return invalid(u"%1, found \"%2\""_s.arg(expectedCollection(), shortened(QString::fromUtf8(name), 80)),
                       "collection"_L1);
    }
    if (name == QByteArrayView("feed"))
        return invalid(u"\"feed\" is where the feed itself speaks: choose another name"_s, "collection"_L1);
    return Done{};
}

Result<Done> checkType(QByteArrayView type)
{
    if (isEventType(type))
        return Done{};
    if (type.isEmpty())
        return invalid(u"is empty: expected a text such as \"created\""_s, "type"_L1);
    if (type.size() > Notification::maxTypeBytes)
        return invalid(u"has %1 bytes, and may have %2"_s.arg(type.size()).arg(Notification::maxTypeBytes), "type"_L1);
    return invalid(type.isValidUtf8() ? u"has a control character in it"_s : u"is not UTF-8"_s, "type"_L1);
}

namespace {

Result<QByteArray> textMember(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined())
        return invalid(u"is missing"_s, name);
    if (!value.isString())
        return invalid(u"expected a text"_s, name);
    return value.toString().toUtf8();
}

Result<Done> checkNames(const Notification &notification)
{
    const auto checked = checkCollection(notification.collection);
    return checked ? checkType(notification.type) : checked;
}

// For what is known not to be nested deep.
Result<Done> checkShallow(const Notification &notification)
{
    if (auto checked = checkNames(notification); !checked)
        return checked;
    return notification.collection == priceCollection ? checkPriced(notification.data) : Done{};
}

} // namespace

Result<Done> checkNotification(const Notification &notification)
{
    if (jsonDepth(notification.data) > Notification::maxDataDepth)
        return invalid(u"nested deeper than %1 arrays and objects"_s.arg(Notification::maxDataDepth), "data"_L1);
    return checkShallow(notification);
}

Result<Notification> notificationFromJson(const QJsonObject &object)
{
    auto collection = textMember(object, "collection"_L1);
    if (!collection)
        return collection.error();
    auto type = textMember(object, "type"_L1);
    if (!type)
        return type.error();
    Notification notification{.collection = *std::move(collection), .type = *std::move(type), .data = {}};
    if (auto checked = checkNames(notification); !checked)
        return checked.error();
    const QJsonValue store = object.value("store"_L1);
    if (!store.isUndefined() && !store.isBool())
        return invalid(u"expected true or false"_s, "store"_L1);
    if (!store.toBool(true))
        notification.keep = Notification::Keep::Ephemeral;
    if (const QJsonValue data = object.value("data"_L1); !data.isUndefined())
        appendJsonValue(notification.data, data);
    const auto checked = checkNotification(notification);
    return checked ? Result<Notification>(std::move(notification)) : checked.error();
}

std::optional<Notification> notificationFromPlainJson(QByteArrayView body)
{
    const auto object = PlainObject::read(body);
    if (!object)
        return std::nullopt;
    const auto collection = plainUtf8(object->value("collection"));
    const auto type = plainUtf8(object->value("type"));
    const QByteArrayView storeText = object->value("store");
    const auto store = storeText.isNull() ? std::optional(true) : plainBool(storeText);
    if (!collection || !type || !store)
        return std::nullopt;
    Notification notification{collection->toByteArray(), type->toByteArray(), compactJson(object->value("data")),
                              *store ? Notification::Keep::Stored : Notification::Keep::Ephemeral};
    return checkShallow(notification) ? std::optional(std::move(notification)) : std::nullopt;
}

} // namespace tallywall
