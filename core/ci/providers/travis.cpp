// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <QJsonArray>

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// Those of `state`, and those of `status_message`.
constexpr std::array words{
        StateWord{"created"_L1, State::Queued},  StateWord{"queued"_L1, State::Queued},
        StateWord{"received"_L1, State::Queued}, StateWord{"pending"_L1, State::Queued},
        StateWord{"started"_L1, State::Running}, StateWord{"passed"_L1, State::Success},
        StateWord{"fixed"_L1, State::Success},   StateWord{"failed"_L1, State::Failed},
        StateWord{"broken"_L1, State::Failed},   StateWord{"still failing"_L1, State::Failed},
        StateWord{"errored"_L1, State::Error},   StateWord{"canceled"_L1, State::Canceled},
};

constexpr Missing missing{u"Travis CI"};

qint64 secondsOf(const std::optional<TimePoint> &time)
{
    return time ? toUnixMs(*time) / 1000 : 0;
}

// A build that is restarted, as a whole or one job of it, keeps its id; travis-hub then clears its times, and it starts later
// than it did before (lib/travis/hub/model/build.rb). So when it started says which try a delivery is about, and all of one
// try agree on it. One that was canceled, or that could not be understood, before it started has only an end, which is later
// than every start before it.
qint64 generationOf(const Run &run)
{
    return std::max<qint64>({secondsOf(run.started ? run.started : run.finished), 1});
}

// The jobs of a matrix keep their ids, too. They have no times here: those that are sent are the build's, for every job.
Job jobOf(const QJsonObject &entry, qint64 generation, qsizetype position)
{
    constexpr qint64 mostJobs = 100'000;
    const QString number = textAt(entry, "number"_L1); // "7.2": the second of build 7
    const QString title = textAt(entry, "config.name"_L1);
    const qint64 place = number.section(u'.', -1).toLongLong();
    return Job{.key = generation * mostJobs + (place > 0 && place < mostJobs ? place : position + 1),
               .name = title.isEmpty() ? number : u"%1 %2"_s.arg(number, title),
               .state = stateOf(words, textAt(entry, "state"_L1)),
               .allowFailure = entry.value("allow_failure"_L1).toBool()};
}

void addJobs(Run &run, const QJsonArray &matrix)
{
    for (const QJsonValue &entry : matrix) {
        const Job job = jobOf(entry.toObject(), run.generation, run.jobs.size());
        if (run.jobs.size() < Run::maxJobs && !job.name.isEmpty())
            run.jobs.append(job);
    }
}

QString projectOf(const Delivery &delivery)
{
    const QString owner = nameAt(delivery.json, {"repository.owner_name"_L1});
    const QString name = nameAt(delivery.json, {"repository.name"_L1});
    if (owner.isEmpty() || name.isEmpty())
        return QString::fromUtf8(delivery.header("Travis-Repo-Slug"));
    return owner + u'/' + name;
}

// The branch of a pull request's build is the one that it wants to be merged into: without a lane of its own it would paint
// that branch red.
void namePullRequest(Run &run, const QJsonObject &body)
{
    if (textAt(body, "type"_L1) != "pull_request"_L1 && !body.value("pull_request"_L1).toBool())
        return;
    const QString number = textAt(body, "pull_request_number"_L1);
    run.pipeline = u"pull requests"_s;
    run.message = u"#%1 %2"_s.arg(number, firstOf({textAt(body, "pull_request_title"_L1), run.message}));
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    // Never the number in `status`: 1 is both failed and not yet over. Nor `duration`, the sum of all its jobs.
    const QString word = firstTextAt(body, {"state"_L1, "status_message"_L1, "result_message"_L1});
    Run run{.project = projectOf(delivery),
            .ref = textAt(body, "branch"_L1),
            .commit = textAt(body, "commit"_L1),
            .message = textAt(body, "message"_L1),
            .author = firstTextAt(body, {"author_name"_L1, "committer_name"_L1}),
            .started = momentAt(body, "started_at"_L1),
            .finished = momentAt(body, "finished_at"_L1),
            .url = textAt(body, "build_url"_L1),
            .number = integerAt(body, "number"_L1),
            .sequence = integerAt(body, "id"_L1)};
    if (run.project.isEmpty())
        return missing("repository.name"_L1);
    if (run.sequence <= 0)
        return missing("id"_L1);
    if (word.isEmpty())
        return missing("state"_L1);

    run.key = QString::number(run.sequence);
    run.generation = generationOf(run);
    run.said = (run.finished ? run.finished : run.started).value_or(TimePoint{});
    report(run, words, word);
    namePullRequest(run, body);
    addJobs(run, body.value("matrix"_L1).toArray());
    return Reading(run);
}

} // namespace

Provider travis()
{
    return Provider{
            .name = "travis"_ba,
            .title = u"Travis CI"_s,
            .recognises = [](const Delivery &delivery) { return !delivery.header("Travis-Repo-Slug").isEmpty(); },
            .schemes = {rsaSha1Signature("Signature"_ba)},
            .idOf = [](const Delivery &) { return QByteArray(); },
            .eventOf = [](const Delivery &delivery) { return textAt(delivery.json, "type"_L1); },
            .read = &read};
}

} // namespace tallywall::ci
