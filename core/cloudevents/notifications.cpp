// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudevents/notifications.h"

#include "core/cloudevents/media_type.h"
#include "core/json.h"
#include "core/plain_json.h"

#include <QJsonArray>
#include <QUrl>

namespace tallywall::cloudevents {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCollection = 64;

Result<Done> checkFormat(const QByteArray &contentType)
{
    const auto type = mediaTypeFrom(contentType);
    if (type && type->name.endsWith("+json") && isUtf8(*type))
        return Done{};
    return Error{ErrorCode::UnsupportedMedia,
                 u"send application/cloudevents+json or application/cloudevents-batch+json in UTF-8, not \"%1\""_s.arg(
                         QString::fromUtf8(contentType.left(80))),
                 {}};
}

QByteArray contentOf(const CloudEvent &event, Wish::Content content)
{
    switch (content) {
    case Wish::Content::Event: return toJson(event);
    case Wish::Content::Data: break;
    }
    if (event.dataKind == CloudEvent::DataKind::Json)
        return event.data;
    QByteArray out = "{\"data_base64\":" + event.data;
    if (const QString type = event.text("datacontenttype"_L1); !type.isEmpty()) {
        out.append(",\"datacontenttype\":");
        appendJsonString(out, type);
    }
    return out + '}';
}

Result<Notification> notificationFromObject(const QJsonObject &object, QByteArrayView text, const Wish &wish)
{
    const auto event = fromJson(object, text);
    return event ? notificationFrom(*event, wish) : event.error();
}

Error ofEvent(Error error, qsizetype number)
{
    const QString event = u"event %1"_s.arg(number);
    error.place = error.place.isEmpty() ? event : error.place + " of "_L1 + event;
    return error;
}

} // namespace

QByteArray collectionOf(const QString &source)
{
    const QUrl url(source);
    const QStringList segments = url.path(QUrl::FullyDecoded).split(u'/', Qt::SkipEmptyParts);
    const QString last = segments.isEmpty() ? url.host() : segments.constLast();
    QByteArray name;
    for (const QChar c : last) {
        const char lower = c >= u'A' && c <= u'Z' ? static_cast<char>(c.unicode() - u'A' + u'a') : c.toLatin1();
        // What may not stand first is left out there.
        if (name.size() < longestCollection && isCollectionName(name + lower))
            name.append(lower);
        else if (name.size() < longestCollection && !name.isEmpty())
            name.append('-');
    }
    return name;
}

Result<Notification> notificationFrom(const CloudEvent &event, const Wish &wish)
{
    const QString source = event.text("source"_L1);
    Notification notification{.collection = wish.collection.isEmpty() ? collectionOf(source) : wish.collection,
                              .type = event.text("type"_L1).toUtf8(),
                              .data = contentOf(event, wish.content),
                              .key = EventKey{source.toUtf8(), event.text("id"_L1).toUtf8()}};
    if (notification.collection.isEmpty())
        return Error{ErrorCode::Invalid, u"it names no collection: choose one by ?collection="_s,
                     u"field \"source\""_s};
    if (auto checked = checkNotification(notification); !checked)
        return checked.error();
    return notification;
}

Result<Notification> notificationFromStructured(const QByteArray &contentType, const QByteArray &body, const Wish &wish)
{
    if (auto checked = checkFormat(contentType); !checked)
        return checked.error();
    const auto object = parseJsonObject(body);
    return object ? notificationFromObject(*object, body, wish) : object.error();
}

Result<QList<Notification>> notificationsFromBatch(const QByteArray &contentType, const QByteArray &body,
                                                   const Wish &wish)
{
    if (auto checked = checkFormat(contentType); !checked)
        return checked.error();
    const auto value = parseJson(body);
    if (!value)
        return value.error();
    const QJsonArray events = value->toArray();
    const auto texts = arrayElements(body);
    if (!value->isArray() || events.size() > maxBatch)
        return Error{ErrorCode::Invalid, u"expected an array of at most %1 events"_s.arg(maxBatch), {}};
    // As they came, where they can be told from each other.
    const auto textOf = [&texts, &events](qsizetype i) {
        return texts && texts->size() == events.size() ? texts->at(i) : QByteArrayView();
    };
    QList<Notification> notifications;
    notifications.reserve(events.size());
    for (qsizetype i = 0; i < events.size(); ++i) {
        if (!events.at(i).isObject())
            return Error{ErrorCode::Invalid, u"expected an object"_s, u"event %1"_s.arg(i + 1)};
        auto notification = notificationFromObject(events.at(i).toObject(), textOf(i), wish);
        if (!notification)
            return ofEvent(notification.error(), i + 1);
        notifications.append(*std::move(notification));
    }
    return notifications;
}

} // namespace tallywall::cloudevents
