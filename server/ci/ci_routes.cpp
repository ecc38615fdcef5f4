// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/ci_routes.h"

#include "core/ci/provider.h"
#include "core/json.h"
#include "server/clock.h"
#include "server/net/body.h"
#include "server/net/router.h"
#include "store/store.h"

#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestBody = 8 * 1024 * 1024;

QByteArray runsJson(const QList<ci::Run> &runs, ci::RunId next = ci::RunId::None)
{
    QByteArray out("{\"runs\":[");
    for (const ci::Run &run : runs) {
        if (!out.endsWith('['))
            out.append(',');
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

// A webhook is believed when it shows a secret of its provider, or the wall's own token. Where the provider has no secrets,
// the machine itself needs none either, as with every other write.
Result<Done> isBelieved(const Request &request, const ci::Delivery &delivery, const ci::Provider &provider,
                        const HookSecrets &secrets, const AccessRules &rules)
{
    if (auto welcome = isWelcomePage(request, rules); !welcome)
        return welcome;
    if (showsToken(request, rules))
        return Done{};
    const QByteArrayList own = secrets.value(provider.name) + secrets.value("*");
    const ci::Proof proof = provider.prove(delivery, own.isEmpty() ? QByteArrayList{rules.token} : own);
    if (proof == ci::Proof::Given || (proof == ci::Proof::Missing && own.isEmpty() && isLocal(request)))
        return Done{};
    const QString name = QString::fromLatin1(provider.name);
    return Error{
            ErrorCode::Unauthorized,
            proof == ci::Proof::Wrong
                    ? u"the secret of this delivery is not one that is set for %1 here"_s.arg(name)
                    : u"this delivery carries no secret. Set one in %1: the wall's token, or one of [hooks.%1] in the configuration"_s
                              .arg(name),
            {}};
}

void takeHook(const Request &request, const Responder &responder, Store &store, const HookSecrets &secrets,
              const AccessRules &rules)
{
    const ci::Delivery delivery{.header = [&request](QByteArrayView name) { return request.head.field(name); },
                                .body = request.body,
                                .received = currentTime()};
    const bool named = !request.tail.isEmpty();
    const ci::Provider *provider = named ? ci::providerByName(request.tail.toUtf8()) : ci::providerOf(delivery);
    if (!provider) {
        responder.send(
                problem(named ? Error{ErrorCode::NotFound,
                                      u"\"%1\" is not a provider that is known here"_s.arg(request.tail.left(40)),
                                      {}}
                              : Error{ErrorCode::Invalid,
                                      u"no known CI service sends these headers. Post to /hooks/PROVIDER"_s,
                                      {}}));
        return;
    }
    if (auto believed = isBelieved(request, delivery, *provider, secrets, rules); !believed) {
        responder.send(problem(believed.error()));
        return;
    }
    const auto reading = provider->read(delivery);
    if (!reading) {
        responder.send(problem(reading.error()));
        return;
    }
    if (const auto *ignored = std::get_if<ci::Ignored>(&*reading)) {
        QByteArray body("{\"ignored\":");
        appendJsonString(body, ignored->why);
        responder.send(json(body + '}'));
        return;
    }
    store.write({RecordRun{std::get<ci::Run>(*reading)}, delivery.received},
                [responder](const Result<Applied> &applied) {
                    if (!applied) {
                        responder.send(problem(applied.error()));
                        return;
                    }
                    if (applied->events.isEmpty()) {
                        responder.send(json("{\"ignored\":\"this was delivered before\"}"));
                        return;
                    }
                    QByteArrayList ids;
                    for (const EventId id : applied->events)
                        ids.append(QByteArray::number(static_cast<qint64>(id)));
                    responder.send(json("{\"events\":[" + ids.join(',') + "]}", 202));
                });
}

void getLatest(const Responder &responder, Store &store)
{
    store.read<QList<ci::Run>>([](Journal &journal) { return journal.runs().latest(); },
                               [responder](const Result<QList<ci::Run>> &runs) {
                                   responder.send(runs ? json(runsJson(*runs)).with("Cache-Control", "no-cache")
                                                       : problem(runs.error()));
                               });
}

Result<ci::RunsQuery> queryOf(const Request &request)
{
    const auto limit = integerParameter(request, "limit", ci::RunsQuery::defaultLimit, 1, ci::RunsQuery::maxLimit);
    const auto before = integerParameter(request, "before", 0, 1, std::numeric_limits<qint64>::max());
    if (!limit)
        return limit.error();
    if (!before)
        return before.error();
    ci::RunsQuery query{.project = request.parameter("project").value_or(QString()),
                        .ref = request.parameter("ref").value_or(QString()),
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

} // namespace

void addCiRoutes(Router &router, Store &store, const HookSecrets &secrets)
{
    const auto hook = [&store, secrets, rules = router.rules()](const Request &request, const Responder &responder) {
        takeHook(request, responder, store, secrets, rules);
    };
    for (const char *pattern : {"/hooks", "/hooks/{}"})
        router.add({.method = Method::Post,
                    .pattern = pattern,
                    .access = Access::Own,
                    .handle = hook,
                    .bodyBytes = largestBody});
    router.add({.method = Method::Get,
                .pattern = "/ci",
                .handle = [&store](const Request &, const Responder &responder) { getLatest(responder, store); }});
    router.add({.method = Method::Get,
                .pattern = "/ci/runs",
                .handle = [&store](const Request &request, const Responder &responder) {
                    getRuns(request, responder, store);
                }});
    router.add({.method = Method::Get,
                .pattern = "/ci/runs/{}",
                .handle = [&store](const Request &request, const Responder &responder) {
                    getRun(request, responder, store);
                }});
}

} // namespace tallywall
