// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_routes.h"

#include "core/json_object_writer.h"
#include "core/pusher/proofs.h"
#include "server/clock.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "server/pusher/pusher_hub.h"

namespace tallywall {

using namespace Qt::StringLiterals;
using pusher::InfoWish;
using pusher::Publication;

namespace {

constexpr qint64 largestBody = 1024 * 1024; // ten events of 10 KiB, however they are escaped

Error wrong(const QString &sentence)
{
    return {ErrorCode::NotUnderstood, sentence, {}};
}

Result<Done> checkSigned(const Request &request, const PusherApp &app)
{
    if (request.tails.value(0).toUtf8() != app.id)
        return Error{ErrorCode::NotFound, u"there is no application with this id"_s, {}};
    return pusher::checkCall(app,
                             {methodName(request.head.method).toByteArray(), request.head.path().toByteArray(),
                              parseForm(request.head.query()), request.body},
                             currentTime());
}

bool isPresence(const QByteArray &name)
{
    const auto kind = pusher::channelKind(name);
    return kind && kind->access == pusher::Access::Presence;
}

void tellCounts(JsonObjectWriter &out, const QByteArray &name, const PusherChannel *channel, const InfoWish &wish)
{
    if (wish.userCount && isPresence(name))
        out.integer("user_count", channel ? channel->roster.size() : 0);
    if (wish.subscriptionCount)
        out.integer("subscription_count", channel ? channel->subscribers.size() : 0);
}

void tellCache(JsonObjectWriter &out, const pusher::CachedEvent *event)
{
    if (!event) {
        out.begin("cache").append("null");
        return;
    }
    JsonObjectWriter cache(out.begin("cache"));
    appendJsonUtf8(cache.begin("data"), event->data);
    const auto left = event->time + pusher::EventCache::lifetime - currentTime();
    cache.integer("ttl", std::chrono::ceil<std::chrono::seconds>(left).count());
    cache.end();
}

// Of channels that can be subscribed to, whose names need no escape.
QByteArray countsJson(const QByteArrayList &names, const PusherHub &hub, const InfoWish &wish)
{
    QByteArray out;
    JsonObjectWriter body(out);
    JsonObjectWriter channels(body.begin("channels"));
    for (const QByteArray &name : names) {
        if (pusher::isUserChannel(name))
            continue;
        JsonObjectWriter one(channels.begin(name));
        tellCounts(one, name, hub.channel(name), wish);
        one.end();
    }
    channels.end();
    body.end();
    return out;
}

Result<QJsonObject> objectOf(const Request &request)
{
    const auto body = readBody(request);
    if (!body)
        return body.error();
    if (!body->value.isObject())
        return wrong(u"expected a JSON object"_s);
    return body->value.toObject();
}

Response postEvents(const Request &request, PusherHub &hub)
{
    const auto body = request.body.isEmpty()
            ? Result<QJsonObject>(pusher::publicationObject(parseForm(request.head.query())))
            : objectOf(request);
    const auto publication = body ? pusher::publicationFromJson(*body) : body.error();
    if (!publication)
        return problem(publication.error());
    if (const auto done = hub.publish(*publication); !done)
        return problem(done.error());
    return json(publication->info.any() ? countsJson(publication->channels, hub, publication->info) : "{}"_ba);
}

Response postBatch(const Request &request, PusherHub &hub)
{
    const auto body = objectOf(request);
    const auto batch = body ? pusher::batchFromJson(*body) : body.error();
    if (!batch)
        return problem(batch.error());
    if (const auto done = hub.publishAll(*batch); !done)
        return problem(done.error());
    QByteArray told("{\"batch\":[");
    bool asked = false;
    for (const Publication &publication : *batch) {
        asked = asked || publication.info.any();
        const QByteArray &name = publication.channels.constFirst();
        beginElement(told);
        JsonObjectWriter one(told);
        tellCounts(one, name, hub.channel(name), publication.info);
        one.end();
    }
    return json(asked ? told + "]}" : "{}"_ba);
}

Response getChannels(const Request &request, const PusherHub &hub)
{
    const auto wish = pusher::infoWishFrom(request.parameter("info").value_or(QString()));
    if (!wish)
        return problem(wish.error());
    const QByteArray prefix = request.parameter("filter_by_prefix").value_or(QString()).toUtf8();
    if (wish->cache)
        return problem(wrong(u"the last event is told of one channel alone: /channels/NAME?info=cache"_s));
    if (wish->userCount && !prefix.startsWith("presence-"))
        return problem(wrong(u"user_count is known of presence channels: add filter_by_prefix=presence-"_s));
    return json(countsJson(hub.namesBeginningWith(prefix), hub, *wish));
}

Response getChannel(const Request &request, const PusherHub &hub)
{
    const QByteArray name = request.tails.value(1).toUtf8();
    const auto wish = pusher::infoWishFrom(request.parameter("info").value_or(QString()));
    if (!wish)
        return problem(wish.error());
    const auto kind = pusher::channelKind(name);
    if (!kind)
        return problem(wrong(pusher::objectionToChannel(name)));
    if (wish->userCount && !isPresence(name))
        return problem(wrong(u"user_count is known of presence channels alone"_s));
    if (wish->cache && !kind->cached)
        return problem(wrong(u"the last event is known of cache channels alone"_s));
    const PusherChannel *channel = hub.channel(name);
    QByteArray out;
    JsonObjectWriter body(out);
    body.flag("occupied", channel != nullptr);
    tellCounts(body, name, channel, *wish);
    if (wish->cache)
        tellCache(body, hub.cached(name));
    body.end();
    return json(out);
}

Response getUsers(const Request &request, const PusherHub &hub)
{
    const QByteArray name = request.tails.value(1).toUtf8();
    if (!isPresence(name))
        return problem(wrong(u"the users are known of presence channels alone"_s));
    const PusherChannel *channel = hub.channel(name);
    return json(channel ? channel->roster.usersJson() : pusher::Roster().usersJson());
}

Response terminate(const Request &request, PusherHub &hub)
{
    hub.terminate(request.tails.value(1));
    return json("{}");
}

Response getApps(const PusherApp &app)
{
    QByteArray out("{\"apps\":[");
    JsonObjectWriter one(out);
    one.word("id", app.id);
    one.word("key", app.key);
    one.word("secret", app.secret);
    one.end();
    return json(out + "]}");
}

} // namespace

void addPusherRoutes(Router &router, PusherHub &hub)
{
    using Handle = Response (*)(const Request &, PusherHub &);
    const auto addSigned = [&router, &hub](Method method, const QByteArray &pattern, Handle answer) {
        router.add({.method = method,
                    .pattern = pattern,
                    .access = Access::Own,
                    .handle =
                            [&hub, answer](const Request &request, const Responder &responder) {
                                const auto allowed = checkSigned(request, hub.app());
                                responder.send((allowed ? answer(request, hub) : problem(allowed.error()))
                                                       .with("Cache-Control", "no-store"));
                            },
                    .bodyBytes = largestBody});
    };
    addSigned(Method::Post, "/apps/{}/events", &postEvents);
    addSigned(Method::Post, "/apps/{}/batch_events", &postBatch);
    addSigned(Method::Get, "/apps/{}/channels",
              [](const Request &request, PusherHub &known) { return getChannels(request, known); });
    addSigned(Method::Get, "/apps/{}/channels/{}",
              [](const Request &request, PusherHub &known) { return getChannel(request, known); });
    addSigned(Method::Get, "/apps/{}/channels/{}/users",
              [](const Request &request, PusherHub &known) { return getUsers(request, known); });
    addSigned(Method::Post, "/apps/{}/users/{}/terminate_connections", &terminate);
    router.add({.method = Method::Get,
                .pattern = "/apps",
                .access = Access::Write,
                .handle = [&hub](const Request &, const Responder &responder) {
                    responder.send(getApps(hub.app()).with("Cache-Control", "no-store"));
                }});
}

} // namespace tallywall
