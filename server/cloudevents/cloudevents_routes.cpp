// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cloudevents/cloudevents_routes.h"

#include "core/cloudevents/media_type.h"
#include "core/cloudevents/notifications.h"
#include "core/json_value.h"
#include "server/feed/encoding.h"
#include "server/feed/publish.h"
#include "server/net/router.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tallywall {

using namespace Qt::StringLiterals;
using cloudevents::ContentMode;
using cloudevents::Wish;

namespace {

Result<Wish> wishOf(const Request &request)
{
    Wish wish;
    wish.collection = request.parameter("collection").value_or(QString()).toUtf8();
    const QString data = request.parameter("data").value_or(QString());
    if (data == "event"_L1)
        wish.content = Wish::Content::Event;
    else if (!data.isEmpty())
        return Error{ErrorCode::Invalid, u"expected \"event\", or nothing"_s, u"parameter \"data\""_s};
    return wish;
}

// The content type for what was meant to be structured and came as something else; empty for all else.
QString typeMeant(const Request &request)
{
    const auto body = request.head.has("ce-specversion") ? std::nullopt : readJsonValue(request.body);
    if (!body)
        return {};
    const QJsonObject event = body->isArray() ? body->toArray().at(0).toObject() : body->toObject();
    if (!event.contains("specversion"_L1))
        return {};
    return body->isArray() ? u"application/cloudevents-batch+json"_s : u"application/cloudevents+json"_s;
}

Result<Notification> notificationOf(const Request &request, ContentMode mode, const Wish &wish)
{
    const QByteArray contentType = request.head.field("Content-Type");
    if (mode == ContentMode::Structured)
        return cloudevents::notificationFromStructured(contentType, request.body, wish);
    cloudevents::Headers headers;
    for (const RequestHead::Field &field : request.head.fieldsAt)
        headers.append({request.head.text(field.name).toByteArray(), request.head.text(field.value).toByteArray()});
    const auto event = cloudevents::fromBinary(headers, contentType, request.body);
    if (event)
        return cloudevents::notificationFrom(*event, wish);
    if (const QString type = typeMeant(request); !type.isEmpty())
        return Error{ErrorCode::UnsupportedMedia,
                     u"the event stands in the body: send it as Content-Type: %1"_s.arg(type),
                     {}};
    return event.error();
}

int statusFor(const Published &published)
{
    return published.anyNew ? 201 : 200;
}

void postOne(const Request &request, const Responder &responder, ContentMode mode, const Wish &wish, Feed &feed,
             Store &store)
{
    auto notification = notificationOf(request, mode, wish);
    if (!notification) {
        responder.send(problem(notification.error()));
        return;
    }
    publish(*std::move(notification), feed, store, [responder](const Result<Published> &published) {
        responder.send(published ? json(envelope(published->events.constFirst()), statusFor(*published))
                                 : problem(published.error()));
    });
}

void postBatch(const Request &request, const Responder &responder, const Wish &wish, Feed &feed, Store &store)
{
    auto notifications = cloudevents::notificationsFromBatch(request.head.field("Content-Type"), request.body, wish);
    if (!notifications) {
        responder.send(problem(notifications.error()));
        return;
    }
    publishAll(*std::move(notifications), feed, store, [responder](const Result<Published> &published) {
        responder.send(published ? json(envelopes(published->events) + '}', statusFor(*published))
                                 : problem(published.error()));
    });
}

void post(const Request &request, const Responder &responder, Feed &feed, Store &store)
{
    const auto wish = wishOf(request);
    if (!wish) {
        responder.send(problem(wish.error()));
        return;
    }
    const ContentMode mode = cloudevents::contentModeOf(request.head.view("Content-Type"));
    if (mode == ContentMode::Batched) {
        postBatch(request, responder, *wish, feed, store);
        return;
    }
    postOne(request, responder, mode, *wish, feed, store);
}

} // namespace

void addCloudEventsRoutes(Router &router, Feed &feed, Store &store)
{
    router.add({.method = Method::Post,
                .pattern = "/cloudevents",
                .access = Access::Write,
                .handle = [&feed, &store](const Request &request, const Responder &responder) {
                    post(request, responder, feed, store);
                }});
}

} // namespace tallywall
