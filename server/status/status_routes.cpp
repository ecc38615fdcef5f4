// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/status/status_routes.h"

#include "core/json.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "server/net/http_figures.h"
#include "server/net/router.h"
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

// A JSON object that is written member by member.
class Object
{
public:
    Object &text(QByteArrayView name, QStringView value)
    {
        key(name);
        appendJsonString(m_out, value);
        return *this;
    }
    Object &number(QByteArrayView name, qint64 value)
    {
        key(name);
        appendJsonNumber(m_out, value);
        return *this;
    }
    Object &raw(QByteArrayView name, QByteArrayView json)
    {
        key(name);
        m_out.append(json);
        return *this;
    }
    [[nodiscard]] QByteArray take() { return m_out + '}'; }

private:
    void key(QByteArrayView name)
    {
        if (m_out.size() > 1)
            m_out.append(',');
        appendJsonUtf8(m_out, name);
        m_out.append(':');
    }

    QByteArray m_out{"{"};
};

void getHealth(const Responder &responder, const StatusSources &from)
{
    const auto answer = [responder, version = from.version, demo = from.demo](const QString &trouble) {
        Object body;
        body.text("status", trouble.isEmpty() ? u"ok" : u"down")
                .text("feed", u"ok")
                .text("store", trouble.isEmpty() ? u"ok"_s : trouble);
        body.text("version", version).raw("demo", demo ? "true" : "false");
        Response response = json(body.take(), trouble.isEmpty() ? 200 : 503).with("Cache-Control", "no-store");
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
                Object results;
                results.number("total", summary->results.total).number("today", summary->results.today);
                results.number("yesterday_by_now", summary->results.yesterdayByNow);
                if (summary->results.fastest)
                    results.raw("fastest", resultJson(*summary->results.fastest));
                Object ci;
                ci.number("runs", summary->ci.runs)
                        .number("failed", summary->ci.failed)
                        .number("running", summary->ci.running);
                Object listeners;
                listeners.number("sse", subscribers(from.feed, Format::Sse))
                        .number("ws", subscribers(from.feed, Format::WebSocket));
                listeners.number("listen", subscribers(from.feed, Format::Listen));
                Object body;
                body.text("version", from.version).raw("demo", from.demo ? "true" : "false");
                body.number("last_id", static_cast<qint64>(from.feed.newest()));
                Object store;
                store.raw("ok", from.store.health().ok ? "true" : "false");
                if (!from.store.health().ok)
                    store.text("message", from.store.health().message);
                body.raw("store", store.take());
                body.raw("results", results.take()).raw("ci", ci.take()).raw("subscribers", listeners.take());
                responder.send(json(body.take()).with("Cache-Control", "no-store"));
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
                out.append("# HELP tallywall_subscribers Connected subscribers.\n# TYPE tallywall_subscribers gauge\n");
                const std::pair<const char *, Format> kinds[] = {
                        {"sse", Format::Sse}, {"ws", Format::WebSocket}, {"listen", Format::Listen}};
                for (const auto &[kind, format] : kinds)
                    out.append("tallywall_subscribers{kind=\"")
                            .append(kind)
                            .append("\"} ")
                            .append(QByteArray::number(subscribers(from.feed, format)))
                            .append('\n');
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
