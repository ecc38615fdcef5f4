// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/gitlab.h"

#include "core/json.h"
#include "core/secret.h"

#include <QHash>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

State stateOf(const QString &status)
{
    static const QHash<QString, State> states{
            {u"created"_s, State::Queued},
            {u"pending"_s, State::Queued},
            {u"preparing"_s, State::Queued},
            {u"waiting_for_resource"_s, State::Waiting},
            {u"waiting_for_callback"_s, State::Waiting},
            {u"manual"_s, State::Waiting},
            {u"scheduled"_s, State::Waiting},
            {u"running"_s, State::Running},
            {u"canceling"_s, State::Running},
            {u"success"_s, State::Success},
            {u"failed"_s, State::Failed},
            {u"canceled"_s, State::Canceled},
            {u"skipped"_s, State::Skipped},
    };
    return states.value(status, State::Unknown);
}

std::optional<double> seconds(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<TimePoint> moment(const QJsonValue &value)
{
    return fromIso(value.toString());
}

Error missing(QLatin1StringView field)
{
    return Error{ErrorCode::Invalid, u"missing, or not what GitLab documents"_s, u"field \"%1\""_s.arg(field)};
}

QString firstOf(std::initializer_list<QString> candidates)
{
    for (const QString &text : candidates) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString pathOf(const QString &address)
{
    QString path = QUrl(address).path();
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    return path;
}

Job jobOfPipeline(const QJsonObject &build, const QString &web)
{
    const qint64 key = build.value("id"_L1).toInteger();
    return Job{.key = key,
               .name = build.value("name"_L1).toString(),
               .stage = build.value("stage"_L1).toString(),
               .state = stateOf(build.value("status"_L1).toString()),
               .started = moment(build.value("started_at"_L1)),
               .finished = moment(build.value("finished_at"_L1)),
               .duration = seconds(build.value("duration"_L1)),
               .url = web.isEmpty() ? QString() : webUrl(u"%1/-/jobs/%2"_s.arg(web, QString::number(key))),
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

Result<Reading> readPipeline(const QJsonObject &body, TimePoint received)
{
    const QJsonObject attributes = body.value("object_attributes"_L1).toObject();
    const QJsonObject project = body.value("project"_L1).toObject();
    const QJsonObject commit = body.value("commit"_L1).toObject();
    const QString web = project.value("web_url"_L1).toString();
    Run run{.provider = u"gitlab"_s,
            .project = firstOf(
                    {project.value("path_with_namespace"_L1).toString(), project.value("name"_L1).toString()}),
            .ref = attributes.value("ref"_L1).toString(),
            .commit = firstOf({attributes.value("sha"_L1).toString(), commit.value("id"_L1).toString()}),
            .message = firstLine(firstOf({commit.value("title"_L1).toString(), commit.value("message"_L1).toString()})),
            .author = firstOf({body["user"_L1]["name"_L1].toString(), body["user"_L1]["username"_L1].toString(),
                               commit["author"_L1]["name"_L1].toString()}),
            .state = stateOf(attributes.value("status"_L1).toString()),
            .finished = moment(attributes.value("finished_at"_L1)),
            .duration = seconds(attributes.value("duration"_L1)),
            .number = attributes.value("id"_L1).toInteger(),
            .updated = received,
            .generation = 1};
    if (run.project.isEmpty())
        return missing("project.path_with_namespace"_L1);
    if (run.number <= 0)
        return missing("object_attributes.id"_L1);
    if (!attributes.value("status"_L1).isString())
        return missing("object_attributes.status"_L1);

    run.url = webUrl(
            firstOf({attributes.value("url"_L1).toString(),
                     web.isEmpty() ? QString() : u"%1/-/pipelines/%2"_s.arg(web, QString::number(run.number))}));
    const QJsonArray builds = body.value("builds"_L1).toArray();
    for (const QJsonValue &build : builds) {
        const Job job = jobOfPipeline(build.toObject(), web);
        if (job.key <= 0)
            continue;
        run.generation = std::max(run.generation, job.key);
        if (job.started && (!run.started || *job.started < *run.started))
            run.started = job.started;
        if (run.jobs.size() < Run::maxJobs)
            run.jobs.append(job);
    }
    if (!isFinished(run.state)) { // while a retry runs they are those of the attempt before
        run.finished.reset();
        run.duration.reset();
    }
    if (run.state == State::Success && passedWithWarnings(attributes, run.jobs))
        run.state = State::Warning;
    return Reading(run);
}

Result<Reading> readJob(const QJsonObject &body, TimePoint received)
{
    const QString home = firstOf(
            {body["project"_L1]["web_url"_L1].toString(), body["repository"_L1]["homepage"_L1].toString()});
    const QJsonObject commit = body.value("commit"_L1).toObject();
    const qint64 key = body.value("build_id"_L1).toInteger();
    Run run{.provider = u"gitlab"_s,
            .project = firstOf({body["project"_L1]["path_with_namespace"_L1].toString(), pathOf(home),
                                body.value("project_name"_L1).toString().remove(u' ')}),
            .ref = body.value("ref"_L1).toString(),
            .commit = firstOf({body.value("sha"_L1).toString(), commit.value("sha"_L1).toString()}),
            .message = firstLine(commit.value("message"_L1).toString()),
            .author = firstOf({body["user"_L1]["name"_L1].toString(), commit.value("author_name"_L1).toString()}),
            .number = body.value("pipeline_id"_L1).toInteger(),
            .updated = received};
    if (run.project.isEmpty())
        return missing("project_name"_L1);
    if (run.number <= 0)
        return missing("pipeline_id"_L1);
    if (key <= 0)
        return missing("build_id"_L1);
    run.url = webUrl(home.isEmpty() ? QString() : u"%1/-/pipelines/%2"_s.arg(home, QString::number(run.number)));
    run.jobs.append(Job{.key = key,
                        .name = body.value("build_name"_L1).toString(),
                        .stage = body.value("build_stage"_L1).toString(),
                        .state = stateOf(body.value("build_status"_L1).toString()),
                        .started = moment(body.value("build_started_at"_L1)),
                        .finished = moment(body.value("build_finished_at"_L1)),
                        .duration = seconds(body.value("build_duration"_L1)),
                        .url = home.isEmpty() ? QString() : webUrl(u"%1/-/jobs/%2"_s.arg(home, QString::number(key))),
                        .allowFailure = body.value("build_allow_failure"_L1).toBool()});
    return Reading(run);
}

Result<Reading> read(const Delivery &delivery)
{
    const auto body = parseJsonObject(delivery.body);
    if (!body)
        return body.error();
    const QString kind = body->value("object_kind"_L1).toString();
    if (kind == "pipeline"_L1)
        return readPipeline(*body, delivery.received);
    if (kind == "build"_L1)
        return readJob(*body, delivery.received);
    if (kind.isEmpty())
        return missing("object_kind"_L1);
    return Reading(
            Ignored{u"GitLab's \"%1\" events have nothing to show; pipeline and job events do"_s.arg(kind.left(40))});
}

Proof prove(const Delivery &delivery, const QByteArrayList &secrets)
{
    const QByteArray token = delivery.header("X-Gitlab-Token");
    if (token.isEmpty())
        return Proof::Missing;
    return isOneOfSecrets(token, secrets) ? Proof::Given : Proof::Wrong;
}

bool recognises(const Delivery &delivery)
{
    return !delivery.header("X-Gitlab-Event").isEmpty();
}

} // namespace

Provider gitlab()
{
    return Provider{"gitlab"_ba, &recognises, &prove, &read};
}

} // namespace tallywall::ci
