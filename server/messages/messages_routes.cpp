// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/messages/messages_routes.h"

#include "core/messages/message.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "server/net/body.h"
#include "server/net/router.h"

#include <QJsonObject>

namespace tallywall {

namespace {

// The parameters of the query, for GET and for a POST without a body.
QJsonObject queryFields(const Request &request)
{
    QJsonObject fields;
    for (const char *name : {"name", "message"}) {
        if (const auto value = request.parameter(name))
            fields.insert(QLatin1StringView(name), *value);
    }
    return fields;
}

Result<Message> messageOf(const Request &request)
{
    if (request.head.method != Method::Post || request.body.isEmpty())
        return messageFromJson(queryFields(request));
    const auto body = readBody(request);
    if (!body)
        return body.error();
    return messageFromJson(body->value.toObject());
}

void say(const Request &request, const Responder &responder, Feed &feed)
{
    const auto message = messageOf(request);
    if (!message) {
        responder.send(problem(message.error()));
        return;
    }
    feed.publishEphemeral(saidEvent(*message, currentTime()));
    responder.send(text("ok."));
}

} // namespace

void addMessagesRoutes(Router &router, Feed &feed)
{
    const auto handle = [&feed](const Request &request, const Responder &responder) { say(request, responder, feed); };
    router.add({.method = Method::Get, .pattern = "/say", .access = Access::Write, .handle = handle});
    router.add({.method = Method::Post, .pattern = "/say", .access = Access::Write, .handle = handle});
}

} // namespace tallywall
