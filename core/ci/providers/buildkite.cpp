// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/proving.h"
#include "core/ci/reading.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Of builds and of jobs ("Builds API" and "JobStates" in its documentation).
constexpr std::array words{
        StateWord{"creating"_L1, State::Queued},
        StateWord{"scheduled"_L1, State::Queued},
        StateWord{"running"_L1, State::Running},
        StateWord{"failing"_L1, State::Failing},
        StateWord{"passed"_L1, State::Success},
        StateWord{"failed"_L1, State::Failed},
        StateWord{"blocked"_L1, State::Waiting},
        StateWord{"canceling"_L1, State::Running},
        StateWord{"canceled"_L1, State::Canceled},
        StateWord{"skipped"_L1, State::Skipped},
        StateWord{"not_run"_L1, State::Skipped},
        // of jobs alone
        StateWord{"pending"_L1, State::Queued},
        StateWord{"waiting"_L1, State::Queued}, // for the steps before it
        StateWord{"waiting_failed"_L1, State::Skipped},
        StateWord{"blocked_failed"_L1, State::Skipped},
        StateWord{"unblocked"_L1, State::Success},
        StateWord{"unblocked_failed"_L1, State::Skipped},
        StateWord{"limiting"_L1, State::Waiting}, // for others of its concurrency group
        StateWord{"limited"_L1, State::Waiting},
        StateWord{"platform_limiting"_L1, State::Waiting},
        StateWord{"platform_limited"_L1, State::Waiting},
        StateWord{"reserved"_L1, State::Queued},
        StateWord{"assigned"_L1, State::Queued},
        StateWord{"accepted"_L1, State::Queued},
        StateWord{"timing_out"_L1, State::Running},
        StateWord{"timed_out"_L1, State::Failed},
        StateWord{"expired"_L1, State::Error}, // no agent took it in time
        StateWord{"broken"_L1, State::Skipped},
};

constexpr Missing missing{u"Buildkite"};

// When the request was signed: "timestamp=1619071700,signature=…".
std::optional<TimePoint> signedAt(const Delivery &delivery)
{
    return unixTime(pairValue(delivery.header("X-Buildkite-Signature"), "timestamp"));
}

// The newest time that a statement about a build knows of. It may be in whole seconds, so a build that fails or is blocked
// within the second in which it began needs more to come later.
TimePoint saidIn(const QJsonObject &build, State state, std::optional<TimePoint> signature)
{
    if (isFinished(state))
        return momentAt(build, "finished_at"_L1).value_or(TimePoint{});
    TimePoint newest = signature.value_or(TimePoint{});
    for (const auto field : {"created_at"_L1, "scheduled_at"_L1, "started_at"_L1, "failing_at"_L1, "finished_at"_L1})
        newest = std::max(newest, momentAt(build, field).value_or(TimePoint{}));
    return newest + (state == State::Failing ? 1ms : (state == State::Waiting ? 2ms : 0ms));
}

// A build that waits at a block step has the state that it had before.
State standing(const QJsonObject &build, State state)
{
    const bool over = state == State::Canceled || state == State::Skipped;
    return build.value("blocked"_L1).toBool() && !over ? State::Waiting : state;
}

Run runOf(const QJsonObject &body)
{
    const QString commit = textAt(body, "build.commit"_L1);
    return Run{.project = nameAt(body, {"pipeline.slug"_L1, "pipeline.name"_L1}),
               .ref = firstTextAt(body, {"build.branch"_L1, "build.tag"_L1}),
               .commit = commit == "HEAD"_L1 ? QString() : commit, // not looked up yet
               .message = textAt(body, "build.message"_L1),
               .author = firstTextAt(body, {"build.creator.name"_L1, "build.author.name"_L1}),
               .url = textAt(body, "build.web_url"_L1),
               .key = textAt(body, "build.id"_L1),
               .number = integerAt(body, "build.number"_L1)};
}

Result<Reading> readBuild(const QJsonObject &body, Run run, std::optional<TimePoint> signature)
{
    const QJsonObject build = body.value("build"_L1).toObject();
    if (!build.value("state"_L1).isString())
        return missing("build.state"_L1);
    report(run, words, textAt(build, "state"_L1));
    run.reported = standing(build, run.reported);
    if (run.reported != State::Unknown)
        run.word.clear();
    run.started = momentAt(build, "started_at"_L1);
    run.finished = momentAt(build, "finished_at"_L1);
    run.said = saidIn(build, run.reported, signature);
    run.generation = 1;
    return Reading(run);
}

// Grows with every retry, which is a job of its own, and differs between jobs that were made in the same second.
qint64 keyOf(const QJsonObject &job)
{
    const QByteArray hash = QCryptographicHash::hash(textAt(job, "id"_L1).toUtf8(), QCryptographicHash::Sha256);
    const qint64 made = toUnixMs(momentAt(job, "created_at"_L1).value_or(TimePoint{})) / 1000;
    return (std::clamp<qint64>(made, 0, 0xffff'ffff) << 31) | (qFromBigEndian<quint32>(hash.constData()) >> 1);
}

QString nameOf(const QJsonObject &job)
{
    const QString name = firstOf({firstLine(textAt(job, "name"_L1)), firstLine(textAt(job, "label"_L1)),
                                  textAt(job, "step_key"_L1), firstLine(textAt(job, "command"_L1)),
                                  textAt(job, "type"_L1)});
    const qint64 total = integerAt(job, "parallel_group_total"_L1);
    return total > 0 ? u"%1 (%2 of %3)"_s.arg(name).arg(integerAt(job, "parallel_group_index"_L1) + 1).arg(total)
                     : name;
}

State stateOfJob(const QJsonObject &job)
{
    const QString word = textAt(job, "state"_L1);
    if (word.compare("finished"_L1, Qt::CaseInsensitive) != 0)
        return stateOf(words, word);
    return at(job, "exit_status"_L1).isNull() || textAt(job, "exit_status"_L1) == "0"_L1 ? State::Success
                                                                                         : State::Failed;
}

Result<Reading> readJob(const QJsonObject &body, Run run)
{
    const QJsonObject job = body.value("job"_L1).toObject();
    if (textAt(job, "id"_L1).isEmpty())
        return missing("job.id"_L1);
    run.jobs.append(Job{.key = keyOf(job),
                        .name = nameOf(job),
                        .stage = textAt(job, "group_key"_L1),
                        .state = stateOfJob(job),
                        .started = momentAt(job, "started_at"_L1),
                        .finished = momentAt(job, "finished_at"_L1),
                        .url = textAt(job, "web_url"_L1),
                        .allowFailure = job.value("soft_failed"_L1).toBool()});
    return Reading(run);
}

QString eventOf(const Delivery &delivery)
{
    return firstOf({QString::fromUtf8(delivery.header("X-Buildkite-Event")), textAt(delivery.json, "event"_L1)});
}

Result<Reading> read(const Delivery &delivery)
{
    const QString event = eventOf(delivery);
    if (event == "ping"_L1)
        return Reading(Ignored{u"connected"_s});
    const bool isOfJob = event.startsWith("job."_L1);
    if (!isOfJob && !event.startsWith("build."_L1))
        return event.isEmpty() ? Result<Reading>(missing("event"_L1))
                               : Result<Reading>(Reading(Ignored{
                                       u"Buildkite's \"%1\" events have nothing to show; build and job events do"_s.arg(
                                               event.left(40))}));
    Run run = runOf(delivery.json);
    if (run.project.isEmpty())
        return missing("pipeline.slug"_L1);
    if (run.key.isEmpty())
        return missing("build.id"_L1);
    return isOfJob ? readJob(delivery.json, std::move(run))
                   : readBuild(delivery.json, std::move(run), signedAt(delivery));
}

} // namespace

Provider buildkite()
{
    return Provider{
            .name = "buildkite"_ba,
            .title = u"Buildkite"_s,
            .recognises = [](const Delivery &delivery) { return !delivery.header("X-Buildkite-Event").isEmpty(); },
            .schemes = {timestampedHmac("X-Buildkite-Signature"_ba), sharedToken("X-Buildkite-Token"_ba)},
            .idOf = [](const Delivery &) { return QByteArray(); },
            .eventOf = &eventOf,
            .read = &read};
}

} // namespace tallywall::ci
