// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/hook_routes.h"

#include "core/bytes.h"
#include "server/ci/hooks.h"
#include "server/net/body.h"
#include "server/net/response.h"
#include "server/net/router.h"

#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestBody = 8 * 1024 * 1024;

Result<ci::DeliveriesQuery> queryOf(const Request &request)
{
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    const auto limit = integerParameter(request, "limit", ci::DeliveriesQuery::defaultLimit, 1,
                                        ci::DeliveriesQuery::maxLimit);
    const auto before = integerParameter(request, "before", 0, 1, any);
    const auto run = integerParameter(request, "run", 0, 1, any);
    for (const auto *value : {&limit, &before, &run}) {
        if (!*value)
            return value->error();
    }
    ci::DeliveriesQuery query{.provider = request.parameter("provider").value_or(QString()),
                              .run = ci::RunId(*run),
                              .limit = static_cast<int>(*limit),
                              .before = ci::DeliveryId(*before)};
    if (const auto word = request.parameter("outcome"); word && !word->isEmpty()) {
        query.outcome = ci::outcomeFromWord(*word);
        if (*word != QLatin1StringView(ci::outcomeWord(*query.outcome)))
            return Error{ErrorCode::Invalid, u"\"%1\" is not an outcome"_s.arg(word->left(40)),
                         u"parameter \"outcome\""_s};
    }
    return query;
}

QByteArray pageJson(const ci::DeliveriesPage &page)
{
    QByteArray out("{\"deliveries\":[");
    for (const ci::DeliveryRecord &record : page.deliveries) {
        beginElement(out);
        out.append(ci::deliveryJson(record, ci::DeliveryDetail::Row));
    }
    out.append(']');
    if (page.next != ci::DeliveryId::None)
        out.append(",\"next\":" + QByteArray::number(static_cast<qint64>(page.next)));
    return out + '}';
}

void getDeliveries(const Request &request, const Responder &responder, Store &store)
{
    const auto query = queryOf(request);
    if (!query) {
        responder.send(problem(query.error()));
        return;
    }
    store.read<ci::DeliveriesPage>([query = *query](Journal &journal) { return journal.deliveries().page(query); },
                                   [responder](const Result<ci::DeliveriesPage> &page) {
                                       responder.send(page ? json(pageJson(*page)).with("Cache-Control", "no-store")
                                                           : problem(page.error()));
                                   });
}

void getDelivery(const Request &request, const Responder &responder, Store &store)
{
    const auto id = idInPath(request);
    if (!id) {
        responder.send(problem(id.error()));
        return;
    }
    store.read<ci::DeliveryRecord>(
            [id = ci::DeliveryId(*id)](Journal &journal) { return journal.deliveries().byId(id); },
            [responder](const Result<ci::DeliveryRecord> &record) {
                responder.send(record ? json(ci::deliveryJson(*record, ci::DeliveryDetail::Whole))
                                                .with("Cache-Control", "no-store")
                                      : problem(record.error()));
            });
}

} // namespace

void addHookRoutes(Router &router, Store &store, Hooks &hooks)
{
    for (const char *pattern : {"/hooks", "/hooks/{*}"})
        router.add({.method = Method::Post,
                    .pattern = pattern,
                    .access = Access::Own,
                    .handle = [&hooks](const Request &request,
                                       const Responder &responder) { hooks.take(request, responder); },
                    .bodyBytes = largestBody});
    // What arrives may be confidential (a body tells more than the wall shows): so these ask for what a write asks for.
    router.add({.method = Method::Get,
                .pattern = "/ci/deliveries",
                .access = Access::Write,
                .handle = [&store](const Request &request, const Responder &responder) {
                    getDeliveries(request, responder, store);
                }});
    router.add({.method = Method::Get,
                .pattern = "/ci/deliveries/{}",
                .access = Access::Write,
                .handle = [&store](const Request &request, const Responder &responder) {
                    getDelivery(request, responder, store);
                }});
    router.add({.method = Method::Post,
                .pattern = "/ci/deliveries/{}/replay",
                .access = Access::Write,
                .handle = [&hooks](const Request &request, const Responder &responder) {
                    const auto id = idInPath(request);
                    if (!id)
                        responder.send(problem(id.error()));
                    else
                        hooks.replay(ci::DeliveryId(*id),
                                     [responder](const Response &response) { responder.send(response); });
                }});
}

} // namespace tallywall
