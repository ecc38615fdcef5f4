// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/ci_routes.h"

#include "core/bytes.h"
#include "core/ci/figures.h"
#include "core/json.h"
#include "server/clock.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "store/store.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QByteArray runsJson(const QList<ci::Run> &runs, ci::RunId next = ci::RunId::None)
{
    QByteArray out("{\"runs\":[");
    for (const ci::Run &run : runs) {
        beginElement(out);
        out.append(ci::runJson(run));
    }
    out.append(']');
    if (next != ci::RunId::None) {
        out.append(",\"next\":");
        appendJsonNumber(out, static_cast<qint64>(next));
    }
    out.append('}');
    return out;
}

void getLatest(const Responder &responder, Store &store)
{
    store.read<QList<ci::Run>>([](Journal &journal) { return journal.runs().latest(); },
                               [responder](const Result<QList<ci::Run>> &runs) {
                                   responder.send(runs ? json(runsJson(*runs)).with("Cache-Control", "no-cache")
                                                       : problem(runs.error()));
                               });
}

// A time among the parameters of the query, ISO 8601, a date alone being its beginning in UTC; nothing where it is absent.
Result<std::optional<TimePoint>> momentParameter(const Request &request, QByteArrayView name)
{
    const auto text = request.parameter(name);
    if (!text || text->isEmpty())
        return std::optional<TimePoint>();
    constexpr qsizetype dateAlone = 10;
    const auto time = fromIso(text->size() == dateAlone ? *text + "T00:00:00Z"_L1 : *text);
    if (!time)
        return Error{ErrorCode::Invalid,
                     u"expected a time such as 2026-11-20T22:36:00Z, or a date such as 2026-11-20"_s,
                     u"parameter \"%1\""_s.arg(QString::fromLatin1(name.toByteArray()))};
    return time;
}

Result<ci::RunsQuery> queryOf(const Request &request)
{
    const auto limit = integerParameter(request, "limit", ci::RunsQuery::defaultLimit, 1, ci::RunsQuery::maxLimit);
    const auto before = integerParameter(request, "before", 0, 1, std::numeric_limits<qint64>::max());
    if (!limit)
        return limit.error();
    if (!before)
        return before.error();
    const auto since = momentParameter(request, "since");
    const auto until = momentParameter(request, "until");
    if (!since)
        return since.error();
    if (!until)
        return until.error();
    const auto text = [&request](QByteArrayView name) { return request.parameter(name).value_or(QString()); };
    ci::RunsQuery query{.provider = text("provider"),
                        .project = text("project"),
                        .pipeline = text("pipeline"),
                        .ref = text("ref"),
                        .author = text("author"),
                        .since = *since,
                        .until = *until,
                        .limit = static_cast<int>(*limit),
                        .before = ci::RunId(*before)};
    if (const auto status = request.parameter("status"); status && !status->isEmpty()) {
        query.state = ci::stateFromWord(*status);
        if (*query.state == ci::State::Unknown && *status != "unknown"_L1)
            return Error{ErrorCode::Invalid, u"\"%1\" is not a state"_s.arg(status->left(40)),
                         u"parameter \"status\""_s};
    }
    return query;
}

void getRuns(const Request &request, const Responder &responder, Store &store)
{
    const auto query = queryOf(request);
    if (!query) {
        responder.send(problem(query.error()));
        return;
    }
    store.read<ci::RunsPage>([query = *query](Journal &journal) { return journal.runs().page(query); },
                             [responder](const Result<ci::RunsPage> &page) {
                                 responder.send(
                                         page ? json(runsJson(page->runs, page->next)).with("Cache-Control", "no-cache")
                                              : problem(page.error()));
                             });
}

void getRun(const Request &request, const Responder &responder, Store &store)
{
    const auto id = idInPath(request);
    if (!id) {
        responder.send(problem(id.error()));
        return;
    }
    store.read<ci::Run>([id = ci::RunId(*id)](Journal &journal) { return journal.runs().byId(id); },
                        [responder](const Result<ci::Run> &run) {
                            responder.send(run ? json(ci::runJson(*run)).with("Cache-Control", "no-cache")
                                               : problem(run.error()));
                        });
}

void getFigures(const Responder &responder, Store &store)
{
    using All = QList<ci::PipelineFigures>;
    store.read<All>([](Journal &journal) { return journal.runs().pipelines().all(); },
                    [responder](const Result<All> &all) {
                        if (!all) {
                            responder.send(problem(all.error()));
                            return;
                        }
                        QByteArrayList rows;
                        for (const ci::PipelineFigures &figures : *all)
                            rows.append(ci::figuresJson(figures));
                        responder.send(
                                json("{\"figures\":[" + rows.join(',') + "]}").with("Cache-Control", "no-cache"));
                    });
}

void getTrend(const Request &request, const Responder &responder, Store &store)
{
    const auto text = [&request](QByteArrayView name) { return request.parameter(name).value_or(QString()); };
    if (text("provider").isEmpty() || text("project").isEmpty()) {
        responder.send(
                problem(Error{ErrorCode::Invalid,
                              u"say which pipeline: ?provider=&project=&pipeline= as GET /ci/figures lists them"_s,
                              {}}));
        return;
    }
    store.read<ci::Trend>(
            [provider = text("provider"), project = text("project"), pipeline = text("pipeline")](Journal &journal) {
                return journal.runs().pipelines().trend(provider, project, pipeline);
            },
            [responder](const Result<ci::Trend> &trend) {
                responder.send(trend ? json(ci::trendJson(*trend)).with("Cache-Control", "no-cache")
                                     : problem(trend.error()));
            });
}

void setClaim(const Request &request, const Responder &responder, Store &store, const QString &by)
{
    const auto id = idInPath(request);
    if (!id) {
        responder.send(problem(id.error()));
        return;
    }
    const TimePoint now = currentTime();
    store.write({SetClaim{ci::RunId(*id), {by, now}}, now}, [responder](const Result<Applied> &applied) {
        responder.send(applied ? json(ci::runJson(applied->runs.constFirst())) : problem(applied.error()));
    });
}

void claim(const Request &request, const Responder &responder, Store &store)
{
    const auto body = readBody(request);
    if (!body) {
        responder.send(problem(body.error()));
        return;
    }
    const QString typed = body->value["by"_L1].toString();
    const QString by = ci::claimName(typed);
    if (by.isEmpty() || typed.simplified().size() > ci::Claim::maxName) {
        responder.send(
                problem(Error{ErrorCode::Invalid,
                              u"expected the name of who looks into it, 1 to %1 characters"_s.arg(ci::Claim::maxName),
                              u"field \"by\""_s}));
        return;
    }
    setClaim(request, responder, store, by);
}

// What is misspelled must not mean another lane: that would be gone.
Result<ci::Lane> laneOf(const Request &request)
{
    ci::Lane lane;
    const std::pair<QLatin1StringView, QString &> parts[] = {{"provider"_L1, lane.provider},
                                                             {"project"_L1, lane.project},
                                                             {"pipeline"_L1, lane.pipeline},
                                                             {"ref"_L1, lane.ref}};
    const QString usage = u"say which lane: ?provider=&project=&pipeline=&ref= as its runs have them"_s;
    for (const auto &[name, value] : parseForm(request.head.query())) {
        const auto part = std::find_if(std::begin(parts), std::end(parts),
                                       [&name](const auto &one) { return one.first == name; });
        if (part == std::end(parts))
            return Error{ErrorCode::Invalid, usage, u"parameter \"%1\""_s.arg(name.left(40))};
        part->second = value;
    }
    if (lane.provider.isEmpty() || lane.project.isEmpty())
        return Error{ErrorCode::Invalid, usage, {}};
    return lane;
}

void forgetLane(const Request &request, const Responder &responder, Store &store)
{
    const auto lane = laneOf(request);
    if (!lane) {
        responder.send(problem(lane.error()));
        return;
    }
    store.write({DeleteLane{*lane}, currentTime()}, [responder](const Result<Applied> &applied) {
        responder.send(applied ? json("{\"deleted\":" + QByteArray::number(applied->deleted) + '}')
                               : problem(applied.error()));
    });
}

} // namespace

void addCiRoutes(Router &router, Store &store)
{
    const auto add = [&](Method method, const QByteArray &pattern, Access access, auto handle) {
        router.add({.method = method,
                    .pattern = pattern,
                    .access = access,
                    .handle = [&store, handle](const Request &request, const Responder &responder) {
                        handle(request, responder, store);
                    }});
    };
    add(Method::Get, "/ci", Access::Read,
        [](const Request &, const Responder &responder, Store &of) { getLatest(responder, of); });
    add(Method::Delete, "/ci", Access::Write, &forgetLane);
    add(Method::Get, "/ci/runs", Access::Read, &getRuns);
    add(Method::Get, "/ci/runs/{}", Access::Read, &getRun);
    add(Method::Get, "/ci/figures", Access::Read,
        [](const Request &, const Responder &responder, Store &of) { getFigures(responder, of); });
    add(Method::Get, "/ci/trend", Access::Read, &getTrend);
    add(Method::Post, "/ci/runs/{}/claim", Access::Write, &claim);
    add(Method::Delete, "/ci/runs/{}/claim", Access::Write,
        [](const Request &request, const Responder &responder, Store &of) { setClaim(request, responder, of, {}); });
}

} // namespace tallywall
