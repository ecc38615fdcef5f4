// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/notify_routes.h"

#include "core/json.h"
#include "server/feed/publish.h"
#include "server/net/router.h"

#include <QJsonObject>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Result<Notification> notificationOf(const Request &request)
{
    if (auto plain = notificationFromPlainJson(request.body))
        return *std::move(plain);
    const auto object = parseJsonObject(request.body);
    return object ? notificationFromJson(*object) : Result<Notification>(object.error());
}

void notify(const Request &request, const Responder &responder, Feed &feed, Store &store)
{
    auto notification = notificationOf(request);
    if (!notification) {
        responder.send(problem(notification.error()));
        return;
    }
    const int status = notification->keep == Notification::Keep::Stored ? 201 : 202;
    publish(*std::move(notification), feed, store, [responder, status](const Result<Published> &published) {
        responder.send(published ? json(envelope(published->events.constFirst()), status) : problem(published.error()));
    });
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
