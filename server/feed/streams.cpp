// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/streams.h"

#include "core/bytes.h"
#include "core/feed/sse_reader.h"
#include "server/feed/feed.h"
#include "server/feed/replay.h"
#include "server/net/endless.h"
#include "server/net/router.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// What comes before the first event: when to come back, which wall this is, for those whom its field in the head does not
// reach, and, for who is new here, with which id to come back before there was any event.
QByteArray greetingFor(const Wish &wish, const Feed &feed, const QByteArray &storeName)
{
    QByteArray greeting("retry: 1000\n");
    appendAll(greeting, storeField, ": ", storeName, "\n");
    if (!wish.since)
        appendAll(greeting, "id: ", NumberText(static_cast<qint64>(feed.newest())), "\n");
    return greeting + '\n';
}

void openEvents(const Request &request, const Responder &responder, Feed &feed, Store &store, const Limits &limits,
                const QByteArray &storeName)
{
    const auto wish = wishOf(request);
    if (!wish) {
        responder.send(problem(wish.error()));
        return;
    }
    Endless endless = serverSentEvents();
    endless.greeting = greetingFor(*wish, feed, storeName);
    endless.fields = {{storeField, storeName}};
    answerEndlessly(request, responder, endless, [&feed, &store, wish = *wish, limits](std::unique_ptr<Outlet> outlet) {
        auto *subscriber = new Subscriber(Format::Sse, std::move(outlet), limits.outboxBytes, &feed);
        feed.admit(subscriber);
        subscriber->filter = wish.filter;
        if (wish.since) {
            auto *replay = new Replay(feed, store, subscriber);
            QObject::connect(replay, &Replay::finished, replay, &QObject::deleteLater);
            replay->start(*wish.since);
        } else {
            feed.join(subscriber);
        }
    });
}

void openListen(const Request &request, const Responder &responder, Feed &feed, const Limits &limits)
{
    const Endless answer{.type = "text/plain; charset=utf-8", .greeting = "\r\n"};
    answerEndlessly(request, responder, answer, [&feed, limits](std::unique_ptr<Outlet> outlet) {
        auto *subscriber = new Subscriber(Format::Listen, std::move(outlet), limits.outboxBytes, &feed);
        feed.admit(subscriber);
        subscriber->filter.add("messages");
        feed.join(subscriber);
    });
}

} // namespace

Result<Wish> wishOf(const Request &request)
{
    Wish wish;
    auto filter = parseFilter(request.parameter("collection").value_or(QString()).toUtf8());
    if (!filter)
        return filter.error();
    wish.filter = *std::move(filter);

    QString since = QString::fromLatin1(request.head.field("Last-Event-ID"));
    for (const char *name : {"last_event_id", "lastEventId", "since"}) {
        if (since.isEmpty())
            since = request.parameter(name).value_or(QString());
    }
    if (since.isEmpty())
        return wish;
    bool isNumber = false;
    const qint64 id = since.toLongLong(&isNumber);
    if (!isNumber || id < 0) {
        return Error{
                ErrorCode::NotUnderstood,
                u"\"%1\" is not the id of an event: send the last id you were given, or none"_s.arg(since.left(40)),
                u"Last-Event-ID"_s};
    }
    wish.since = EventId(id);
    return wish;
}

void addStreamRoutes(Router &router, Feed &feed, Store &store, const Limits &limits, const QByteArray &storeName)
{
    router.add({.method = Method::Get,
                .pattern = "/events",
                .handle = [&feed, &store, limits, storeName](const Request &request, const Responder &responder) {
                    openEvents(request, responder, feed, store, limits, storeName);
                }});
    router.add({.method = Method::Get,
                .pattern = "/listen",
                .handle = [&feed, limits](const Request &request, const Responder &responder) {
                    openListen(request, responder, feed, limits);
                }});
}

} // namespace tallywall
