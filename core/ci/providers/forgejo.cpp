// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/github_events.h"
#include "core/ci/providers/providers.h"

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"waiting"_L1, State::Queued},  // for a runner
        StateWord{"blocked"_L1, State::Waiting}, // for an approval, or for other jobs
        StateWord{"running"_L1, State::Running},    StateWord{"cancelling"_L1, State::Running},
        StateWord{"success"_L1, State::Success},    StateWord{"failure"_L1, State::Failed},
        StateWord{"cancelled"_L1, State::Canceled}, StateWord{"skipped"_L1, State::Skipped},
};

constexpr Missing missing{u"Forgejo"};

// What every event has: the run. Those of jobs have the job beside it.
Run factsOf(const QJsonObject &body)
{
    const QJsonObject object = body.value("run"_L1).toObject();
    const qint64 id = integerAt(object, "id"_L1);
    return {.project = nameAt(body, {"run.repository.full_name"_L1, "repository.full_name"_L1}),
            .pipeline = workflowName(textAt(object, "workflow_id"_L1)),
            .ref = shortRef(textAt(object, "prettyref"_L1)),
            .commit = textAt(object, "commit_sha"_L1),
            .message = textAt(object, "title"_L1),
            .author = firstTextAt(body, {"run.trigger_user.login"_L1, "sender.login"_L1}),
            .url = textAt(object, "html_url"_L1),
            .key = QString::number(id),
            .number = integerAt(object, "index_in_repo"_L1),
            .sequence = id};
}

// A run that is started again stays the same run, and its duration is that of all its attempts: so its own is reckoned from
// its times, and only where one is missing it is the one that is said, in nanoseconds.
void tellTimes(Run &run, const QJsonObject &object)
{
    if (hasBegun(run.reported))
        run.started = firstMomentAt(object, {"started"_L1});
    if (isFinished(run.reported))
        run.finished = firstMomentAt(object, {"stopped"_L1});
    const auto nanoseconds = secondsAt(object, "duration"_L1);
    if (nanoseconds.value_or(0) > 0 && !(run.started && run.finished))
        run.duration = *nanoseconds / 1e9;
}

Result<Reading> readRun(const QJsonObject &body)
{
    const QJsonObject object = body.value("run"_L1).toObject();
    const QString word = textAt(object, "status"_L1);
    Run run = factsOf(body);
    if (run.sequence <= 0)
        return missing("run.id"_L1);
    if (run.project.isEmpty())
        return missing("run.repository.full_name"_L1);
    if (word.isEmpty())
        return missing("run.status"_L1);
    report(run, words, word);
    tellTimes(run, object);
    run.said = firstMomentAt(object, {"updated"_L1, "stopped"_L1, "started"_L1}).value_or(TimePoint{});
    run.generation = generationOf(run.said);
    return Reading(run);
}

Result<Reading> readJob(const QJsonObject &body)
{
    const qint64 id = integerAt(body, "job.id"_L1);
    Run run = factsOf(body);
    if (run.sequence <= 0)
        return missing("run.id"_L1);
    if (run.project.isEmpty())
        return missing("run.repository.full_name"_L1);
    if (id <= 0)
        return missing("job.id"_L1);
    run.jobs.append(Job{.key = keyOfTry(id, integerAt(body, "job.attempt"_L1)),
                        .name = textAt(body, "job.name"_L1),
                        .state = stateOf(words, textAt(body, "job.status"_L1)),
                        .url = textAt(body, "job.html_url"_L1)});
    return Reading(run);
}

// The type is the exact one.
QString eventOf(const Delivery &delivery)
{
    const QByteArray type = delivery.header("X-Forgejo-Event-Type");
    return QString::fromUtf8(type.isEmpty() ? delivery.header("X-Forgejo-Event") : type);
}

// Each state of a run or a job is an event of its own: action_run_success, workflow_job_running.
Result<Reading> read(const Delivery &delivery)
{
    const QString event = eventOf(delivery);
    if (event.startsWith("workflow_job"_L1))
        return readJob(delivery.json);
    if (event.startsWith("action_run"_L1) || event.startsWith("workflow_run"_L1))
        return readRun(delivery.json);
    if (event.isEmpty())
        return Error{ErrorCode::Invalid, u"missing, and only it says what Forgejo speaks of"_s,
                     u"header X-Forgejo-Event-Type"_s};
    return Reading(
            Ignored{u"Forgejo's \"%1\" events have nothing to show; those of action runs and of workflow jobs do"_s.arg(
                    event.left(40))});
}

} // namespace

Provider forgejo()
{
    return Provider{.name = "forgejo"_ba,
                    .title = u"Forgejo"_s,
                    .recognises = [](const Delivery &delivery) { return !eventOf(delivery).isEmpty(); },
                    .schemes = {hexHmac("X-Forgejo-Signature"_ba, {}, Over::Document)},
                    .idOf = [](const Delivery &delivery) { return delivery.header("X-Forgejo-Delivery"); },
                    .eventOf = &eventOf,
                    .read = &read};
}

} // namespace tallywall::ci
