// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/github_events.h"
#include "core/ci/providers/providers.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// A pull request out of a fork runs on the fork's branch, which may well be called "main": it is "fork:main", as GitHub
// writes it.
QString refOf(const QJsonObject &body)
{
    const QString branch = textAt(body, "workflow_run.head_branch"_L1);
    const QString head = textAt(body, "workflow_run.head_repository.full_name"_L1);
    const QString base = firstTextAt(body, {"workflow_run.repository.full_name"_L1, "repository.full_name"_L1});
    const bool foreign = !head.isEmpty() && head.compare(base, Qt::CaseInsensitive) != 0;
    return foreign && !branch.isEmpty() ? u"%1:%2"_s.arg(head.section(u'/', 0, 0), branch) : branch;
}

// The workflow's own name comes first: the run's is that of its commit, and Dependabot gives each run another.
QString pipelineOf(const QJsonObject &body)
{
    return workflowName(
            firstOf({textAt(body, "workflow.name"_L1), textAt(body, "workflow_run.name"_L1),
                     textAt(body, "workflow.path"_L1), textAt(body, "workflow_run.path"_L1).section(u'@', 0, 0)}));
}

Result<Reading> readWorkflowRun(const QJsonObject &body)
{
    const QJsonObject action = body.value("workflow_run"_L1).toObject();
    const qint64 id = integerAt(action, "id"_L1);
    const auto updated = momentAt(action, "updated_at"_L1);
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = pipelineOf(body),
            .ref = refOf(body),
            .commit = textAt(action, "head_sha"_L1),
            .message = firstTextAt(action, {"display_title"_L1, "head_commit.message"_L1}),
            .author = firstTextAt(body,
                                  {"workflow_run.actor.login"_L1, "workflow_run.triggering_actor.login"_L1,
                                   "workflow_run.head_commit.author.name"_L1, "sender.login"_L1}),
            .url = textAt(action, "html_url"_L1),
            .key = QString::number(id),
            .number = integerAt(action, "run_number"_L1),
            .sequence = id,
            .attempt = int(std::clamp<qint64>(integerAt(action, "run_attempt"_L1), 1, 1'000'000)),
            .said = updated.value_or(TimePoint{}),
            .generation = 1};
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (id <= 0)
        return missingOfGithub("workflow_run.id"_L1);
    const QString word = actionWord(action); // not `action` of the body: the two can disagree
    if (word.isEmpty())
        return missingOfGithub("workflow_run.status"_L1);

    report(run, actionWords(), word);
    if (hasBegun(run.reported))
        run.started = momentAt(action, "run_started_at"_L1);
    if (isFinished(run.reported))
        run.finished = updated;
    return Reading(run);
}

// A job does not say whether its branch is a fork's; where its run is told, too, the run's ref counts. Without the branch, all
// those of a wall that is told of jobs alone would share one lane.
Result<Reading> readWorkflowJob(const QJsonObject &body)
{
    const QJsonObject action = body.value("workflow_job"_L1).toObject();
    const qint64 id = integerAt(action, "run_id"_L1);
    const QString home = textAt(body, "repository.html_url"_L1);
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = workflowName(textAt(action, "workflow_name"_L1)),
            .ref = textAt(action, "head_branch"_L1),
            .commit = textAt(action, "head_sha"_L1),
            .author = textAt(body, "sender.login"_L1),
            .url = home.isEmpty() ? QString() : u"%1/actions/runs/%2"_s.arg(home, QString::number(id)),
            .key = QString::number(id),
            .sequence = id,
            .attempt = int(std::clamp<qint64>(integerAt(action, "run_attempt"_L1), 1, 1'000'000)),
            .jobs = {actionJob(action)}};
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (id <= 0)
        return missingOfGithub("workflow_job.run_id"_L1);
    if (run.jobs.constFirst().key <= 0)
        return missingOfGithub("workflow_job.id"_L1);
    return Reading(run);
}

QString eventOf(const Delivery &delivery)
{
    return QString::fromUtf8(delivery.header("X-GitHub-Event"));
}

Ignored connected(const QJsonObject &body)
{
    const QString zen = firstLine(textAt(body, "zen"_L1));
    return {zen.isEmpty() ? u"GitHub is connected"_s : u"GitHub is connected, and says: %1"_s.arg(zen)};
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const QString event = eventOf(delivery);
    if (event == "workflow_run"_L1)
        return readWorkflowRun(body);
    if (event == "workflow_job"_L1)
        return readWorkflowJob(body);
    if (event == "check_suite"_L1)
        return readGithubCheckSuite(body);
    if (event == "check_run"_L1)
        return readGithubCheckRun(body);
    if (event == "status"_L1)
        return readGithubStatus(body);
    if (event == "deployment_status"_L1)
        return readGithubDeploymentStatus(body);
    if (event == "ping"_L1)
        return Reading(connected(body));
    if (event.isEmpty())
        return Error{ErrorCode::Invalid, u"missing, and only it says what GitHub speaks of"_s,
                     u"header X-GitHub-Event"_s};
    return Reading(Ignored{u"GitHub's \"%1\" events have nothing to show; workflow_run, workflow_job, check_suite, "
                           "check_run, status and deployment_status do"_s.arg(event.left(40))});
}

// The older signature says nothing where the better one stands beside it.
Proof proveSha1(const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography)
{
    const auto isBetter = [](const auto &header) {
        return header.first.compare("X-Hub-Signature-256", Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(delivery.headers.begin(), delivery.headers.end(), isBetter))
        return {Verdict::Missing, u"X-Hub-Signature (HMAC-SHA1)"_s, u"X-Hub-Signature-256 counts instead"_s};
    return hexHmacSha1("X-Hub-Signature"_ba, "sha1="_ba)(delivery, secrets, cryptography);
}

} // namespace

Provider github()
{
    return Provider{.name = "github"_ba,
                    .title = u"GitHub Actions"_s,
                    .recognises = [](const Delivery &delivery) { return !eventOf(delivery).isEmpty(); },
                    .schemes = {hexHmac("X-Hub-Signature-256"_ba, "sha256="_ba), &proveSha1},
                    .idOf = [](const Delivery &delivery) { return delivery.header("X-GitHub-Delivery"); },
                    .eventOf = &eventOf,
                    .read = &read};
}

} // namespace tallywall::ci
