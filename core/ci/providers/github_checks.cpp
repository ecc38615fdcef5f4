// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/github_events.h"

#include <QJsonArray>

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array statusWords{
        StateWord{"pending"_L1, State::Running}, // there is no word for what has not begun
        StateWord{"success"_L1, State::Success},
        StateWord{"failure"_L1, State::Failed},
        StateWord{"error"_L1, State::Error},
};

constexpr std::array deploymentWords{
        StateWord{"pending"_L1, State::Queued},  StateWord{"queued"_L1, State::Queued},
        StateWord{"waiting"_L1, State::Waiting}, StateWord{"in_progress"_L1, State::Running},
        StateWord{"success"_L1, State::Success}, StateWord{"failure"_L1, State::Failed},
        StateWord{"error"_L1, State::Error},
};

// A suite of checks and the checks in it are one run. GitHub's own workflows come as checks, too, and must not hide the lane
// of the workflow.
Run runOfSuite(const QJsonObject &body, const QJsonObject &suite, const QJsonObject &app)
{
    const qint64 id = integerAt(suite, "id"_L1);
    const QString home = textAt(body, "repository.html_url"_L1);
    const QString commit = textAt(suite, "head_sha"_L1);
    return {.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = textAt(app, "slug"_L1) == "github-actions"_L1 ? u"GitHub Actions checks"_s
                                                                      : firstTextAt(app, {"name"_L1, "slug"_L1}),
            .ref = textAt(suite, "head_branch"_L1),
            .commit = commit,
            .url = home.isEmpty() || commit.isEmpty()
                    ? QString()
                    : u"%1/commit/%2/checks?check_suite_id=%3"_s.arg(home, commit, QString::number(id)),
            .key = u"suite %1"_s.arg(id),
            .sequence = id};
}

// The default branch if the commit is its head, else the first of those that it is the head of.
QString branchOf(const QJsonObject &body)
{
    const QString standard = textAt(body, "repository.default_branch"_L1);
    const QJsonArray branches = body.value("branches"_L1).toArray();
    QString first;
    for (const QJsonValue &branch : branches) {
        QString name = branch.toObject().value("name"_L1).toString();
        if (!name.isEmpty() && name == standard)
            return name;
        if (first.isEmpty())
            first = name;
    }
    return first;
}

void tellTimes(Run &run, std::optional<TimePoint> moment)
{
    if (run.reported == State::Running)
        run.started = moment;
    else if (isFinished(run.reported))
        run.finished = moment;
}

} // namespace

Result<Reading> readGithubCheckSuite(const QJsonObject &body)
{
    const QJsonObject suite = body.value("check_suite"_L1).toObject();
    const auto updated = momentAt(suite, "updated_at"_L1);
    Run run = runOfSuite(body, suite, suite.value("app"_L1).toObject());
    run.message = textAt(suite, "head_commit.message"_L1);
    run.author = firstTextAt(body, {"check_suite.head_commit.author.name"_L1, "sender.login"_L1});
    run.said = updated.value_or(TimePoint{});
    run.generation = 1;
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (run.sequence <= 0)
        return missingOfGithub("check_suite.id"_L1);
    const QString word = actionWord(suite);
    if (word.isEmpty())
        return missingOfGithub("check_suite.status"_L1);

    report(run, actionWords(), word);
    if (hasBegun(run.reported))
        run.started = momentAt(suite, "created_at"_L1);
    if (isFinished(run.reported))
        run.finished = updated;
    return Reading(run);
}

Result<Reading> readGithubCheckRun(const QJsonObject &body)
{
    const QJsonObject check = body.value("check_run"_L1).toObject();
    const QJsonObject app = check.value("app"_L1).toObject();
    const QJsonObject suite = check.value("check_suite"_L1).toObject();
    Run run = runOfSuite(body, suite, app.isEmpty() ? suite.value("app"_L1).toObject() : app);
    if (run.commit.isEmpty())
        run.commit = textAt(check, "head_sha"_L1);
    if (textAt(body, "sender.type"_L1) != "Bot"_L1) // an app that checks did not write what it checks
        run.author = textAt(body, "sender.login"_L1);
    run.jobs = {actionJob(check)};
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (run.sequence <= 0)
        return missingOfGithub("check_run.check_suite.id"_L1);
    if (run.jobs.constFirst().key <= 0)
        return missingOfGithub("check_run.id"_L1);
    return Reading(run);
}

// All that one context says of one commit is one run. What it says is never changed, only said anew; so the first id is when
// it began.
Result<Reading> readGithubStatus(const QJsonObject &body)
{
    const QString context = firstOf({textAt(body, "context"_L1), u"default"_s});
    const auto said = firstMomentAt(body, {"updated_at"_L1, "created_at"_L1});
    Run run{.project = nameAt(body, {"repository.full_name"_L1, "name"_L1}),
            .pipeline = context,
            .ref = branchOf(body),
            .commit = textAt(body, "sha"_L1),
            .message = textAt(body, "commit.commit.message"_L1),
            .author = firstTextAt(body, {"commit.author.login"_L1, "commit.commit.author.name"_L1}),
            .url = firstTextAt(body, {"target_url"_L1, "commit.html_url"_L1}),
            .key = u"status %1 %2"_s.arg(textAt(body, "sha"_L1), context),
            .sequence = integerAt(body, "id"_L1),
            .said = said.value_or(TimePoint{})};
    run.generation = generationOf(run.said);
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (run.commit.isEmpty())
        return missingOfGithub("sha"_L1);
    if (run.sequence <= 0)
        return missingOfGithub("id"_L1);
    if (textAt(body, "state"_L1).isEmpty())
        return missingOfGithub("state"_L1);

    report(run, statusWords, textAt(body, "state"_L1));
    tellTimes(run, said);
    return Reading(run);
}

// A deployment is a run of its own, in a lane of its environment. What is said of it is always the same but for the state.
Result<Reading> readGithubDeploymentStatus(const QJsonObject &body)
{
    const QJsonObject deployment = body.value("deployment"_L1).toObject();
    const QString environment = firstTextAt(body, {"deployment.environment"_L1, "deployment_status.environment"_L1});
    const QString commit = textAt(deployment, "sha"_L1);
    const QString ref = shortRef(textAt(deployment, "ref"_L1));
    const qint64 id = integerAt(deployment, "id"_L1);
    const auto said = firstMomentAt(body, {"deployment_status.updated_at"_L1, "deployment_status.created_at"_L1});
    const QString word = textAt(body, "deployment_status.state"_L1);
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = environment.isEmpty() ? u"deployment"_s : u"deployment to %1"_s.arg(environment),
            .ref = ref == commit ? QString() : ref, // of a commit without a branch
            .commit = commit,
            .message = firstTextAt(body, {"deployment.description"_L1, "workflow_run.display_title"_L1}),
            .author = firstTextAt(body, {"deployment.creator.login"_L1, "deployment_status.creator.login"_L1}),
            .url = firstTextAt(body,
                               {"deployment_status.target_url"_L1, "deployment_status.log_url"_L1,
                                "deployment_status.environment_url"_L1}),
            .key = u"deployment %1"_s.arg(id),
            .sequence = id,
            .said = said.value_or(TimePoint{}),
            .generation = 1};
    if (run.project.isEmpty())
        return missingOfGithub("repository.full_name"_L1);
    if (id <= 0)
        return missingOfGithub("deployment.id"_L1);
    if (word.isEmpty())
        return missingOfGithub("deployment_status.state"_L1);
    if (word == "inactive"_L1)
        return Reading(Ignored{u"a newer deployment took the place of this one; how it ended stays"_s});

    report(run, deploymentWords, word);
    tellTimes(run, said);
    return Reading(run);
}

} // namespace tallywall::ci
