// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/output_routes.h"

#include "core/ci/atom.h"
#include "core/ci/badge.h"
#include "core/ci/cctray.h"
#include "server/net/response.h"
#include "server/net/router.h"
#include "store/store.h"

#include <QUrl>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int transitionsInFeed = 50;

Response document(const QByteArray &type, const QByteArray &body, int status = 200)
{
    return Response{.status = status, .type = type, .body = body, .fields = {}}.with("Cache-Control", "no-cache");
}

// The address by which the asker reached the wall; empty where what it says of it is no host.
QString addressOf(const Request &request)
{
    const QUrl url(u"http://"_s + QString::fromLatin1(request.head.field("Host")), QUrl::StrictMode);
    const bool plain = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && url.path().isEmpty()
            && !url.hasQuery() && !url.hasFragment();
    return plain ? url.toString() : QString();
}

void getCctray(const Request &request, const Responder &responder, Store &store)
{
    using All = QList<ci::LaneStatus>;
    store.read<All>([](Journal &journal) { return journal.runs().statuses(); },
                    [responder, wall = addressOf(request)](const Result<All> &lanes) {
                        responder.send(lanes ? document("application/xml; charset=utf-8", ci::cctrayFeed(*lanes, wall))
                                             : problem(lanes.error()));
                    });
}

void getTransitions(const Request &request, const Responder &responder, Store &store)
{
    using Runs = QList<ci::Run>;
    store.read<Runs>(
            [](Journal &journal) { return journal.runs().transitions(transitionsInFeed); },
            [responder, wall = addressOf(request)](const Result<Runs> &runs) {
                responder.send(runs ? document("application/atom+xml; charset=utf-8", ci::transitionsFeed(*runs, wall))
                                    : problem(runs.error()));
            });
}

// While it builds, the last result.
ci::State shownState(const ci::LaneStatus &lane)
{
    return ci::isDecisive(lane.latest.state) ? lane.latest.state : lane.lastDecisive.value_or(lane.latest).state;
}

// The worse, the higher.
int severity(ci::State state)
{
    if (ci::isTrouble(state))
        return 3;
    return state == ci::State::Warning ? 2 : (state == ci::State::Success ? 1 : 0);
}

// How the project stands: the worst of its lanes that were asked for. Nothing where there is none.
std::optional<ci::State> worstOf(const QList<ci::LaneStatus> &lanes)
{
    std::optional<ci::State> worst;
    for (const ci::LaneStatus &lane : lanes) {
        const ci::State state = shownState(lane);
        if (!worst || severity(state) > severity(*worst))
            worst = state;
    }
    return worst;
}

void getBadge(const Request &request, const Responder &responder, Store &store)
{
    if (!request.tail.endsWith(".svg"_L1) || request.tail.size() <= 4) {
        responder.send(problem(Error{ErrorCode::NotFound, u"a badge is at /ci/badge/PROJECT.svg"_s, {}}));
        return;
    }
    using All = QList<ci::LaneStatus>;
    const StatusQuery query{.project = request.tail.chopped(4), // ".svg"
                            .provider = request.parameter("provider"),
                            .pipeline = request.parameter("pipeline"),
                            .ref = request.parameter("ref")};
    const QString label = request.parameter("label").value_or(query.pipeline.value_or(query.project));
    store.read<All>([query](Journal &journal) { return journal.runs().statusesOf(query); },
                    [responder, label](const Result<All> &lanes) {
                        // 200 also where there is none: proxies of images show nothing of another answer.
                        responder.send(
                                lanes ? document("image/svg+xml; charset=utf-8", ci::badgeSvg(label, worstOf(*lanes)))
                                      : problem(lanes.error()));
                    });
}

} // namespace

void addOutputRoutes(Router &router, Store &store)
{
    const auto get = [&](const QByteArray &pattern, auto handle) {
        router.add({.method = Method::Get,
                    .pattern = pattern,
                    .handle = [&store, handle](const Request &request, const Responder &responder) {
                        handle(request, responder, store);
                    }});
    };
    get("/ci/cc.xml", &getCctray);
    get("/ci/transitions.atom", &getTransitions);
    get("/ci/badge/{*}", &getBadge);
}

} // namespace tallywall
