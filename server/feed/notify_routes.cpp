// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/notify_routes.h"

#include "core/json.h"
#include "core/plain_json.h"
#include "server/feed/encoding.h"
#include "server/feed/idempotency_key.h"
#include "server/feed/publish.h"
#include "server/net/router.h"

#include <QJsonObject>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostAtOnce = 1000;

Result<Notification> notificationOf(QByteArrayView text)
{
    if (auto plain = notificationFromPlainJson(text))
        return *std::move(plain);
    const auto object = parseJsonObject(text.toByteArray());
    return object ? notificationFromJson(*object) : Result<Notification>(object.error());
}

// Where a text is no JSON, the place counts from the beginning of the body.
Error errorOf(Error error, qsizetype element, const QByteArray &body)
{
    if (error.code == ErrorCode::NotUnderstood) {
        if (const auto whole = parseJson(body); !whole)
            return whole.error();
        error = {ErrorCode::Invalid, u"expected a JSON object"_s, {}}; // a number, or another single value
    }
    const QString place = u"element %1"_s.arg(element);
    error.place = error.place.isEmpty() ? place : place + u", "_s + error.place;
    return error;
}

Result<QList<Notification>> notificationsOf(const QList<QByteArrayView> &elements, const QByteArray &body)
{
    if (elements.isEmpty() || elements.size() > mostAtOnce) {
        return Error{ErrorCode::Invalid,
                     u"expected 1 to %1 notifications, found %2"_s.arg(mostAtOnce).arg(elements.size()),
                     {}};
    }
    QList<Notification> notifications;
    notifications.reserve(elements.size());
    for (const QByteArrayView element : elements) {
        auto notification = notificationOf(element);
        if (!notification)
            return errorOf(notification.error(), notifications.size() + 1, body);
        notifications.append(*std::move(notification));
    }
    return notifications;
}

bool isKept(const Notification &notification)
{
    return notification.keep == Notification::Keep::Stored;
}

// Empty where the request has none.
Result<QByteArray> idempotencyKeyOf(const RequestHead &head)
{
    QByteArrayList keys;
    for (const RequestHead::Field &field : head.fieldsAt) {
        if (sameToken(head.text(field.name), idempotencyKeyField))
            keys.append(head.text(field.value).toByteArray());
    }
    // Two of them would be one list to whoever joins them on the way.
    return keys.isEmpty() ? QByteArray() : readIdempotencyKey(keys.join(", "));
}

// What is to be stored gets the name by which the store knows it again.
void setKey(Notification &notification, QByteArrayView idempotencyKey, qsizetype element)
{
    if (!idempotencyKey.isEmpty() && isKept(notification))
        notification.key = eventKeyOf(idempotencyKey, element);
}

int statusOf(bool anyKept, const Published &published)
{
    if (!anyKept)
        return 202;
    return published.anyNew ? 201 : 200;
}

void notifyOne(const Request &request, const QByteArray &key, const Responder &responder, Feed &feed, Store &store)
{
    auto notification = notificationOf(request.body);
    if (!notification) {
        responder.send(problem(notification.error()));
        return;
    }
    setKey(*notification, key, 1);
    const bool kept = isKept(*notification);
    publish(*std::move(notification), feed, store, [responder, kept](const Result<Published> &published) {
        responder.send(published ? json(envelope(published->events.constFirst()), statusOf(kept, *published))
                                 : problem(published.error()));
    });
}

void notifyAll(const QList<QByteArrayView> &elements, const Request &request, const QByteArray &key,
               const Responder &responder, Feed &feed, Store &store)
{
    auto notifications = notificationsOf(elements, request.body);
    if (!notifications) {
        responder.send(problem(notifications.error()));
        return;
    }
    for (qsizetype i = 0; i < notifications->size(); ++i)
        setKey((*notifications)[i], key, i + 1);
    const bool anyKept = std::any_of(notifications->begin(), notifications->end(), &isKept);
    publishAll(*std::move(notifications), feed, store, [responder, anyKept](const Result<Published> &published) {
        responder.send(published ? json(envelopes(published->events) + '}', statusOf(anyKept, *published))
                                 : problem(published.error()));
    });
}

void notify(const Request &request, const Responder &responder, Feed &feed, Store &store)
{
    const auto key = idempotencyKeyOf(request.head);
    if (!key)
        responder.send(problem(key.error()));
    else if (const auto elements = arrayElements(request.body))
        notifyAll(*elements, request, *key, responder, feed, store);
    else
        notifyOne(request, *key, responder, feed, store);
}

} // namespace

void addNotifyRoutes(Router &router, Feed &feed, Store &store)
{
    router.add({.method = Method::Post,
                .pattern = "/notify",
                .access = Access::Write,
                .handle = [&feed, &store](const Request &request, const Responder &responder) {
                    notify(request, responder, feed, store);
                }});
}

} // namespace tallywall
