// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/beginning.h"
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"success"_L1, State::Success},    StateWord{"failed"_L1, State::Failed},
        StateWord{"error"_L1, State::Error},        StateWord{"canceled"_L1, State::Canceled},
        StateWord{"unauthorized"_L1, State::Error}, // not allowed to use a context
};

constexpr Missing missing{u"CircleCI"};

QString projectOf(const QJsonObject &body)
{
    const QString owner = nameAt(body, {"organization.name"_L1});
    const QString name = nameAt(body, {"project.name"_L1});
    // Of a slug, the owner and the name may be ids.
    return owner.isEmpty() || name.isEmpty() ? firstOf({name, nameAt(body, {"project.slug"_L1})})
                                             : u"%1/%2"_s.arg(owner, name);
}

// `vcs` is of GitHub OAuth and Bitbucket Cloud; of the others it is in the parameters of the trigger.
Run runOf(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const QJsonObject pipeline = body.value("pipeline"_L1).toObject();
    const auto created = momentAt(body, "workflow.created_at"_L1);
    Run run{.project = projectOf(body),
            .pipeline = textAt(body, "workflow.name"_L1),
            .ref = firstTextAt(pipeline,
                               {"vcs.branch"_L1, "vcs.tag"_L1, "trigger_parameters.git.branch"_L1,
                                "trigger_parameters.git.tag"_L1, "trigger_parameters.gitlab.branch"_L1,
                                "trigger_parameters.github_app.branch"_L1, "trigger_parameters.git.ref"_L1}),
            .commit = firstTextAt(pipeline,
                                  {"vcs.revision"_L1, "trigger_parameters.git.checkout_sha"_L1,
                                   "trigger_parameters.gitlab.commit_sha"_L1,
                                   "trigger_parameters.github_app.commit_sha"_L1}),
            .message = firstTextAt(pipeline,
                                   {"vcs.commit.subject"_L1, "trigger_parameters.gitlab.commit_message"_L1,
                                    "trigger_parameters.git.commit_message"_L1,
                                    "trigger_parameters.github_app.commit_title"_L1}),
            .author = firstTextAt(pipeline,
                                  {"vcs.commit.author.name"_L1, "trigger_parameters.gitlab.commit_author_name"_L1,
                                   "trigger_parameters.git.commit_author_name"_L1,
                                   "trigger_parameters.github_app.commit_author_name"_L1}),
            .started = created,
            .url = textAt(body, "workflow.url"_L1),
            .key = textAt(body, "workflow.id"_L1),
            .number = integerAt(pipeline, "number"_L1)};
    run.ref = shortRef(run.ref);
    if (run.number <= 0 && created)
        run.sequence = toUnixMs(orderly(*created, delivery.received));
    return run;
}

Result<Reading> readWorkflow(const QJsonObject &body, Run run)
{
    if (!at(body, "workflow.status"_L1).isString())
        return missing("workflow.status"_L1);
    report(run, words, textAt(body, "workflow.status"_L1));
    run.finished = momentAt(body, "workflow.stopped_at"_L1);
    run.generation = 2; // whatever its jobs said
    return Reading(run);
}

Result<Reading> readJob(const QJsonObject &body, Run run)
{
    const QJsonObject job = body.value("job"_L1).toObject();
    if (textAt(job, "name"_L1).isEmpty())
        return missing("job.name"_L1);
    run.reported = State::Running;
    run.generation = 1;
    run.jobs.append(Job{.key = integerAt(job, "number"_L1),
                        .name = textAt(job, "name"_L1),
                        .state = stateOf(words, textAt(job, "status"_L1)),
                        .started = momentAt(job, "started_at"_L1),
                        .finished = momentAt(job, "stopped_at"_L1),
                        .url = run.url});
    return Reading(run);
}

QString eventOf(const Delivery &delivery)
{
    return QString::fromUtf8(delivery.header("circleci-event-type"));
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const QString event = firstOf({eventOf(delivery), textAt(body, "type"_L1)});
    const bool isOfJob = event == "job-completed"_L1 || body.value("job"_L1).isObject();
    if (!isOfJob && event != "workflow-completed"_L1 && !event.isEmpty() && event != "ping"_L1)
        return Reading(
                Ignored{u"CircleCI's \"%1\" events have nothing to show; workflow-completed and job-completed do"_s.arg(
                        event.left(40))});
    const bool isAbout = isOfJob || body.contains("workflow"_L1) || body.contains("project"_L1);
    if (!isAbout) // its "Test Ping Event" holds next to nothing
        return Reading(Ignored{u"connected"_s});
    Run run = runOf(delivery);
    if (run.project.isEmpty())
        return missing("project.name"_L1);
    if (run.key.isEmpty())
        return missing("workflow.id"_L1);
    return isOfJob ? readJob(body, std::move(run)) : readWorkflow(body, std::move(run));
}

} // namespace

Provider circleci()
{
    return Provider{
            .name = "circleci"_ba,
            .title = u"CircleCI"_s,
            .recognises = [](const Delivery &delivery) { return !delivery.header("circleci-event-type").isEmpty(); },
            .schemes = {versionedHmac("circleci-signature"_ba)},
            .idOf = [](const Delivery &delivery) { return textAt(delivery.json, "id"_L1).toUtf8(); },
            .eventOf = &eventOf,
            .read = &read};
}

} // namespace tallywall::ci
