// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/run.h"
#include "core/json_object_writer.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

enum class JobDetail : quint8 { Wire, Store };

void appendJob(QByteArray &out, const Job &job, JobDetail detail)
{
    JsonObjectWriter object(out);
    if (detail == JobDetail::Store)
        object.integer("key", job.key);
    object.text("name", job.name);
    object.text("stage", job.stage);
    object.word("state", stateWord(job.state));
    object.time("started", job.started);
    object.time("finished", job.finished);
    object.number("duration", job.duration);
    object.text("url", job.url);
    if (job.allowFailure)
        object.flag("allow_failure", true);
    object.end();
}

void appendJobs(QByteArray &out, const QList<Job> &jobs, JobDetail detail)
{
    out.append('[');
    for (const Job &job : jobs) {
        beginElement(out);
        appendJob(out, job, detail);
    }
    out.append(']');
}

void tellReckoned(JsonObjectWriter &object, const Run &run)
{
    if (run.transition != Transition::None)
        object.word("transition", transitionWord(run.transition));
    object.number("estimate", run.estimate);
    object.number("overdue_after", run.overdueAfter);
    object.time("last_green", run.lastGreen);
    if (run.claim.by.isEmpty())
        return;
    JsonObjectWriter claim(object.begin("claim"));
    claim.text("by", run.claim.by);
    claim.time("at", run.claim.at);
    claim.end();
}

std::optional<double> numberAt(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

Job jobFromJson(const QJsonObject &object)
{
    return Job{.key = object.value("key"_L1).toInteger(),
               .name = object.value("name"_L1).toString(),
               .stage = object.value("stage"_L1).toString(),
               .state = stateFromWord(object.value("state"_L1).toString()),
               .started = fromIso(object.value("started"_L1).toString()),
               .finished = fromIso(object.value("finished"_L1).toString()),
               .duration = numberAt(object, "duration"_L1),
               .url = object.value("url"_L1).toString(),
               .allowFailure = object.value("allow_failure"_L1).toBool()};
}

QList<Job> jobsFromArray(const QJsonArray &array)
{
    QList<Job> jobs;
    jobs.reserve(array.size());
    for (const QJsonValue &value : array)
        jobs.append(jobFromJson(value.toObject()));
    return jobs;
}

} // namespace

QByteArray runJson(const Run &run)
{
    QByteArray out;
    out.reserve(512 + 160 * run.jobs.size());
    JsonObjectWriter object(out);
    object.integer("id", static_cast<qint64>(run.id));
    object.text("provider", run.provider);
    object.text("project", run.project);
    object.text("pipeline", run.pipeline);
    object.text("ref", run.ref);
    object.text("commit", run.commit);
    object.text("message", run.message);
    object.text("author", run.author);
    object.word("state", stateWord(run.state));
    object.text("word", run.word);
    object.time("started", run.started);
    object.time("finished", run.finished);
    object.number("duration", run.duration);
    object.text("url", run.url);
    object.text("key", run.key);
    object.integerFromOne("number", run.number);
    object.integer("attempt", run.attempt);
    if (run.sequence != run.number)
        object.integer("sequence", run.sequence);
    object.time("updated", run.updated);
    tellReckoned(object, run);
    appendJobs(object.begin("jobs"), run.jobs, JobDetail::Wire);
    object.end();
    return out;
}

Run runFromJson(const QJsonObject &object)
{
    const qint64 number = object.value("number"_L1).toInteger();
    const QJsonValue claim = object.value("claim"_L1);
    return Run{.id = RunId(object.value("id"_L1).toInteger()),
               .provider = object.value("provider"_L1).toString(),
               .project = object.value("project"_L1).toString(),
               .pipeline = object.value("pipeline"_L1).toString(),
               .ref = object.value("ref"_L1).toString(),
               .commit = object.value("commit"_L1).toString(),
               .message = object.value("message"_L1).toString(),
               .author = object.value("author"_L1).toString(),
               .state = stateFromWord(object.value("state"_L1).toString()),
               .word = object.value("word"_L1).toString(),
               .started = fromIso(object.value("started"_L1).toString()),
               .finished = fromIso(object.value("finished"_L1).toString()),
               .duration = numberAt(object, "duration"_L1),
               .url = object.value("url"_L1).toString(),
               .key = object.value("key"_L1).toString(),
               .number = number,
               .sequence = object.value("sequence"_L1).toInteger(number),
               .attempt = object.value("attempt"_L1).toInt(1),
               .updated = fromIso(object.value("updated"_L1).toString()).value_or(TimePoint{}),
               .jobs = jobsFromArray(object.value("jobs"_L1).toArray()),
               .transition = transitionFromWord(object.value("transition"_L1).toString()),
               .estimate = numberAt(object, "estimate"_L1),
               .overdueAfter = numberAt(object, "overdue_after"_L1),
               .lastGreen = fromIso(object.value("last_green"_L1).toString()),
               .claim = {claim["by"_L1].toString(), fromIso(claim["at"_L1].toString()).value_or(TimePoint{})}};
}

QByteArray laneJson(const Lane &lane)
{
    QByteArray out;
    JsonObjectWriter members(out);
    appendJsonString(members.begin("provider"), lane.provider);
    appendJsonString(members.begin("project"), lane.project);
    appendJsonString(members.begin("pipeline"), lane.pipeline);
    appendJsonString(members.begin("ref"), lane.ref);
    members.end();
    return out;
}

std::optional<Lane> laneFromJson(const QJsonObject &object)
{
    Lane lane{object.value("provider"_L1).toString(), object.value("project"_L1).toString(),
              object.value("pipeline"_L1).toString(), object.value("ref"_L1).toString()};
    if (lane.provider.isEmpty() || lane.project.isEmpty())
        return std::nullopt;
    return lane;
}

QByteArray jobsJson(const QList<Job> &jobs)
{
    QByteArray out;
    appendJobs(out, jobs, JobDetail::Store);
    return out;
}

QList<Job> jobsFromJson(const QByteArray &json)
{
    return jobsFromArray(QJsonDocument::fromJson(json).array());
}

} // namespace tallywall::ci
