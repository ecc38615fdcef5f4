// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/notify_routes.h"

#include "core/feed/notification.h"
#include "core/json.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "server/net/router.h"
#include "store/store.h"

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
    const auto notification = notificationOf(request);
    if (!notification) {
        responder.send(problem(notification.error()));
        return;
    }
    Event event{EventId::None, notification->collection, notification->type, currentTime(), notification->data};
    switch (notification->keep) {
    case Notification::Keep::Ephemeral:
        feed.publishEphemeral(event);
        responder.send(json(envelope(event), 202));
        return;
    case Notification::Keep::Stored:
        store.write({RecordEvent{event.collection, event.type, event.data}, event.time},
                    [responder, event](const Result<Applied> &applied) mutable {
                        if (!applied) {
                            responder.send(problem(applied.error()));
                            return;
                        }
                        event.id = applied->events.constFirst();
                        responder.send(json(envelope(event), 201));
                    });
        return;
    }
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
