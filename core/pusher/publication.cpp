// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/publication.h"

#include "core/pusher/names.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &sentence, const QString &field)
{
    return {ErrorCode::NotUnderstood, sentence, u"field \"%1\""_s.arg(field)};
}

bool isEncrypted(const QByteArray &name)
{
    const auto kind = channelKind(name);
    return kind && kind->encrypted;
}

// Some libraries write null for what is not given.
bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

Result<QByteArrayList> channelsOf(const QJsonObject &object)
{
    const QJsonValue one = object.value("channel"_L1);
    const QJsonValue several = object.value("channels"_L1);
    if (isGiven(one) && isGiven(several))
        return wrong(u"there is \"channel\", too: one of them"_s, u"channels"_s);
    const QJsonArray all = isGiven(one) ? QJsonArray{one} : several.toArray();
    if (all.isEmpty() || all.size() > Publication::maxChannels)
        return wrong(u"expected 1 to %1 channels"_s.arg(Publication::maxChannels), u"channels"_s);
    QByteArrayList channels;
    for (const QJsonValue &value : all) {
        const QByteArray name = value.toString().toUtf8();
        if (!channelKind(name) && !isUserChannel(name))
            return wrong(objectionToChannel(name), u"channels"_s);
        if (!channels.contains(name))
            channels.append(name);
    }
    const bool encrypted = std::any_of(channels.begin(), channels.end(), &isEncrypted);
    if (encrypted && channels.size() > 1)
        return wrong(u"an event to an encrypted channel is for that channel alone"_s, u"channels"_s);
    return channels;
}

Result<QByteArray> exceptSocketOf(const QJsonObject &object)
{
    const QJsonValue value = object.value("socket_id"_L1);
    const QString text = value.toString();
    static const QRegularExpression form(u"\\A[0-9]+\\.[0-9]+\\z"_s);
    if (!isGiven(value) || (value.isString() && text.isEmpty()))
        return QByteArray();
    if (!form.match(text).hasMatch())
        return wrong(u"expected the id of a connection, as 123.456"_s, u"socket_id"_s);
    return text.toLatin1();
}

Result<InfoWish> infoWishOf(const QJsonObject &object)
{
    const QJsonValue info = object.value("info"_L1);
    if (isGiven(info) && !info.isString())
        return wrong(u"expected a text, as \"user_count,subscription_count\""_s, u"info"_s);
    return infoWishFrom(info.toString());
}

} // namespace

Result<InfoWish> infoWishFrom(QStringView info)
{
    InfoWish wish;
    for (const QStringView word : info.split(u',', Qt::SkipEmptyParts)) {
        const QStringView name = word.trimmed();
        if (name == "user_count"_L1)
            wish.userCount = true;
        else if (name == "subscription_count"_L1)
            wish.subscriptionCount = true;
        else if (name == "cache"_L1)
            wish.cache = true;
        else
            return wrong(u"there is user_count, subscription_count and cache; not \"%1\""_s.arg(name.left(40)),
                         u"info"_s);
    }
    return wish;
}

Result<Publication> publicationFromJson(const QJsonObject &object)
{
    Publication publication{.name = object.value("name"_L1).toString()};
    if (!isEventName(publication.name))
        return wrong(
                u"expected the name of an event, of 1 to %1 characters, that does not begin with \"pusher:\""_s.arg(
                        maxEventName),
                u"name"_s);
    if (!object.value("data"_L1).isString())
        return wrong(u"expected a text, into which an object is encoded"_s, u"data"_s);
    publication.data = object.value("data"_L1).toString().toUtf8();
    if (publication.data.size() > maxEventData)
        return Error{ErrorCode::TooLarge, u"is larger than %1 bytes"_s.arg(maxEventData), u"field \"data\""_s};
    auto channels = channelsOf(object);
    if (!channels)
        return channels.error();
    publication.channels = *std::move(channels);
    auto except = exceptSocketOf(object);
    if (!except)
        return except.error();
    publication.exceptSocket = *std::move(except);
    const auto wish = infoWishOf(object);
    if (!wish)
        return wish.error();
    publication.info = *wish;
    return publication;
}

QJsonObject publicationObject(const QList<std::pair<QString, QString>> &parameters)
{
    QJsonObject object;
    QJsonArray channels;
    for (const auto &[name, value] : parameters) {
        if (name == "channels[]"_L1)
            channels.append(value);
        else
            object.insert(name, value);
    }
    if (!channels.isEmpty())
        object.insert("channels"_L1, channels);
    return object;
}

Result<QList<Publication>> batchFromJson(const QJsonObject &object)
{
    const QJsonArray batch = object.value("batch"_L1).toArray();
    if (batch.isEmpty() || batch.size() > Publication::maxBatch)
        return wrong(u"expected 1 to %1 events"_s.arg(Publication::maxBatch), u"batch"_s);
    QList<Publication> publications;
    for (const QJsonValue &value : batch) {
        if (!value.isObject())
            return wrong(u"expected events, each an object"_s, u"batch"_s);
        if (value.toObject().contains("channels"_L1))
            return wrong(u"an event of a batch has one \"channel\""_s, u"channels"_s);
        auto publication = publicationFromJson(value.toObject());
        if (!publication)
            return publication.error();
        publications.append(*std::move(publication));
    }
    return publications;
}

} // namespace tallywall::pusher
