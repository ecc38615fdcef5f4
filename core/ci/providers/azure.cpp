// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"notStarted"_L1, State::Queued},
        StateWord{"postponed"_L1, State::Queued},
        StateWord{"queued"_L1, State::Queued},
        StateWord{"scheduled"_L1, State::Waiting},
        StateWord{"inProgress"_L1, State::Running},
        StateWord{"canceling"_L1, State::Running},
        StateWord{"cancelling"_L1, State::Running},
        StateWord{"succeeded"_L1, State::Success},
        StateWord{"partiallySucceeded"_L1, State::Warning},
        StateWord{"failed"_L1, State::Failed},
        StateWord{"rejected"_L1, State::Failed},
        StateWord{"stopped"_L1, State::Canceled},
        StateWord{"canceled"_L1, State::Canceled},
};

constexpr Missing missing{u"Azure DevOps"};

// Of "completed" the result says more.
QString stateOrResult(const QString &state, const QString &result)
{
    return state.compare("completed"_L1, Qt::CaseInsensitive) == 0 ? result : state;
}

// "LG:refs/heads/main:600c52d2", which is what resources of version 1.0 have instead of a branch and a commit.
QString branchIn(const QString &version)
{
    return version.count(u':') >= 2 ? version.section(u':', 1, -2) : QString();
}

// The address of the first link: resources of version 1.0 have none of their own but for programs.
QString linkIn(const QString &html)
{
    const qsizetype begin = html.indexOf("href=\""_L1) + 6;
    const qsizetype end = begin < 6 ? -1 : html.indexOf(u'"', begin);
    return end < 0 ? QString() : html.sliced(begin, end - begin).replace("&amp;"_L1, "&"_L1);
}

// Where the name of the project is not told, the pipeline's has to stand for both.
void name(Run &run, const QString &project, const QString &pipeline)
{
    run.project = firstOf({project, pipeline});
    if (!project.isEmpty())
        run.pipeline = pipeline;
}

// A run that is run again keeps its id, and ends once more: its newest end is the one that counts, by the time of the event.
Run runOf(const QJsonObject &body)
{
    return Run{.message = textAt(body, "message.text"_L1),
               .said = momentAt(body, "createdDate"_L1).value_or(TimePoint{}),
               .generation = 1};
}

Result<Reading> readBuild(const QJsonObject &body)
{
    const QJsonObject build = body.value("resource"_L1).toObject();
    const QString version = textAt(build, "sourceGetVersion"_L1);
    const QJsonValue cause = build.value("triggerInfo"_L1).toObject().value("ci.message"_L1); // a name with a dot
    Run run = runOf(body);
    name(run, firstTextAt(build, {"project.name"_L1, "definition.project.name"_L1}),
         textAt(build, "definition.name"_L1));
    run.ref = shortRef(firstOf({textAt(build, "sourceBranch"_L1), branchIn(version)}));
    run.commit = firstOf({textAt(build, "sourceVersion"_L1), version.section(u':', -1)});
    run.message = firstOf({cause.toString(), run.message});
    run.author = firstOf({textAt(build, "requestedFor.displayName"_L1),
                          textAt(build.value("requests"_L1)[0].toObject(), "requestedFor.displayName"_L1),
                          textAt(build, "lastChangedBy.displayName"_L1)});
    run.started = momentAt(build, "startTime"_L1);
    run.finished = momentAt(build, "finishTime"_L1);
    run.number = integerAt(build, "id"_L1);
    run.key = QString::number(run.number);
    run.url = firstOf(
            {textAt(build, "_links.web.href"_L1), linkIn(textAt(body, "message.html"_L1)), textAt(build, "url"_L1)});
    if (run.project.isEmpty())
        return missing("resource.definition.name"_L1);
    if (run.number <= 0)
        return missing("resource.id"_L1);
    if (!build.value("status"_L1).isString())
        return missing("resource.status"_L1);
    report(run, words, stateOrResult(textAt(build, "status"_L1), textAt(build, "result"_L1)));
    return Reading(run);
}

// Some samples of the documentation have no id, but always an address that ends with it.
qint64 idOfRun(const QJsonObject &run)
{
    return std::max({integerAt(run, "id"_L1), textAt(run, "url"_L1).section(u'/', -1).toLongLong(),
                     textAt(run, "_links.web.href"_L1).section("buildId="_L1, 1).section(u'&', 0, 0).toLongLong()});
}

Result<Reading> readRun(const QJsonObject &body)
{
    const QJsonObject resource = body.value("resource"_L1).toObject();
    const QJsonObject its = resource.value("run"_L1).toObject();
    const QJsonObject change = resource.value("repositories"_L1)[0]["change"_L1].toObject();
    Run run = runOf(body);
    name(run, textAt(resource, "project.name"_L1),
         firstOf({textAt(its, "pipeline.name"_L1), textAt(resource, "pipeline.name"_L1)}));
    run.ref = shortRef(textAt(its, "resources.repositories.self.refName"_L1));
    run.commit = textAt(its, "resources.repositories.self.version"_L1);
    run.message = firstOf({textAt(change, "message"_L1), run.message});
    run.author = textAt(change, "author.name"_L1);
    run.started = momentAt(its, "createdDate"_L1);
    run.finished = momentAt(its, "finishedDate"_L1);
    run.url = textAt(its, "_links.web.href"_L1);
    run.number = idOfRun(its);
    run.key = QString::number(run.number);
    if (run.project.isEmpty())
        return missing("resource.run.pipeline.name"_L1);
    if (run.number <= 0)
        return missing("resource.run.id"_L1);
    if (!its.value("state"_L1).isString())
        return missing("resource.run.state"_L1);
    report(run, words, stateOrResult(textAt(its, "state"_L1), textAt(its, "result"_L1)));
    return Reading(run);
}

enum class Deployment : quint8 { Started, Completed };

// A deployment of a release to one of its stages is a run of its own, in a lane of that stage.
Result<Reading> readDeployment(const QJsonObject &body, Deployment event)
{
    const bool started = event == Deployment::Started;
    const QJsonObject resource = body.value("resource"_L1).toObject();
    const QString stage = textAt(resource, "environment.name"_L1);
    const qint64 id = integerAt(resource, "environment.id"_L1);
    Run run = runOf(body);
    run.project = nameAt(resource, {"project.name"_L1});
    run.pipeline = stage.isEmpty() ? u"deployment"_s : u"deployment to %1"_s.arg(stage);
    run.message = firstOf({textAt(resource, "environment.release.name"_L1), run.message});
    run.author = firstTextAt(resource,
                             {"deployment.requestedFor.displayName"_L1, "release.createdBy.displayName"_L1,
                              "environment.owner.displayName"_L1});
    run.url = firstOf(
            {textAt(resource, "environment.release._links.web.href"_L1), linkIn(textAt(body, "message.html"_L1))});
    run.number = integerAt(resource, "environment.release.id"_L1);
    run.key = u"deployment %1"_s.arg(id);
    run.sequence = id;
    if (run.project.isEmpty())
        return missing("resource.project.name"_L1);
    if (id <= 0)
        return missing("resource.environment.id"_L1);
    // When it starts its stage may still be called "queued".
    report(run, words, started ? u"inProgress"_s : textAt(resource, "environment.status"_L1));
    if (run.said != TimePoint{})
        (started ? run.started : run.finished) = run.said;
    return Reading(run);
}

Result<Reading> read(const Delivery &delivery)
{
    const QString type = textAt(delivery.json, "eventType"_L1);
    if (type == "build.complete"_L1)
        return readBuild(delivery.json);
    if (type.endsWith(".run-state-changed-event"_L1))
        return readRun(delivery.json);
    if (type.endsWith(".deployment-started-event"_L1))
        return readDeployment(delivery.json, Deployment::Started);
    if (type.endsWith(".deployment-completed-event"_L1))
        return readDeployment(delivery.json, Deployment::Completed);
    if (type.isEmpty())
        return missing("eventType"_L1);
    return Reading(
            Ignored{u"Azure DevOps' \"%1\" events have nothing to show; \"Build completed\", \"Run state changed\" "
                    "and deployments of a release do"_s.arg(type.left(60))});
}

bool recognises(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    return body.value("publisherId"_L1).isString() && body.value("eventType"_L1).isString()
            && body.value("resource"_L1).isObject();
}

// The same event comes once for every subscription, and these may ask for different versions of its resource. What the button
// "Test" sends has an id of zeros, every time.
QByteArray idOf(const Delivery &delivery)
{
    const QString id = textAt(delivery.json, "id"_L1);
    if (std::all_of(id.begin(), id.end(), [](QChar c) { return c == u'0' || c == u'-'; }))
        return {};
    return QStringList{id, textAt(delivery.json, "subscriptionId"_L1), textAt(delivery.json, "notificationId"_L1)}
            .join(u' ')
            .trimmed()
            .toUtf8();
}

} // namespace

Provider azure()
{
    return Provider{.name = "azure"_ba,
                    .title = u"Azure DevOps"_s,
                    .recognises = &recognises,
                    .schemes = {},
                    .idOf = &idOf,
                    .eventOf = [](const Delivery &delivery) { return textAt(delivery.json, "eventType"_L1); },
                    .read = &read};
}

} // namespace tallywall::ci
