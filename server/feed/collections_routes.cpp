// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/collections_routes.h"

#include "core/feed/notification.h"
#include "core/json_object_writer.h"
#include "server/clock.h"
#include "server/feed/encoding.h"
#include "server/feed/known.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "store/store.h"

#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Its envelope, with "data_bytes" where its data was too large to be kept.
void appendNewest(QByteArray &out, const CollectionState &state)
{
    appendEnvelope(out, state.newest);
    if (state.leftOutBytes > 0) {
        out.chop(1);
        out.append(",\"data_bytes\":").append(QByteArray::number(state.leftOutBytes)).append('}');
    }
}

void getCollections(const Responder &responder, const Known &known)
{
    const TimePoint now = currentTime();
    QByteArray out("{\"collections\":[");
    for (const CollectionState &state : known.collections().collections()) {
        beginElement(out);
        JsonObjectWriter collection(out);
        collection.word("collection", state.newest.collection);
        collection.integer("per_minute", state.rate.perMinute(now));
        appendNewest(collection.begin("newest"), state);
        collection.end();
    }
    responder.send(json(out.append("]}")).with("Cache-Control", "no-store"));
}

Result<EventsQuery> queryOf(const Request &request)
{
    const bool ofAll = request.tail == "*"_L1; // which is no collection's name
    const QByteArray name = ofAll ? QByteArray() : request.tail.toUtf8();
    if (!ofAll && !isCollectionName(name))
        return Error{ErrorCode::Invalid, u"%1, found \"%2\""_s.arg(expectedCollection(), request.tail.left(80)), {}};
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
    QByteArray out = envelopes(history.events);
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
