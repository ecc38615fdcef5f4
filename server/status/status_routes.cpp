// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/status/status_routes.h"

#include "core/json_object_writer.h"
#include "server/ci/hook_figures.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "server/follow/follow_figures.h"
#include "server/net/http_figures.h"
#include "server/net/poll_figures.h"
#include "server/net/router.h"
#include "server/prices/prices.h"
#include "server/status/heap.h"
#include "store/store.h"

#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{2}; // how long the store may take to answer before it counts as gone

int subscribers(const Feed &feed, Format format)
{
    return feed.figures().subscribers.at(static_cast<std::size_t>(format));
}

void getHealth(const Responder &responder, const StatusSources &from)
{
    const auto answer = [responder, from](const QString &trouble) {
        QByteArray out;
        JsonObjectWriter body(out);
        body.text("status", trouble.isEmpty() ? u"ok" : u"down");
        body.text("feed", u"ok");
        body.text("store", trouble.isEmpty() ? u"ok"_s : trouble);
        body.text("version", from.version);
        body.flag("demo", from.demo);
        body.begin("polls").append(from.polls.json());
        body.begin("follows").append(from.follows.json());
        body.end();
        Response response = json(out, trouble.isEmpty() ? 200 : 503).with("Cache-Control", "no-store");
        if (!trouble.isEmpty())
            response.with("Retry-After", "1");
        responder.send(response);
    };
    if (!from.store.health().ok) {
        answer(from.store.health().message);
        return;
    }
    from.store.read<Done>([](Journal &) { return Result<Done>(Done{}); },
                          [answer](const Result<Done> &done) { answer(done ? QString() : done.error().sentence()); });
    QTimer::singleShot(patience, &from.feed, [answer] { answer(u"the store does not answer"_s); });
}

struct Summary {
    ResultsSummary results;
    CiSummary ci;
};

void tellResults(JsonObjectWriter &body, const ResultsSummary &summary)
{
    JsonObjectWriter results(body.begin("results"));
    results.integer("total", summary.total);
    results.integer("today", summary.today);
    results.integer("yesterday_by_now", summary.yesterdayByNow);
    if (summary.fastest)
        results.begin("fastest").append(resultJson(*summary.fastest));
    results.end();
}

void tellCi(JsonObjectWriter &body, const CiSummary &summary)
{
    JsonObjectWriter ci(body.begin("ci"));
    ci.integer("runs", summary.runs);
    ci.integer("failed", summary.failed);
    ci.integer("running", summary.running);
    ci.end();
}

void tellStore(JsonObjectWriter &body, const StoreHealth &health)
{
    JsonObjectWriter store(body.begin("store"));
    store.flag("ok", health.ok);
    if (!health.ok)
        store.text("message", health.message);
    store.end();
}

void tellSubscribers(JsonObjectWriter &body, const Feed &feed)
{
    JsonObjectWriter listeners(body.begin("subscribers"));
    listeners.integer("sse", subscribers(feed, Format::Sse));
    listeners.integer("ws", subscribers(feed, Format::WebSocket));
    listeners.integer("listen", subscribers(feed, Format::Listen));
    listeners.integer("pusher", subscribers(feed, Format::Pusher));
    listeners.end();
}

void tellFailing(JsonObjectWriter &body, const QList<FailingSource> &failing)
{
    QByteArray &out = body.begin("failing");
    out.append('[');
    for (const FailingSource &source : failing) {
        beginElement(out);
        JsonObjectWriter one(out);
        one.text("name", source.name);
        one.text("why", source.why);
        one.time("since", source.since);
        one.text("symbol", source.symbol);
        one.end();
    }
    out.append(']');
}

void getSummary(const Responder &responder, const StatusSources &from)
{
    from.store.read<Summary>(
            [](Journal &journal) -> Result<Summary> {
                auto results = journal.results().summary(currentTime());
                auto ci = journal.runs().summary();
                if (!results)
                    return results.error();
                if (!ci)
                    return ci.error();
                return Summary{*std::move(results), *ci};
            },
            [responder, from](const Result<Summary> &summary) {
                if (!summary) {
                    responder.send(problem(summary.error()));
                    return;
                }
                QByteArray out;
                JsonObjectWriter body(out);
                body.text("version", from.version);
                body.flag("demo", from.demo);
                body.text("store_name", QString::fromLatin1(from.store.name()));
                body.integer("last_id", static_cast<qint64>(from.feed.newest()));
                tellStore(body, from.store.health());
                tellResults(body, summary->results);
                tellCi(body, summary->ci);
                tellSubscribers(body, from.feed);
                tellFailing(body, from.polls.failing() + from.follows.failing());
                body.end();
                responder.send(json(out).with("Cache-Control", "no-store"));
            });
}

void metric(QByteArray &out, QByteArrayView name, QByteArrayView kind, QByteArrayView help, qint64 value)
{
    out.append("# HELP ")
            .append(name)
            .append(' ')
            .append(help)
            .append("\n# TYPE ")
            .append(name)
            .append(' ')
            .append(kind)
            .append('\n');
    out.append(name).append(' ').append(QByteArray::number(value)).append('\n');
}

void getMetrics(const Responder &responder, const StatusSources &from)
{
    from.store.read<qint64>(
            [](Journal &journal) { return Result<qint64>(journal.bytes()); },
            [responder, from](const Result<qint64> &bytes) {
                QByteArray out;
                from.http.appendMetrics(out);
                from.hooks.appendMetrics(out);
                from.polls.appendMetrics(out);
                from.follows.appendMetrics(out);
                out.append("# HELP tallywall_subscribers Connected subscribers.\n# TYPE tallywall_subscribers gauge\n");
                const std::pair<const char *, Format> kinds[] = {{"sse", Format::Sse},
                                                                 {"ws", Format::WebSocket},
                                                                 {"listen", Format::Listen},
                                                                 {"pusher", Format::Pusher}};
                for (const auto &[kind, format] : kinds)
                    out.append("tallywall_subscribers{kind=\"")
                            .append(kind)
                            .append("\"} ")
                            .append(QByteArray::number(subscribers(from.feed, format)))
                            .append('\n');
                metric(out, "tallywall_price_sources", "gauge", "Sources of prices that run.", from.prices.sources());
                const FeedFigures &feed = from.feed.figures();
                const StoreFigures store = from.store.figures();
                metric(out, "tallywall_dropped_subscribers_total", "counter",
                       "Subscribers closed because they did not read.", feed.dropped);
                metric(out, "tallywall_events_total", "counter", "Events published.", feed.events);
                metric(out, "tallywall_deliveries_total", "counter", "Events handed to subscribers.", feed.deliveries);
                metric(out, "tallywall_store_up", "gauge", "Whether the last transaction succeeded.",
                       from.store.health().ok ? 1 : 0);
                metric(out, "tallywall_store_commits_total", "counter", "Transactions committed.", store.commits);
                metric(out, "tallywall_store_events_total", "counter", "Events committed.", store.events);
                metric(out, "tallywall_store_refused_total", "counter", "Writes answered 503.", store.refused);
                metric(out, "tallywall_store_queue", "gauge", "Records that wait for the next transaction.",
                       store.queued);
                if (bytes)
                    metric(out, "tallywall_store_bytes", "gauge", "Size of the database with its log.", *bytes);
                if (const auto heap = heapBytes())
                    metric(out, "tallywall_heap_bytes", "gauge", "Memory that is allocated.", *heap);
                metric(out, "tallywall_last_event_id", "gauge", "Id of the newest durable event.",
                       static_cast<qint64>(from.feed.newest()));
                responder.send(Response{.type = "text/plain; version=0.0.4; charset=utf-8", .body = out}.with(
                        "Cache-Control", "no-store"));
            });
}

} // namespace

void addStatusRoutes(Router &router, const StatusSources &sources)
{
    router.add({.method = Method::Get,
                .pattern = "/health",
                .handle = [sources](const Request &, const Responder &responder) { getHealth(responder, sources); }});
    router.add({.method = Method::Get,
                .pattern = "/metrics",
                .handle = [sources](const Request &, const Responder &responder) { getMetrics(responder, sources); }});
    router.add({.method = Method::Get,
                .pattern = "/summary",
                .handle = [sources](const Request &, const Responder &responder) { getSummary(responder, sources); }});
}

} // namespace tallywall
