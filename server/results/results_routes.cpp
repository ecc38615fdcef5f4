// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/results/results_routes.h"

#include "core/json.h"
#include "server/clock.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "store/store.h"

#include <QJsonArray>
#include <QJsonObject>

#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestBody = 16 * 1024 * 1024;

// The same rule for both ways in: in a form every field is text.
Result<ResultInput> inputFromForm(const QJsonObject &fields)
{
    const QJsonValue time = fields.value("time"_L1);
    if (time.isUndefined() || fields.value("name"_L1).isUndefined())
        return Error{ErrorCode::Invalid, u"is missing"_s,
                     time.isUndefined() ? u"field \"time\""_s : u"field \"name\""_s};
    bool isNumber = false;
    const double seconds = time.toString().trimmed().toDouble(&isNumber);
    if (!isNumber)
        return Error{ErrorCode::Invalid, u"expected a number of seconds, found \"%1\""_s.arg(time.toString().left(40)),
                     u"field \"time\""_s};
    return checkResult({fields.value("name"_L1).toString(), seconds});
}

Result<ResultInput> readOne(const Body &body)
{
    if (!body.value.isObject())
        return Error{ErrorCode::Invalid, u"expected one record, {\"name\":…,\"time\":…}"_s, {}};
    return body.kind == Body::Kind::Form ? inputFromForm(body.value.toObject())
                                         : resultInputFromJson(body.value.toObject());
}

Result<QList<ResultInput>> readMany(const QJsonArray &array)
{
    if (array.isEmpty() || array.size() > ResultInput::maxBatch) {
        return Error{ErrorCode::Invalid,
                     u"expected 1 to %1 records, found %2"_s.arg(ResultInput::maxBatch).arg(array.size()),
                     {}};
    }
    QList<ResultInput> inputs;
    inputs.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = u"record %1"_s.arg(i + 1);
        if (!array.at(i).isObject())
            return Error{ErrorCode::Invalid, u"expected an object"_s, place};
        auto input = resultInputFromJson(array.at(i).toObject(), place);
        if (!input)
            return input.error();
        inputs.append(*std::move(input));
    }
    return inputs;
}

Response created(const TimedResult &result)
{
    return json(resultJson(result), 201)
            .with("Location", "/results/" + QByteArray::number(static_cast<qint64>(result.id)));
}

// What is to be created, and whether it came as an array.
struct Wanted {
    QList<ResultInput> inputs;
    bool many = false;
};

Result<Wanted> wantedOf(const Request &request)
{
    if (announcedBody(request)) {
        if (auto plain = resultInputFromPlainJson(request.body))
            return Wanted{{*std::move(plain)}};
    }
    const auto body = readBody(request);
    if (!body)
        return body.error();
    if (body->value.isArray()) {
        auto inputs = readMany(body->value.toArray());
        return inputs ? Result<Wanted>({*std::move(inputs), true}) : Result<Wanted>(inputs.error());
    }
    auto input = readOne(*body);
    return input ? Result<Wanted>({{*std::move(input)}}) : Result<Wanted>(input.error());
}

void postResults(const Request &request, const Responder &responder, Store &store)
{
    auto wanted = wantedOf(request);
    if (!wanted) {
        responder.send(problem(wanted.error()));
        return;
    }
    const bool many = wanted->many;
    store.write({CreateResults{std::move(wanted->inputs), {}}, currentTime()},
                [responder, many](const Result<Applied> &applied) {
                    if (!applied)
                        responder.send(problem(applied.error()));
                    else
                        responder.send(many ? json(resultsJson(applied->results), 201)
                                            : created(applied->results.constFirst()));
                });
}

// What a question to the store gives together with the version that it saw.
template<typename T>
struct Versioned {
    T value;
    EventId version = EventId::None;
};

// A matching If-None-Match is answered without asking the store.
bool answeredUnchanged(const Request &request, const Responder &responder, const ResultsVersion &version)
{
    const QByteArray etag = version.etag(version.event);
    if (!request.head.knows(etag))
        return false;
    responder.send(Response{.status = 304}.with("ETag", etag));
    return true;
}

Result<ResultsQuery> queryOf(const Request &request)
{
    const auto limit = integerParameter(request, "limit", ResultsQuery::defaultLimit, 1, ResultsQuery::maxLimit);
    const auto before = integerParameter(request, "before", 0, 1, std::numeric_limits<qint64>::max());
    const auto order = resultOrderFromText(request.parameter("order").value_or(QString()));
    if (!limit)
        return limit.error();
    if (!before)
        return before.error();
    if (!order)
        return order.error();
    return ResultsQuery{static_cast<int>(*limit), ResultId(*before), *order};
}

void getResults(const Request &request, const Responder &responder, Store &store, const ResultsVersion &version)
{
    const auto query = queryOf(request);
    if (!query) {
        responder.send(problem(query.error()));
        return;
    }
    if (answeredUnchanged(request, responder, version))
        return;
    store.read<Versioned<ResultsPage>>(
            [query = *query](Journal &journal) -> Result<Versioned<ResultsPage>> {
                auto page = journal.results().page(query);
                if (!page)
                    return page.error();
                return Versioned<ResultsPage>{*std::move(page), journal.resultsVersion()};
            },
            [responder, &version](const Result<Versioned<ResultsPage>> &page) {
                if (!page)
                    responder.send(problem(page.error()));
                else
                    responder.send(json(resultsJson(page->value.results, page->value.next))
                                           .with("ETag", version.etag(page->version))
                                           .with("Cache-Control", "no-cache"));
            });
}

void getResult(const Request &request, const Responder &responder, Store &store, const ResultsVersion &version)
{
    const auto id = idInPath(request);
    if (!id) {
        responder.send(problem(id.error()));
        return;
    }
    store.read<Versioned<TimedResult>>(
            [id = ResultId(*id)](Journal &journal) -> Result<Versioned<TimedResult>> {
                auto row = journal.results().byId(id);
                if (!row)
                    return row.error();
                return Versioned<TimedResult>{*std::move(row), journal.resultsVersion()};
            },
            [head = request.head, responder, &version](const Result<Versioned<TimedResult>> &row) {
                if (!row) {
                    responder.send(problem(row.error()));
                    return;
                }
                const QByteArray etag = version.etag(row->version);
                if (head.knows(etag))
                    responder.send(Response{.status = 304}.with("ETag", etag));
                else
                    responder.send(json(resultJson(row->value)).with("ETag", etag).with("Cache-Control", "no-cache"));
            });
}

void putResult(const Request &request, const Responder &responder, Store &store)
{
    const auto id = idInPath(request);
    const auto body = id ? readBody(request) : Result<Body>(id.error());
    const auto input = body ? readOne(*body) : Result<ResultInput>(body.error());
    if (!input) {
        responder.send(problem(input.error()));
        return;
    }
    store.write({UpdateResult{ResultId(*id), *input}, currentTime()}, [responder](const Result<Applied> &applied) {
        responder.send(applied ? json(resultJson(applied->results.constFirst())) : problem(applied.error()));
    });
}

void deleteResult(const Request &request, const Responder &responder, Store &store)
{
    const auto id = idInPath(request);
    if (!id) {
        responder.send(problem(id.error()));
        return;
    }
    store.write({DeleteResult{ResultId(*id)}, currentTime()}, [responder](const Result<Applied> &applied) {
        responder.send(applied ? Response{.status = 204} : problem(applied.error()));
    });
}

} // namespace

QByteArray ResultsVersion::etag(EventId at) const
{
    // Weak, since the same page may be sent compressed or not.
    return "W/\"" + store + '-' + QByteArray::number(static_cast<qint64>(at)) + '"';
}

void addResultsRoutes(Router &router, Store &store, const ResultsVersion &version)
{
    router.add({.method = Method::Get,
                .pattern = "/results",
                .handle = [&store, &version](const Request &request, const Responder &responder) {
                    getResults(request, responder, store, version);
                }});
    router.add({.method = Method::Post,
                .pattern = "/results",
                .access = Access::Write,
                .handle = [&store](const Request &request,
                                   const Responder &responder) { postResults(request, responder, store); },
                .bodyBytes = largestBody});
    router.add({.method = Method::Get,
                .pattern = "/results/{}",
                .handle = [&store, &version](const Request &request, const Responder &responder) {
                    getResult(request, responder, store, version);
                }});
    router.add({.method = Method::Put,
                .pattern = "/results/{}",
                .access = Access::Write,
                .handle = [&store](const Request &request, const Responder &responder) {
                    putResult(request, responder, store);
                }});
    router.add({.method = Method::Delete,
                .pattern = "/results/{}",
                .access = Access::Write,
                .handle = [&store](const Request &request, const Responder &responder) {
                    deleteResult(request, responder, store);
                }});
}

} // namespace tallywall
