// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/notification.h"

#include "core/json.h"

#include <QJsonObject>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &why, QLatin1StringView field)
{
    return Error{ErrorCode::Invalid, why, u"field \"%1\""_s.arg(field)};
}

Result<QByteArray> collectionOf(const QJsonObject &object)
{
    const QByteArray name = object.value("collection"_L1).toString().toUtf8();
    if (!isCollectionName(name)) {
        return invalid(
                u"expected a name of a to z, 0 to 9, \"_\", \".\" and \"-\", at most 64 of them, found \"%1\""_s.arg(
                        QString::fromUtf8(name.left(80))),
                "collection"_L1);
    }
    if (name == "feed")
        return invalid(u"\"feed\" is where the feed itself speaks: choose another name"_s, "collection"_L1);
    return name;
}

Result<QByteArray> typeOf(const QJsonObject &object)
{
    const QByteArray type = object.value("type"_L1).toString().toUtf8();
    const bool plain = std::none_of(type.begin(), type.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (type.isEmpty() || type.size() > Notification::maxTypeBytes || !plain) {
        return invalid(u"expected a word such as \"created\", at most %1 bytes"_s.arg(Notification::maxTypeBytes),
                       "type"_L1);
    }
    return type;
}

} // namespace

Result<Notification> notificationFromJson(const QJsonObject &object)
{
    auto collection = collectionOf(object);
    if (!collection)
        return collection.error();
    auto type = typeOf(object);
    if (!type)
        return type.error();
    const QJsonValue store = object.value("store"_L1);
    if (!store.isUndefined() && !store.isBool())
        return invalid(u"expected true or false"_s, "store"_L1);

    Notification notification{*std::move(collection), *std::move(type), {}, Notification::Keep::Stored};
    if (!store.toBool(true))
        notification.keep = Notification::Keep::Ephemeral;
    if (const QJsonValue data = object.value("data"_L1); !data.isUndefined())
        appendJsonValue(notification.data, data);
    return notification;
}

} // namespace tallywall
