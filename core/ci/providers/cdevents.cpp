// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"
#include "core/cloudevents/media_type.h"
#include "core/json.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr Missing missing{u"CDEvents"};

constexpr std::array outcomes{
        StateWord{"success"_L1, State::Success},   StateWord{"failure"_L1, State::Failed},
        StateWord{"error"_L1, State::Error},       StateWord{"cancel"_L1, State::Canceled},
        StateWord{"pass"_L1, State::Success},      StateWord{"fail"_L1, State::Failed}, // of tests, up to 0.4
        StateWord{"canceled"_L1, State::Canceled}, StateWord{"cancelled"_L1, State::Canceled},
};

// Kinds of subject that are runs by themselves.
constexpr QLatin1StringView pipelineRun("pipelinerun");
constexpr QLatin1StringView taskRun("taskrun");
constexpr QLatin1StringView build("build");
constexpr QLatin1StringView testSuiteRun("testsuiterun");

// In structured mode the CDEvent is the `data` of the body (CloudEvents, "JSON Event Format", 3.1), in binary mode the body.
QJsonObject eventIn(const QJsonObject &body)
{
    if (body.value("context"_L1).isObject() || !body.contains("specversion"_L1))
        return body;
    const auto bytes = QByteArray::fromBase64Encoding(body.value("data_base64"_L1).toString().toLatin1());
    if (bytes && !bytes.decoded.isEmpty()) {
        const auto event = parseJsonObject(bytes.decoded);
        return event ? *event : QJsonObject();
    }
    return body.value("data"_L1).toObject();
}

// An attribute of the event: in the CDEvent, else in the envelope of the CloudEvent, which says the same.
QString attribute(const Delivery &delivery, const QJsonObject &event, QLatin1StringView name,
                  QLatin1StringView ofCloudEvent)
{
    const QByteArray header = "ce-"_ba + ofCloudEvent.data();
    const bool isEnvelope = !delivery.json.value("context"_L1).isObject();
    return firstOf({textAt(event.value("context"_L1).toObject(), name), QString::fromUtf8(delivery.header(header)),
                    isEnvelope ? textAt(delivery.json, ofCloudEvent) : QString()});
}

QString typeOf(const Delivery &delivery)
{
    return attribute(delivery, eventIn(delivery.json), "type"_L1, "type"_L1);
}

// By the specification a run's id is unique within the source of the subject. Jenkins numbers the runs of each job, and gives
// the run as the source of the event: what it is a run of is what comes before.
QString projectOf(const QString &subjectSource, const QString &eventSource, const QString &id)
{
    const auto place = [](const QString &source) {
        const QUrl url(source);
        QString text = url.host().isEmpty() ? source : url.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo);
        while (text.size() > 1 && text.endsWith(u'/'))
            text.chop(1);
        while (text.size() > 1 && text.startsWith(u'/'))
            text.remove(0, 1);
        return text;
    };
    for (const QString &source : {place(subjectSource), place(eventSource)}) {
        if (source.size() > id.size() + 1 && source.endsWith(u'/' + id))
            return source.chopped(id.size() + 1);
    }
    return place(firstOf({subjectSource, eventSource}));
}

struct Event {
    QString subject;   // lower-case: "pipelinerun"
    QString predicate; // lower-case: "finished"
    QString id;        // of the subject
    QString source;    // of the subject, where it is not that of the event
    QString eventSource;
    std::optional<TimePoint> said;
    TimePoint time{}; // when it was said, at the latest when it was received
    QJsonObject content;
    QJsonObject custom;
};

State stateOf(const Event &event)
{
    if (event.predicate == "queued"_L1)
        return State::Queued;
    if (event.predicate == "started"_L1)
        return State::Running;
    const State state = ci::stateOf(outcomes, textAt(event.content, "outcome"_L1));
    const bool built = event.subject == build && !textAt(event.content, "artifactId"_L1).isEmpty();
    return state == State::Unknown && built ? State::Success : state; // the end of a build has no outcome
}

QString addressOf(const Event &event)
{
    return firstTextAt(event.content, {"uri"_L1, "url"_L1}); // "url" up to 0.4
}

// What is the same for all. The specification knows neither branch nor commit; a sender can put them into customData.
Run runOf(const Event &event)
{
    return Run{.ref = shortRef(firstTextAt(event.custom, {"ref"_L1, "branch"_L1})),
               .commit = firstTextAt(event.custom, {"commit"_L1, "sha"_L1}),
               .message = textAt(event.custom, "message"_L1),
               .author = firstTextAt(event.custom, {"author"_L1, "user"_L1}),
               .sequence = toUnixMs(event.time), // it has no number, and its id need not grow
               .said = event.said.value_or(TimePoint{})};
}

// A run of its own, in the lane of that pipeline.
Run ownRun(const Event &event, const QString &pipeline)
{
    Run run = runOf(event);
    run.project = projectOf(event.source, event.eventSource, event.id);
    run.pipeline = pipeline;
    run.key = event.subject == pipelineRun ? event.id : event.subject + u' ' + event.id;
    run.url = addressOf(event);
    run.generation = 1;
    run.message = firstOf({run.message, textAt(event.content, "errors"_L1), textAt(event.content, "reason"_L1)});
    run.reported = stateOf(event);
    if (run.reported == State::Unknown)
        run.word = firstOf({textAt(event.content, "outcome"_L1), u"finished without an outcome"_s});
    if (event.predicate == "started"_L1)
        run.started = event.time;
    if (event.predicate == "finished"_L1)
        run.finished = event.time;
    return run;
}

// A task of a pipeline run: a job of it.
Run jobRun(const Event &event, const QString &pipelineRunId)
{
    Run run = runOf(event);
    run.project = projectOf(firstOf({textAt(event.content, "pipelineRun.source"_L1), event.source}), event.eventSource,
                            pipelineRunId);
    run.key = pipelineRunId;
    Job job{.key = event.id.toLongLong(), // 0 where the id is no number
            .name = firstTextAt(event.content, {"taskName"_L1, "task"_L1}),
            .state = stateOf(event),
            .url = addressOf(event)};
    if (job.name.isEmpty())
        job.name = event.id;
    if (event.predicate == "started"_L1)
        job.started = event.time;
    if (event.predicate == "finished"_L1)
        job.finished = event.time;
    run.jobs.append(job);
    return run;
}

Run runIn(const Event &event)
{
    if (event.subject == pipelineRun)
        return ownRun(event, textAt(event.content, "pipelineName"_L1));
    if (event.subject == build)
        return ownRun(event, u"build"_s);
    if (event.subject == testSuiteRun)
        return ownRun(event,
                      firstOf({firstTextAt(event.content, {"testSuite.name"_L1, "testSuite.id"_L1}), u"tests"_s}));
    const QString parent = textAt(event.content, "pipelineRun.id"_L1);
    return parent.isEmpty() ? ownRun(event, firstTextAt(event.content, {"taskName"_L1, "task"_L1}))
                            : jobRun(event, parent);
}

bool isAboutARun(const Event &event)
{
    return (event.subject == pipelineRun || event.subject == taskRun || event.subject == build
            || event.subject == testSuiteRun)
            && (event.predicate == "queued"_L1 || event.predicate == "started"_L1 || event.predicate == "finished"_L1);
}

Result<Reading> read(const Delivery &delivery)
{
    const QString type = typeOf(delivery);
    if (type.isEmpty())
        return missing("context.type"_L1);
    const QStringList parts = type.toLower().split(u'.'); // dev.cdevents.SUBJECT.PREDICATE.VERSION
    const QJsonObject body = eventIn(delivery.json);
    const auto said = fromIso(attribute(delivery, body, "timestamp"_L1, "time"_L1));
    const Event event{.subject = parts.value(2),
                      .predicate = parts.value(3),
                      .id = textAt(body, "subject.id"_L1),
                      .source = textAt(body, "subject.source"_L1),
                      .eventSource = attribute(delivery, body, "source"_L1, "source"_L1),
                      .said = said,
                      .time = std::min(said.value_or(delivery.received), delivery.received),
                      .content = at(body, "subject.content"_L1).toObject(),
                      .custom = body.value("customData"_L1).toObject()};
    if (!type.startsWith("dev.cdevents."_L1, Qt::CaseInsensitive) || !isAboutARun(event))
        return Reading(Ignored{u"\"%1\" has nothing to show; queued, started and finished of pipelineRun, taskRun, "
                               u"build and testSuiteRun do"_s.arg(type.left(80))});
    if (event.id.isEmpty())
        return missing("subject.id"_L1);
    if (event.source.isEmpty() && event.eventSource.isEmpty())
        return missing("context.source"_L1);
    return Reading(runIn(event));
}

bool recognises(const Delivery &delivery)
{
    return !delivery.header("ce-type").isEmpty()
            || cloudevents::contentModeOf(delivery.header("Content-Type")) != cloudevents::ContentMode::Binary
            || typeOf(delivery).startsWith("dev.cdevents"_L1);
}

// An id is unique within its source (CloudEvents, "id").
QByteArray idOf(const Delivery &delivery)
{
    const QJsonObject event = eventIn(delivery.json);
    const QString id = attribute(delivery, event, "id"_L1, "id"_L1);
    const QString source = attribute(delivery, event, "source"_L1, "source"_L1);
    return id.isEmpty() ? QByteArray() : QString(id + u' ' + source).trimmed().toUtf8();
}

} // namespace

Provider cdevents()
{
    return Provider{.name = "cdevents"_ba,
                    .title = u"CDEvents"_s,
                    .recognises = &recognises,
                    .schemes = {}, // the specification has none of its own
                    .idOf = &idOf,
                    .eventOf = &typeOf,
                    .read = &read};
}

} // namespace tallywall::ci
