// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/collections_routes.h"

#include "core/json_object_writer.h"
#include "server/clock.h"
#include "server/feed/known.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "store/store.h"

#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

void getCollections(const Responder &responder, const Known &known)
{
    const TimePoint now = currentTime();
    QByteArray out("{\"collections\":[");
    for (const CollectionState &state : known.collections().collections()) {
        if (!out.endsWith('['))
            out.append(',');
        JsonObjectWriter collection(out);
        collection.word("collection", state.newest.collection);
        collection.integer("per_minute", state.rate.perMinute(now));
        appendEnvelope(collection.begin("newest"), state.newest);
        collection.end();
    }
    responder.send(json(out.append("]}")).with("Cache-Control", "no-store"));
}

Result<EventsQuery> queryOf(const Request &request)
{
    const QByteArray name = request.tail.toUtf8();
    if (!isCollectionName(name))
        return Error{ErrorCode::NotFound, u"\"%1\" cannot be a collection"_s.arg(request.tail.left(80)), {}};
    const auto limit = integerParameter(request, "limit", 100, 1, EventsQuery::maxLimit);
    if (!limit)
        return limit.error();
    const auto before = integerParameter(request, "before", 0, 0, std::numeric_limits<qint64>::max());
    if (!before)
        return before.error();
    return EventsQuery{name, static_cast<int>(*limit), EventId(*before)};
}

QByteArray historyJson(const EventsHistory &history)
{
    QByteArray out("{\"events\":[");
    for (const Event &event : history.events) {
        if (!out.endsWith('['))
            out.append(',');
        appendEnvelope(out, event);
    }
    out.append(']');
    if (history.next != EventId::None)
        out.append(",\"next\":").append(QByteArray::number(static_cast<qint64>(history.next)));
    return out.append('}');
}

void getHistory(const Request &request, const Responder &responder, Store &store)
{
    const auto query = queryOf(request);
    if (!query) {
        responder.send(problem(query.error()));
        return;
    }
    // Written on the store thread: a page may have some mebibytes.
    store.read<QByteArray>(
            [query = *query](Journal &journal) -> Result<QByteArray> {
                const auto history = journal.log().history(query);
                return history ? Result<QByteArray>(historyJson(*history)) : history.error();
            },
            [responder](const Result<QByteArray> &body) {
                responder.send(body ? json(*body).with("Cache-Control", "no-store") : problem(body.error()));
            });
}

} // namespace

void addCollectionsRoutes(Router &router, const Known &known, Store &store)
{
    router.add({.method = Method::Get,
                .pattern = "/notify",
                .handle = [&known](const Request &, const Responder &responder) { getCollections(responder, known); }});
    router.add({.method = Method::Get,
                .pattern = "/notify/{}",
                .handle = [&store](const Request &request, const Responder &responder) {
                    getHistory(request, responder, store);
                }});
}

} // namespace tallywall
