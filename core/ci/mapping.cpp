// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/mapping.h"

#include "core/ci/common_words.h"
#include "core/ci/reading.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// The first of the places at which `read` finds something.
template<typename Read>
auto firstAt(const QJsonObject &document, const Places &places, const Read &read) -> decltype(read(QJsonValue()))
{
    for (const JsonPointer &place : places) {
        if (auto fact = read(valueAt(document, place)))
            return fact;
    }
    return std::nullopt;
}

std::optional<QString> textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    const QString text = textAt({{"it"_L1, value}}, "it"_L1).trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

// Of the project: a word such as "true" would be a row of nonsense.
std::optional<QString> nameOf(const QJsonValue &value)
{
    return value.isBool() ? std::nullopt : textOf(value);
}

std::optional<double> secondsOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    return isNumber ? std::optional(seconds) : std::nullopt; // readDelivery() holds it to what is possible
}

State stateOf(const Mapping &mapping, const QString &word)
{
    const auto own = mapping.words.constFind(word.toLower());
    return own == mapping.words.cend() ? stateByCommonWord(word) : *own;
}

// The state into `run`; false where the document has none.
bool reportState(Run &run, const Mapping &mapping, const QJsonObject &document)
{
    const auto known = [&mapping](const QJsonValue &value) {
        const auto word = textOf(value);
        return word && stateOf(mapping, *word) != State::Unknown ? word : std::nullopt;
    };
    auto word = firstAt(document, mapping.state, known);
    if (!word)
        word = firstAt(document, mapping.state, &textOf);
    if (!word)
        return false;
    run.reported = stateOf(mapping, *word);
    if (run.reported == State::Unknown)
        run.word = *word;
    return true;
}

// What the deliveries of one run have in common, and those of no other; empty where there is nothing.
QString keyOf(const Run &run, const QString &id, const QString &number)
{
    if (!id.isEmpty())
        return id;
    QStringList parts{run.pipeline};
    if (!number.isEmpty())
        parts << number;
    else if (!run.commit.isEmpty())
        parts << run.commit << run.ref;
    else if (run.started)
        parts << run.ref << QString::fromLatin1(toIso(*run.started));
    else if (isFinished(run.reported))
        parts << run.ref << QString::fromLatin1(toIso(*run.finished));
    else
        return {};
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString named(const Places &places)
{
    QStringList names;
    for (const JsonPointer &place : places)
        names << u'"' + place.text + u'"';
    return names.join(u" or "_s);
}

QByteArray idOf(const Delivery &delivery)
{
    const QByteArray id = delivery.header("webhook-id");
    return id.isEmpty() ? delivery.header("Idempotency-Key") : id;
}

} // namespace

std::span<const MappedFact> mappedFacts()
{
    static constexpr std::array facts{
            MappedFact{"project"_L1, &Mapping::project},
            MappedFact{"state"_L1, &Mapping::state},
            MappedFact{"pipeline"_L1, &Mapping::pipeline},
            MappedFact{"ref"_L1, &Mapping::ref},
            MappedFact{"commit"_L1, &Mapping::commit},
            MappedFact{"message"_L1, &Mapping::message},
            MappedFact{"author"_L1, &Mapping::author},
            MappedFact{"url"_L1, &Mapping::url},
            MappedFact{"id"_L1, &Mapping::id},
            MappedFact{"number"_L1, &Mapping::number},
            MappedFact{"attempt"_L1, &Mapping::attempt},
            MappedFact{"time"_L1, &Mapping::time},
            MappedFact{"started"_L1, &Mapping::started},
            MappedFact{"finished"_L1, &Mapping::finished},
            MappedFact{"duration"_L1, &Mapping::duration},
    };
    return facts;
}

Result<Reading> readMapped(const Mapping &mapping, const Delivery &delivery)
{
    const QJsonObject &document = delivery.json;
    const auto text = [&document](const Places &places) {
        return firstAt(document, places, &textOf).value_or(QString());
    };
    const auto said = firstAt(document, mapping.time, &momentOf);
    const QString number = text(mapping.number);
    Run run{.project = firstAt(document, mapping.project, &nameOf).value_or(QString()),
            .pipeline = text(mapping.pipeline),
            .ref = shortRef(text(mapping.ref)),
            .commit = text(mapping.commit),
            .message = text(mapping.message),
            .author = text(mapping.author),
            .started = firstAt(document, mapping.started, &momentOf),
            .finished = firstAt(document, mapping.finished, &momentOf),
            .duration = firstAt(document, mapping.duration, &secondsOf),
            .url = text(mapping.url),
            .number = number.toLongLong(),
            .attempt = int(std::clamp<qint64>(text(mapping.attempt).toLongLong(), 1, std::numeric_limits<int>::max())),
            .said = said.value_or(delivery.received), // without a clock of its own, what comes last counts
            .generation = 1};
    if (!reportState(run, mapping, document))
        return Reading(Ignored{u"there is no state at %1, so this is not about a run"_s.arg(named(mapping.state))});
    if (run.project.isEmpty())
        return Error{ErrorCode::Invalid, u"there is no text, and a run needs a project"_s,
                     u"field %1"_s.arg(named(mapping.project))};
    const TimePoint now = said.value_or(delivery.received);
    if (!run.finished && isFinished(run.reported))
        run.finished = now;
    run.key = keyOf(run, text(mapping.id), number); // before a start is made up, which the next delivery does not know
    if (!run.started && (run.reported == State::Running || run.reported == State::Failing))
        run.started = now;
    if (run.key.isEmpty())
        return Reading(
                Ignored{u"it has not ended, and has neither id, number, commit nor start by which its end could be "
                        u"told from that of another run"_s});
    return Reading(std::move(run));
}

Provider mapped(const QByteArray &name, const Mapping &mapping)
{
    return Provider{.name = name,
                    .title = QString::fromUtf8(name),
                    .recognises = [](const Delivery &) { return false; },
                    .schemes = {sharedToken("X-Tallywall-Token"_ba), hexHmac("X-Hub-Signature-256"_ba, "sha256="_ba),
                                hexHmac("X-Signature"_ba), standardWebhook()},
                    .idOf = &idOf,
                    .eventOf =
                            [](const Delivery &delivery) {
                                return firstTextAt(delivery.json, {"event"_L1, "type"_L1});
                            },
                    .read = [mapping](const Delivery &delivery) { return readMapped(mapping, delivery); }};
}

} // namespace tallywall::ci
