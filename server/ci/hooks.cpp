// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/hooks.h"

#include "core/ci/masking.h"
#include "core/json.h"
#include "server/ci/what_was_read.h"
#include "server/clock.h"

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

ci::HeaderList headersOf(const RequestHead &head)
{
    ci::HeaderList headers;
    headers.reserve(head.fieldsAt.size());
    for (const RequestHead::Field &field : head.fieldsAt)
        headers.append({head.text(field.name).toByteArray(), head.text(field.value).toByteArray()});
    return headers;
}

Response eventsAnswer(const Applied &applied)
{
    QByteArrayList ids;
    for (const EventId id : applied.events)
        ids.append(QByteArray::number(static_cast<qint64>(id)));
    return json("{\"events\":[" + ids.join(',') + "]}", 202);
}

Response ignoredAnswer(const QString &why)
{
    QByteArray body("{\"ignored\":");
    appendJsonString(body, why);
    return json(body + '}');
}

Response answerOf(const Result<Applied> &applied, const QString &ignored)
{
    if (!applied)
        return problem(applied.error());
    switch (applied->delivery.value_or(ci::Outcome::Invalid)) {
    case ci::Outcome::Recorded: return eventsAnswer(*applied);
    case ci::Outcome::Duplicate: return ignoredAnswer(u"this was delivered before"_s);
    case ci::Outcome::Unchanged: return ignoredAnswer(u"this says nothing new of a run that is known"_s);
    case ci::Outcome::Ignored:
    case ci::Outcome::Invalid:
    case ci::Outcome::Refused: break;
    }
    return ignoredAnswer(ignored);
}

// The delivery, received when the one was that it is a replay of.
Result<ci::DeliveryRecord> withFirstReceipt(Journal &journal, ci::DeliveryId id)
{
    auto record = journal.deliveries().byId(id);
    auto first = record;
    while (first && first->replayOf != ci::DeliveryId::None && first->replayOf < first->id)
        first = journal.deliveries().byId(first->replayOf);
    if (record && first)
        record->received = first->received;
    return record;
}

} // namespace

Hooks::Hooks(Store &store, const AccessRules &rules, const ci::HookOptions &options)
    : m_store(store), m_rules(rules), m_origin(rules, options), m_providers(ci::builtInProviders() + options.mapped)
{
    QByteArrayList secrets{rules.token};
    for (auto name = options.secrets.keyBegin(); name != options.secrets.keyEnd(); ++name)
        secrets.append(options.everySecretFor(*name));
    m_spellings = ci::spellings(secrets);
}

Result<Done> Hooks::findProvider(Arrival &arrival, const QByteArray &name, Trust trust)
{
    if (!name.isEmpty()) {
        arrival.provider = ci::providerByName(m_providers, name);
        if (!arrival.provider)
            return Error{
                    ErrorCode::NotFound,
                    u"\"%1\" is not a provider that is known here. docs/ci lists those that are; others can be described in the configuration, as [hooks.%1]"_s
                            .arg(QString::fromUtf8(ci::masked(name, m_spellings)).left(40)),
                    {}};
        return Done{};
    }
    arrival.provider = ci::providerOf(m_providers, arrival.delivery); // most say it in a header
    return arrival.provider ? Result<Done>(Done{}) : findByDocument(arrival, trust);
}

// Dear, and before any proof.
Result<Done> Hooks::findByDocument(Arrival &arrival, Trust trust)
{
    if (arrival.delivery.body.size() > mostUnknownBytes && trust == Trust::None)
        return Error{ErrorCode::TooLarge,
                     u"no header says which CI service sends this, and more than 1 MiB is not read to find out. "
                     "Post to /hooks/PROVIDER"_s,
                     {}};
    ci::readDocument(arrival.delivery);
    arrival.provider = ci::providerOf(m_providers, arrival.delivery);
    if (arrival.provider)
        return Done{};
    return arrival.delivery.unreadable.value_or(
            Error{ErrorCode::Invalid, u"no known CI service sends this. Post to /hooks/PROVIDER"_s, {}});
}

void Hooks::take(const Request &request, const Responder &responder)
{
    const qsizetype slash = request.tail.indexOf(u'/');
    const QByteArray name = (slash < 0 ? request.tail : request.tail.left(slash)).toUtf8();
    QByteArray secret = slash < 0 ? QByteArray() : request.tail.sliced(slash + 1).toUtf8();
    if (secret.isEmpty())
        secret = request.parameter("access_token").value_or(QString()).toUtf8();
    const TimePoint now = currentTime();

    Arrival arrival{.delivery = ci::unwrap(headersOf(request.head), request.body, now, secret),
                    .answer = [responder](const Response &response) { responder.send(response); }};
    arrival.record.received = now;
    arrival.record.from = request.peer.toString();
    if (auto welcome = isWelcomePage(request, m_rules); !welcome) {
        responder.send(problem(welcome.error()));
        return;
    }
    const Trust trust = showsToken(request, m_rules) ? Trust::Token : Trust::None;
    if (auto found = findProvider(arrival, name, trust); !found) {
        refuse(std::move(arrival), found.error());
        return;
    }
    arrival.record.proof = m_origin.proofOf(arrival, request, trust);
    if (arrival.record.proof.verdict != ci::Verdict::Given) {
        const Error error = disbelief(*arrival.provider, arrival.record.proof);
        refuse(std::move(arrival), error);
        return;
    }
    accept(std::move(arrival));
}

void Hooks::note(Arrival &arrival, const Error &error, ci::Outcome outcome)
{
    ci::DeliveryRecord &record = arrival.record;
    record.outcome = outcome;
    record.status = statusOf(error.code);
    record.detail = masked(error.sentence());
    record.project = masked(record.project);
    if (arrival.provider) { // masked before they are cut: else the beginning of a secret stays
        record.provider = QString::fromLatin1(arrival.provider->name);
        record.event = arrival.provider->eventOf ? masked(arrival.provider->eventOf(arrival.delivery)).left(100)
                                                 : QString();
        record.deliveryId = arrival.provider->idOf
                ? masked(QString::fromUtf8(arrival.provider->idOf(arrival.delivery))).left(200)
                : QString();
    }
    record.headers = ci::masked(arrival.delivery.headers, m_spellings);
    keepBody(arrival);
}

void Hooks::keepBody(Arrival &arrival) const
{
    constexpr qsizetype most = ci::DeliveryRecord::mostRefusedBytes;
    constexpr qsizetype overlap = 4096; // so that the cut goes through no secret
    ci::DeliveryRecord &record = arrival.record;
    const bool refused = record.outcome == ci::Outcome::Refused; // else its secrets were hidden before it was read
    const qsizetype bytes = arrival.delivery.body.size();
    const bool cut = refused && bytes > most;
    QByteArray body = cut ? arrival.delivery.body.left(most + overlap) : arrival.delivery.body;
    if (refused)
        body = ci::masked(std::move(body), m_spellings);
    if (cut && !m_spellings.isEmpty()) // every mask brought its end nearer, which may be the beginning of a secret
        body.chop(m_spellings.constFirst().size());
    record.body = ci::withoutSecretMembers(body);
    if (cut)
        record.body.truncate(most);
    record.bodyBytes = cut ? bytes : record.body.size();
}

QString Hooks::masked(const QString &text) const
{
    return ci::masked(text, m_spellings);
}

bool Hooks::mayNoteRefusal(TimePoint now)
{
    using namespace std::chrono_literals;
    if (now - m_refusalsSince >= 1s || now < m_refusalsSince) {
        m_refusalsSince = now;
        m_refusals = 0;
    }
    return ++m_refusals <= refusedPerSecond;
}

void Hooks::refuse(Arrival arrival, const Error &error)
{
    if (mayNoteRefusal(arrival.record.received)) {
        m_figures.count(ci::Outcome::Refused);
        note(arrival, error, ci::Outcome::Refused);
        if (const int unnoted = std::exchange(m_unnoted, 0); unnoted > 0)
            arrival.record.detail += u". %1 more were refused without being kept"_s.arg(unnoted);
        const TimePoint now = arrival.record.received;
        m_store.write({RecordDelivery{std::move(arrival.record), std::nullopt}, now},
                      [](const Result<Applied> &) {}); // the answer is the same where it could not be noted
    } else {
        m_figures.countUnnoted();
        ++m_unnoted;
    }
    arrival.answer(problem(error));
}

void Hooks::accept(Arrival arrival)
{
    if (ci::hideSecrets(arrival.delivery, m_spellings))
        arrival.reading.reset(); // of the texts as they came
    auto &reading = readingOf(arrival);
    if (!reading) {
        note(arrival, reading.error(), ci::Outcome::Invalid);
        record(std::move(arrival), std::nullopt,
               [error = reading.error()](const Result<Applied> &) { return problem(error); });
        return;
    }
    note(arrival, Error{}, ci::Outcome::Ignored);
    arrival.record.status = 200;
    if (const auto *nothing = std::get_if<ci::Ignored>(&*reading)) {
        const QString why = nothing->why;
        arrival.record.detail = masked(why);
        record(std::move(arrival), std::nullopt,
               [why](const Result<Applied> &applied) { return answerOf(applied, why); });
        return;
    }
    auto run = std::get<ci::Run>(*std::move(reading));
    arrival.record.detail = masked(whatWasRead(run));
    record(std::move(arrival), std::move(run), [](const Result<Applied> &applied) { return answerOf(applied, {}); });
}

void Hooks::record(Arrival arrival, std::optional<ci::Run> run, std::function<Response(const Result<Applied> &)> answer)
{
    const TimePoint now = arrival.record.received; // not the delivery's, which is older where it is run again
    m_store.write({RecordDelivery{std::move(arrival.record), std::move(run)}, now},
                  [this, answer = std::move(answer), send = std::move(arrival.answer)](const Result<Applied> &applied) {
                      if (applied)
                          m_figures.count(applied->delivery.value_or(ci::Outcome::Invalid));
                      else
                          m_figures.countUnstored();
                      send(answer(applied));
                  });
}

void Hooks::replay(ci::DeliveryId id, std::function<void(const Response &)> answer)
{
    m_store.read<ci::DeliveryRecord>(
            [id](Journal &journal) { return withFirstReceipt(journal, id); },
            [this, answer = std::move(answer)](const Result<ci::DeliveryRecord> &stored) {
                if (!stored) {
                    answer(problem(stored.error()));
                    return;
                }
                if (stored->body.size() < stored->bodyBytes) {
                    answer(problem(Error{
                            ErrorCode::Conflict,
                            u"its body was not kept whole, so it cannot be run again: let the service send it anew"_s,
                            {}}));
                    return;
                }
                // Read as of then: what says no time of its own ended when it was told.
                Arrival arrival{.delivery = ci::unwrap(stored->headers, stored->body, stored->received),
                                .answer = answer};
                arrival.record.received = currentTime();
                arrival.record.from = stored->from;
                arrival.record.replayOf = stored->id;
                arrival.record.proof = {ci::Verdict::Given, u"run again by hand"_s, {}};
                if (auto found = findProvider(arrival, stored->provider.toLatin1(), Trust::Token); !found)
                    answer(problem(found.error()));
                else
                    accept(std::move(arrival));
            });
}

} // namespace tallywall
