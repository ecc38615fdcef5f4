// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/streams.h"

#include "server/feed/feed.h"
#include "server/feed/replay.h"
#include "server/net/router.h"

#include <QTcpSocket>
#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds timeToDrain{2}; // for a subscriber that is closed with bytes in its outbox

void endStream(QTcpSocket *socket)
{
    socket->disconnectFromHost();
    QTimer::singleShot(timeToDrain, socket, [socket] { socket->abort(); });
}

Subscriber *subscribe(Feed &feed, QTcpSocket &socket, Format format, const Limits &limits)
{
    auto *subscriber = new Subscriber(
            format, &socket, limits.outboxBytes,
            [socket = &socket](Subscriber::Farewell why) {
                if (why == Subscriber::Farewell::TooSlow)
                    socket->abort(); // what waits there it would not read
                else
                    endStream(socket);
            },
            &feed);
    feed.admit(subscriber);
    return subscriber;
}

void openEvents(const Request &request, const Responder &responder, Feed &feed, Store &store, const Limits &limits)
{
    const auto wish = wishOf(request);
    if (!wish) {
        responder.send(problem(wish.error()));
        return;
    }
    const Response head = Response{.type = "text/event-stream; charset=utf-8"}
                                  .with("Cache-Control", "no-store")
                                  .with("X-Accel-Buffering", "no")
                                  .with("Connection", "close");
    if (request.head.method == Method::Head) {
        responder.send(Response{.type = head.type, .fields = {{"Cache-Control", "no-store"}}});
        return;
    }
    responder.stream(head, [&feed, &store, wish = *wish, limits](QTcpSocket &socket) {
        Subscriber *subscriber = subscribe(feed, socket, Format::Sse, limits);
        subscriber->filter = wish.filter;
        subscriber->write("retry: 1000\n\n");
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
    const Response head = Response{.type = "text/plain; charset=utf-8"}
                                  .with("Cache-Control", "no-store")
                                  .with("X-Accel-Buffering", "no")
                                  .with("X-Content-Type-Options", "nosniff")
                                  .with("Connection", "close");
    if (request.head.method == Method::Head) {
        responder.send(Response{.type = head.type, .fields = {{"Cache-Control", "no-store"}}});
        return;
    }
    responder.stream(head, [&feed, limits](QTcpSocket &socket) {
        Subscriber *subscriber = subscribe(feed, socket, Format::Listen, limits);
        subscriber->filter.add("messages");
        subscriber->write("\r\n");
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

void addStreamRoutes(Router &router, Feed &feed, Store &store, const Limits &limits)
{
    router.add({.method = Method::Get,
                .pattern = "/events",
                .handle = [&feed, &store, limits](const Request &request, const Responder &responder) {
                    openEvents(request, responder, feed, store, limits);
                }});
    router.add({.method = Method::Get,
                .pattern = "/listen",
                .handle = [&feed, limits](const Request &request, const Responder &responder) {
                    openListen(request, responder, feed, limits);
                }});
}

} // namespace tallywall
