// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"created"_L1, State::Queued},
        StateWord{"pending"_L1, State::Queued},
        StateWord{"preparing"_L1, State::Queued},
        StateWord{"waiting_for_resource"_L1, State::Waiting},
        StateWord{"waiting_for_callback"_L1, State::Waiting},
        StateWord{"manual"_L1, State::Waiting},
        StateWord{"scheduled"_L1, State::Waiting},
        StateWord{"blocked"_L1, State::Waiting}, // a deployment that needs an approval
        StateWord{"running"_L1, State::Running},
        StateWord{"canceling"_L1, State::Running},
        StateWord{"success"_L1, State::Success},
        StateWord{"failed"_L1, State::Failed},
        StateWord{"canceled"_L1, State::Canceled},
        StateWord{"skipped"_L1, State::Skipped},
};

constexpr Missing missing{u"GitLab"};

QString pathOf(const QString &address)
{
    QString path = QUrl(address).path();
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    return path;
}

// Child pipelines run beside their parent and on its branch, so they have lanes of their own: by the name that their
// configuration gives them (workflow:name). Those without one share a lane.
QString pipelineOfChild(const QString &name)
{
    return firstOf({name, u"child pipeline"_s});
}

// A job does not say what started its pipeline, but newer versions of GitLab say from where: of a child it is the same project.
bool isOfChild(const QJsonObject &job, const QString &project)
{
    return textAt(job, "source_pipeline.project.path_with_namespace"_L1) == project;
}

Job jobOfPipeline(const QJsonObject &build, qint64 key, const QString &web)
{
    return Job{.key = key,
               .name = build.value("name"_L1).toString(),
               .stage = build.value("stage"_L1).toString(),
               .state = stateOf(words, build.value("status"_L1).toString()),
               .started = momentAt(build, "started_at"_L1),
               .finished = momentAt(build, "finished_at"_L1),
               .duration = secondsAt(build, "duration"_L1),
               .url = web.isEmpty() ? QString() : u"%1/-/jobs/%2"_s.arg(web, QString::number(key)),
               .allowFailure = build.value("allow_failure"_L1).toBool()};
}

// Whether a newer try of the same job is among them.
bool wasRetried(const Job &job, const QList<Job> &jobs)
{
    return std::any_of(jobs.begin(), jobs.end(), [&job](const Job &other) {
        return other.key > job.key && other.name == job.name && other.stage == job.stage;
    });
}

bool passedWithWarnings(const QJsonObject &attributes, const QList<Job> &jobs)
{
    return attributes.value("detailed_status"_L1).toString().contains("warning"_L1)
            || std::any_of(jobs.begin(), jobs.end(), [&jobs](const Job &job) {
                   return job.allowFailure && job.state == State::Failed && !wasRetried(job, jobs);
               });
}

Result<Reading> readPipeline(const QJsonObject &body)
{
    const QJsonObject attributes = body.value("object_attributes"_L1).toObject();
    const QString web = textAt(body, "project.web_url"_L1);
    const qint64 id = integerAt(attributes, "id"_L1);
    Run run{.project = nameAt(body, {"project.path_with_namespace"_L1, "project.name"_L1}),
            .ref = textAt(attributes, "ref"_L1),
            .commit = firstTextAt(body, {"object_attributes.sha"_L1, "commit.id"_L1}),
            .message = firstTextAt(body, {"commit.title"_L1, "commit.message"_L1}),
            .author = firstTextAt(body, {"user.name"_L1, "user.username"_L1, "commit.author.name"_L1}),
            .finished = momentAt(attributes, "finished_at"_L1),
            .duration = secondsAt(attributes, "duration"_L1),
            .key = QString::number(id),
            .number = id,
            .generation = 1};
    if (run.project.isEmpty())
        return missing("project.path_with_namespace"_L1);
    if (id <= 0)
        return missing("object_attributes.id"_L1);
    if (!attributes.value("status"_L1).isString())
        return missing("object_attributes.status"_L1);

    if (textAt(attributes, "source"_L1) == "parent_pipeline"_L1)
        run.pipeline = pipelineOfChild(textAt(attributes, "name"_L1));
    report(run, words, textAt(attributes, "status"_L1));
    run.url = firstOf(
            {textAt(attributes, "url"_L1), web.isEmpty() ? QString() : u"%1/-/pipelines/%2"_s.arg(web, run.key)});
    const QJsonArray builds = body.value("builds"_L1).toArray();
    for (const QJsonValue &build : builds) {
        const qint64 key = build["id"_L1].toInteger();
        if (key <= 0)
            continue;
        const Job job = jobOfPipeline(build.toObject(), key, web);
        run.generation = std::max(run.generation, key);
        if (job.started && (!run.started || *job.started < *run.started))
            run.started = job.started;
        if (run.jobs.size() < Run::maxJobs)
            run.jobs.append(job);
    }
    if (run.reported == State::Success && passedWithWarnings(attributes, run.jobs))
        run.reported = State::Warning;
    return Reading(run);
}

Result<Reading> readJob(const QJsonObject &body)
{
    const QString home = firstTextAt(body, {"project.web_url"_L1, "repository.homepage"_L1});
    const qint64 key = integerAt(body, "build_id"_L1);
    const qint64 pipeline = integerAt(body, "pipeline_id"_L1);
    Run run{.project = firstOf({nameAt(body, {"project.path_with_namespace"_L1}), pathOf(home),
                                textAt(body, "project_name"_L1).remove(u' ')}),
            .ref = textAt(body, "ref"_L1),
            .commit = firstTextAt(body, {"sha"_L1, "commit.sha"_L1}),
            .message = textAt(body, "commit.message"_L1),
            .author = firstTextAt(body, {"user.name"_L1, "commit.author_name"_L1}),
            .key = QString::number(pipeline),
            .number = pipeline};
    if (run.project.isEmpty())
        return missing("project_name"_L1);
    if (pipeline <= 0)
        return missing("pipeline_id"_L1);
    if (key <= 0)
        return missing("build_id"_L1);
    if (isOfChild(body, run.project))
        run.pipeline = pipelineOfChild(textAt(body, "commit.name"_L1)); // which is the pipeline's
    if (!home.isEmpty())
        run.url = u"%1/-/pipelines/%2"_s.arg(home, run.key);
    run.jobs.append(Job{.key = key,
                        .name = textAt(body, "build_name"_L1),
                        .stage = textAt(body, "build_stage"_L1),
                        .state = stateOf(words, textAt(body, "build_status"_L1)),
                        .started = momentAt(body, "build_started_at"_L1),
                        .finished = momentAt(body, "build_finished_at"_L1),
                        .duration = secondsAt(body, "build_duration"_L1),
                        .url = home.isEmpty() ? QString() : u"%1/-/jobs/%2"_s.arg(home, QString::number(key)),
                        .allowFailure = body.value("build_allow_failure"_L1).toBool()});
    return Reading(run);
}

// A deployment is a run of its own, in a lane of its environment.
Result<Reading> readDeployment(const QJsonObject &body)
{
    const qint64 id = integerAt(body, "deployment_id"_L1);
    const auto changed = momentAt(body, "status_changed_at"_L1);
    const QString environment = textAt(body, "environment"_L1);
    Run run{.project = nameAt(body, {"project.path_with_namespace"_L1, "project.name"_L1}),
            .pipeline = environment.isEmpty() ? u"deployment"_s : u"deployment to %1"_s.arg(environment),
            .ref = textAt(body, "ref"_L1),
            .commit = textAt(body, "short_sha"_L1),
            .message = textAt(body, "commit_title"_L1),
            .author = firstTextAt(body, {"user.name"_L1, "user.username"_L1}),
            .url = textAt(body, "deployable_url"_L1),
            .key = u"deployment %1"_s.arg(id),
            .number = id,
            .said = changed.value_or(TimePoint{}),
            .generation = 1};
    if (run.project.isEmpty())
        return missing("project.path_with_namespace"_L1);
    if (id <= 0)
        return missing("deployment_id"_L1);
    report(run, words, textAt(body, "status"_L1));
    if (run.reported == State::Running)
        run.started = changed;
    else if (isFinished(run.reported))
        run.finished = changed;
    return Reading(run);
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const QString kind = textAt(body, "object_kind"_L1);
    if (kind == "pipeline"_L1)
        return readPipeline(body);
    if (kind == "build"_L1)
        return readJob(body);
    if (kind == "deployment"_L1)
        return readDeployment(body);
    const QString other = firstOf(
            {kind, textAt(body, "event_name"_L1)}); // system hooks of other things have only a name
    if (other.isEmpty())
        return missing("object_kind"_L1);
    return Reading(Ignored{u"GitLab's \"%1\" events have nothing to show; pipeline, job and deployment events do"_s.arg(
            other.left(40))});
}

} // namespace

Provider gitlab()
{
    return Provider{
            .name = "gitlab"_ba,
            .title = u"GitLab"_s,
            .recognises = [](const Delivery &delivery) { return !delivery.header("X-Gitlab-Event").isEmpty(); },
            .schemes = {standardWebhook(), sharedToken("X-Gitlab-Token"_ba)},
            .idOf =
                    [](const Delivery &delivery) {
                        const QByteArray key = delivery.header("Idempotency-Key");
                        return key.isEmpty() ? delivery.header("webhook-id") : key;
                    },
            .eventOf = [](const Delivery &delivery) { return QString::fromUtf8(delivery.header("X-Gitlab-Event")); },
            .read = &read};
}

} // namespace tallywall::ci
