// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/run.h"
#include "core/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

void put(QByteArray &out, const char *name)
{
    if (!out.endsWith('{'))
        out.append(',');
    out.append('"').append(name).append("\":");
}

void putText(QByteArray &out, const char *name, const QString &text)
{
    if (text.isEmpty())
        return;
    put(out, name);
    appendJsonString(out, text);
}

void putTime(QByteArray &out, const char *name, const std::optional<TimePoint> &time)
{
    if (!time)
        return;
    put(out, name);
    out.append('"');
    out.append(IsoText(*time));
    out.append('"');
}

void putNumber(QByteArray &out, const char *name, const std::optional<double> &value)
{
    if (!value || !std::isfinite(*value))
        return;
    put(out, name);
    appendJsonNumber(out, *value);
}

enum class JobDetail : quint8 { Wire, Store };

void appendJob(QByteArray &out, const Job &job, JobDetail detail)
{
    out.append('{');
    if (detail == JobDetail::Store) {
        put(out, "key");
        appendJsonNumber(out, job.key);
    }
    putText(out, "name", job.name);
    putText(out, "stage", job.stage);
    put(out, "state");
    appendJsonUtf8(out, stateWord(job.state));
    putTime(out, "started", job.started);
    putTime(out, "finished", job.finished);
    putNumber(out, "duration", job.duration);
    putText(out, "url", job.url);
    if (job.allowFailure)
        out.append(",\"allow_failure\":true");
    out.append('}');
}

void appendJobs(QByteArray &out, const QList<Job> &jobs, JobDetail detail)
{
    out.append('[');
    for (const Job &job : jobs) {
        if (!out.endsWith('['))
            out.append(',');
        appendJob(out, job, detail);
    }
    out.append(']');
}

void appendReckoned(QByteArray &out, const Run &run)
{
    if (run.transition != Transition::None) {
        put(out, "transition");
        appendJsonUtf8(out, transitionWord(run.transition));
    }
    putNumber(out, "estimate", run.estimate);
    putNumber(out, "overdue_after", run.overdueAfter);
    putTime(out, "last_green", run.lastGreen);
    if (!run.claim.by.isEmpty()) {
        put(out, "claim");
        out.append('{');
        putText(out, "by", run.claim.by);
        putTime(out, "at", run.claim.at);
        out.append('}');
    }
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
    QByteArray out("{");
    out.reserve(512 + 160 * run.jobs.size());
    put(out, "id");
    appendJsonNumber(out, static_cast<qint64>(run.id));
    putText(out, "provider", run.provider);
    putText(out, "project", run.project);
    putText(out, "pipeline", run.pipeline);
    putText(out, "ref", run.ref);
    putText(out, "commit", run.commit);
    putText(out, "message", run.message);
    putText(out, "author", run.author);
    put(out, "state");
    appendJsonUtf8(out, stateWord(run.state));
    putText(out, "word", run.word);
    putTime(out, "started", run.started);
    putTime(out, "finished", run.finished);
    putNumber(out, "duration", run.duration);
    putText(out, "url", run.url);
    put(out, "number");
    appendJsonNumber(out, run.number);
    put(out, "attempt");
    appendJsonNumber(out, qint64(run.attempt));
    if (run.sequence != run.number) {
        put(out, "sequence");
        appendJsonNumber(out, run.sequence);
    }
    putTime(out, "updated", run.updated);
    appendReckoned(out, run);
    put(out, "jobs");
    appendJobs(out, run.jobs, JobDetail::Wire);
    out.append('}');
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
