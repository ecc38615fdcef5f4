// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/github_events.h"
#include "core/ci/providers/providers.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr Missing missing{u"Gitea"};

// "ci.yml@refs/heads/main": the file of the workflow, and what it runs on; only a branch has a member of its own.
QString refOf(const QJsonObject &action)
{
    const QString path = textAt(action, "path"_L1);
    const qsizetype at = path.indexOf("@refs/"_L1);
    return firstOf({textAt(action, "head_branch"_L1), at < 0 ? QString() : shortRef(path.sliced(at + 1))});
}

QString pipelineOf(const QJsonObject &body)
{
    const QString path = textAt(body, "workflow_run.path"_L1);
    return workflowName(firstOf({textAt(body, "workflow.name"_L1), path.section("@refs/"_L1, 0, 0)}));
}

std::optional<TimePoint> latestOf(const QJsonObject &action)
{
    return std::max({firstMomentAt(action, {"updated_at"_L1}), firstMomentAt(action, {"completed_at"_L1}),
                     firstMomentAt(action, {"started_at"_L1})});
}

// Attempts are not told apart: older versions do not count those of a run, and count those of each job on its own.
Result<Reading> readRun(const QJsonObject &body)
{
    const QJsonObject action = body.value("workflow_run"_L1).toObject();
    const qint64 id = integerAt(action, "id"_L1);
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = pipelineOf(body),
            .ref = refOf(action),
            .commit = textAt(action, "head_sha"_L1),
            .message = textAt(action, "display_title"_L1),
            .author = firstTextAt(
                    body, {"workflow_run.trigger_actor.login"_L1, "workflow_run.actor.login"_L1, "sender.login"_L1}),
            .url = textAt(action, "html_url"_L1),
            .key = QString::number(id),
            .number = integerAt(action, "run_number"_L1),
            .sequence = id,
            .said = latestOf(action).value_or(TimePoint{})};
    run.generation = generationOf(run.said);
    if (run.project.isEmpty())
        return missing("repository.full_name"_L1);
    if (id <= 0)
        return missing("workflow_run.id"_L1);
    const QString word = actionWord(action);
    if (word.isEmpty())
        return missing("workflow_run.status"_L1);

    report(run, actionWords(), word);
    if (hasBegun(run.reported))
        run.started = firstMomentAt(action, {"started_at"_L1});
    if (isFinished(run.reported))
        run.finished = firstMomentAt(action, {"completed_at"_L1});
    return Reading(run);
}

Result<Reading> readJob(const QJsonObject &body)
{
    const QJsonObject action = body.value("workflow_job"_L1).toObject();
    const qint64 id = integerAt(action, "run_id"_L1);
    Job job = actionJob(action);
    if (job.key <= 0)
        return missing("workflow_job.id"_L1);
    if (id <= 0)
        return missing("workflow_job.run_id"_L1);
    job.key = keyOfTry(job.key, integerAt(action, "run_attempt"_L1));
    const QString page = job.url.section("/jobs/"_L1, 0, 0);
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .ref = refOf(action),
            .commit = textAt(action, "head_sha"_L1),
            .author = textAt(body, "sender.login"_L1),
            .url = page,
            .key = QString::number(id),
            .sequence = id,
            .jobs = {job}};
    if (run.project.isEmpty())
        return missing("repository.full_name"_L1);
    return Reading(run);
}

// The type is the exact one; the event is empty for some types, by version.
QString giteaEventOf(const Delivery &delivery)
{
    const QByteArray type = delivery.header("X-Gitea-Event-Type");
    return QString::fromUtf8(type.isEmpty() ? delivery.header("X-Gitea-Event") : type);
}

QString eventOf(const Delivery &delivery)
{
    return firstOf({giteaEventOf(delivery), QString::fromUtf8(delivery.header("X-Gogs-Event"))});
}

QByteArray idOf(const Delivery &delivery)
{
    const QByteArray id = delivery.header("X-Gitea-Delivery");
    return id.isEmpty() ? delivery.header("X-Gogs-Delivery") : id;
}

Result<Reading> read(const Delivery &delivery)
{
    const QString event = giteaEventOf(delivery);
    if (event.isEmpty() && !eventOf(delivery).isEmpty())
        return Reading(Ignored{
                u"Gogs has no CI, and its \"%1\" events have nothing to show"_s.arg(eventOf(delivery).left(40))});
    if (event == "workflow_run"_L1)
        return readRun(delivery.json);
    if (event == "workflow_job"_L1)
        return readJob(delivery.json);
    if (event.isEmpty())
        return Error{ErrorCode::Invalid, u"missing, and only it says what Gitea speaks of"_s,
                     u"header X-Gitea-Event"_s};
    return Reading(Ignored{
            u"Gitea's \"%1\" events have nothing to show; workflow_run and workflow_job do"_s.arg(event.left(40))});
}

} // namespace

Provider gitea()
{
    return Provider{.name = "gitea"_ba,
                    .title = u"Gitea"_s,
                    .recognises = [](const Delivery &delivery) { return !eventOf(delivery).isEmpty(); },
                    .schemes = {hexHmac("X-Gitea-Signature"_ba, {}, Over::Document),
                                hexHmac("X-Gogs-Signature"_ba, {}, Over::Document)},
                    .idOf = &idOf,
                    .eventOf = &eventOf,
                    .read = &read};
}

} // namespace tallywall::ci
