// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/follow/followed_event.h"

#include "core/feed/notification.h"
#include "core/json.h"
#include "core/json_value.h"
#include "core/plain_json.h"
#include "core/prices/price_board.h"

#include <QJsonArray>

#include <algorithm>
#include <optional>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// An envelope as it came, of which nothing is believed yet.
struct Envelope {
    QByteArray collection;
    QByteArray type;
    QString time;
    QByteArray data;
    QJsonValue via;
    bool hasId = false;
};

// Data keeps its digits and its order where the envelope is plain, as all are that a wall writes, unless a text has an escape.
std::optional<Envelope> plainEnvelope(const QByteArray &text)
{
    const auto object = PlainObject::read(text);
    if (!object)
        return std::nullopt;
    const auto collection = plainUtf8(object->value("collection"));
    const auto type = plainUtf8(object->value("type"));
    const auto time = plainUtf8(object->value("time"));
    if (!collection || !type || !time)
        return std::nullopt;
    const QByteArrayView via = object->value("via");
    const auto walls = via.isNull() ? Result<QJsonValue>(QJsonValue(QJsonValue::Undefined))
                                    : parseJson(via.toByteArray());
    if (!walls)
        return std::nullopt;
    return Envelope{collection->toByteArray(),
                    type->toByteArray(),
                    QString::fromUtf8(*time),
                    compactJson(object->value("data")),
                    *walls,
                    plainNumber(object->value("id")).has_value()};
}

std::optional<Envelope> readEnvelope(const QByteArray &text)
{
    if (auto plain = plainEnvelope(text))
        return plain;
    const auto object = parseJsonObject(text);
    if (!object)
        return std::nullopt;
    Envelope envelope{object->value("collection"_L1).toString().toUtf8(),
                      object->value("type"_L1).toString().toUtf8(),
                      object->value("time"_L1).toString(),
                      {},
                      object->value("via"_L1),
                      object->value("id"_L1).isDouble()};
    appendJsonValue(envelope.data, object->value("data"_L1));
    return envelope;
}

// The walls of an envelope; nothing where it does not name them as a wall does.
std::optional<QByteArrayList> wallsOf(const QJsonValue &via)
{
    if (via.isUndefined())
        return QByteArrayList();
    QByteArrayList walls;
    for (const QJsonValue &wall : via.toArray()) {
        walls.append(wall.toString().toLatin1());
        if (!isStoreName(walls.constLast()))
            return std::nullopt;
    }
    return via.isArray() ? std::optional(walls) : std::nullopt;
}

// An envelope has room for the years 0 to 9999; an offset from UTC may lead out of them.
std::optional<TimePoint> timeOf(const QString &text)
{
    constexpr TimePoint first = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
    constexpr TimePoint end = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);
    const auto time = fromIso(text);
    return time && *time >= first && *time < end ? time : std::nullopt;
}

// Whether it may stand in a collection that this wall itself reads.
bool isPriceWhereOneHasToBe(const QByteArray &collection, const QByteArray &data)
{
    return collection != priceCollection || checkPriced(data);
}

QByteArray collectionHere(const QByteArray &collection, const FollowOptions &options)
{
    return hasTable(collection) || collection == "feed" ? options.name.toLatin1() + '.' + collection : collection;
}

std::variant<FollowedEvent, NotFollowed> ofWall(const SseEvent &event, const FollowOptions &options,
                                                const FollowSource &source)
{
    const auto envelope = readEnvelope(event.data);
    if (!envelope || !isCollectionName(envelope->collection))
        return NotFollowed::NotUnderstood;
    if (!isEventType(envelope->type))
        return NotFollowed::NoType;
    const bool tellsOfGaps = envelope->collection == "feed"; // which need not be asked for
    if (!tellsOfGaps && !options.wanted.wants(envelope->collection))
        return NotFollowed::NotAskedFor;
    const auto time = timeOf(envelope->time);
    auto walls = wallsOf(envelope->via);
    if (!time || !walls)
        return NotFollowed::NotUnderstood;
    if (!isPriceWhereOneHasToBe(envelope->collection, envelope->data))
        return NotFollowed::NoPrice;
    // Its own name is there already where a program has published the event in a collection with a table.
    if (walls->isEmpty() || walls->constLast() != source.otherStore)
        walls->append(source.otherStore);
    if (walls->contains(source.ownStore))
        return NotFollowed::Loop;
    if (walls->size() > FollowSource::maxWalls)
        return NotFollowed::TooFar;
    return FollowedEvent{{EventId::None, collectionHere(envelope->collection, options), envelope->type, *time,
                          envelope->data, walls->join(',')},
                         envelope->hasId};
}

// As JSON, which most streams send; what is none becomes a text.
QByteArray jsonOf(const QByteArray &data)
{
    if (PlainObject::read(data))
        return compactJson(data);
    QByteArray json;
    if (const auto value = readJsonValue(data))
        appendJsonValue(json, *value);
    else
        appendJsonString(json, QString::fromUtf8(data));
    return json;
}

} // namespace

bool isStoreName(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

std::variant<FollowedEvent, NotFollowed> followedEvent(const SseEvent &event, const QByteArray &lastId,
                                                       const FollowOptions &options, const FollowSource &source,
                                                       TimePoint now)
{
    if (!source.otherStore.isEmpty())
        return ofWall(event, options, source);
    if (!isEventType(event.type))
        return NotFollowed::NoType;
    const QByteArray collection = options.collection.isEmpty() ? options.name.toLatin1() : options.collection;
    const QByteArray data = jsonOf(event.data);
    if (!isPriceWhereOneHasToBe(collection, data))
        return NotFollowed::NoPrice;
    const bool hasId = !event.lastId.isEmpty() && event.lastId != lastId;
    return FollowedEvent{
            {EventId::None, collection, event.type, now, data, viaOfPublished(collection, source.ownStore)}, hasId};
}

} // namespace tallywall
