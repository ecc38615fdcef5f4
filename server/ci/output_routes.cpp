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

#include <algorithm>

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

// Where no ref is named: the branch that most call their main one, else the lane that was heard of last.
int likelihood(const ci::LaneStatus &lane)
{
    return lane.latest.ref == "main"_L1 ? 2 : (lane.latest.ref == "master"_L1 ? 1 : 0);
}

// The one of a project's lanes that is asked for.
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

// How the project stands: the worst of its lanes that were asked for, all of one ref. Nothing where there is none.
std::optional<ci::State> stateOf(const QList<ci::LaneStatus> &lanes, const Request &request)
{
    const auto wanted = [&request](QByteArrayView name, const QString &value) {
        const auto asked = request.parameter(name);
        return !asked || *asked == value;
    };
    const ci::LaneStatus *likeliest = nullptr;
    QList<const ci::LaneStatus *> asked;
    for (const ci::LaneStatus &lane : lanes) {
        const ci::Run &run = lane.latest;
        if (!wanted("ref", run.ref) || !wanted("pipeline", run.pipeline) || !wanted("provider", run.provider))
            continue;
        asked.append(&lane);
        if (!likeliest
            || std::pair(likelihood(lane), run.updated) > std::pair(likelihood(*likeliest), likeliest->latest.updated))
            likeliest = &lane;
    }
    std::optional<ci::State> worst;
    for (const ci::LaneStatus *lane : std::as_const(asked)) {
        const ci::State state = shownState(*lane);
        if (lane->latest.ref == likeliest->latest.ref && (!worst || severity(state) > severity(*worst)))
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
    const QString project = request.tail.chopped(4); // ".svg"
    store.read<All>(
            [project](Journal &journal) { return journal.runs().statusesOf(project); },
            [responder, request, project](const Result<All> &lanes) {
                if (!lanes) {
                    responder.send(problem(lanes.error()));
                    return;
                }
                const QString label = request.parameter("label").value_or(
                        request.parameter("pipeline").value_or(project));
                // 200 also where there is none: proxies of images show nothing of another answer.
                responder.send(document("image/svg+xml; charset=utf-8", ci::badgeSvg(label, stateOf(*lanes, request))));
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
