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
        StateWord{"pending"_L1, State::Queued},  StateWord{"waiting_on_dependencies"_L1, State::Queued},
        StateWord{"blocked"_L1, State::Waiting}, // for an approval
        StateWord{"running"_L1, State::Running}, StateWord{"success"_L1, State::Success},
        StateWord{"failure"_L1, State::Failed},  StateWord{"error"_L1, State::Error},
        StateWord{"killed"_L1, State::Canceled}, StateWord{"declined"_L1, State::Canceled},
        StateWord{"skipped"_L1, State::Skipped},
};

constexpr Missing missing{u"Drone"};

QString projectOf(const QJsonObject &body)
{
    const QString owner = nameAt(body, {"repo.namespace"_L1});
    const QString name = nameAt(body, {"repo.name"_L1});
    return firstOf({nameAt(body, {"repo.slug"_L1}), owner.isEmpty() ? name : u"%1/%2"_s.arg(owner, name)});
}

// The build's page; its `link` is that of the commit.
QString urlOf(const QJsonObject &body, const QString &project, qint64 number)
{
    const QString home = textAt(body, "system.link"_L1);
    return home.isEmpty() || number <= 0 ? textAt(body, "build.link"_L1)
                                         : u"%1/%2/%3"_s.arg(home, project, QString::number(number));
}

QList<Job> jobsOf(const QJsonObject &build)
{
    QList<Job> jobs;
    const QJsonArray stages = build.value("stages"_L1).toArray();
    for (const QJsonValue &entry : stages) {
        const QJsonObject stage = entry.toObject();
        const QJsonArray steps = stage.value("steps"_L1).toArray();
        for (const QJsonValue &value : steps) {
            const QJsonObject step = value.toObject();
            if (jobs.size() < Run::maxJobs && step.value("id"_L1).toInteger() > 0)
                jobs.append(Job{.key = step.value("id"_L1).toInteger(),
                                .name = textAt(step, "name"_L1),
                                .stage = textAt(stage, "name"_L1),
                                .state = stateOf(words, textAt(step, "status"_L1)),
                                .started = momentAt(step, "started"_L1),
                                .finished = momentAt(step, "stopped"_L1),
                                .allowFailure = step.value("errignore"_L1).toBool()
                                        || stage.value("errignore"_L1).toBool()});
        }
    }
    return jobs;
}

bool hasIgnoredFailure(const QList<Job> &jobs)
{
    return std::any_of(jobs.begin(), jobs.end(),
                       [](const Job &job) { return job.allowFailure && job.state == State::Failed; });
}

Result<Reading> readBuild(const QJsonObject &body)
{
    const QJsonObject build = body.value("build"_L1).toObject();
    const qint64 id = integerAt(build, "id"_L1);
    const QString target = textAt(build, "deploy_to"_L1);
    Run run{.project = projectOf(body),
            .pipeline = target.isEmpty() ? QString() : u"deployment to %1"_s.arg(target),
            // of a pull request `target` is the branch that it would be merged into
            .ref = shortRef(firstTextAt(build, {"ref"_L1, "target"_L1})),
            .commit = textAt(build, "after"_L1),
            .message = firstTextAt(build, {"message"_L1, "title"_L1}),
            .author = firstTextAt(build, {"author_name"_L1, "author_login"_L1}),
            .started = momentAt(build, "started"_L1),
            .finished = momentAt(build, "finished"_L1),
            .key = QString::number(id),
            .number = integerAt(build, "number"_L1),
            .said = momentAt(build, "updated"_L1).value_or(TimePoint{}),
            .generation = 1,
            .jobs = jobsOf(build)};
    if (run.project.isEmpty())
        return missing("repo.slug"_L1);
    if (id <= 0)
        return missing("build.id"_L1);
    if (!build.value("status"_L1).isString())
        return missing("build.status"_L1);
    run.url = urlOf(body, run.project, run.number);
    report(run, words, textAt(build, "status"_L1));
    if (run.reported == State::Success && hasIgnoredFailure(run.jobs))
        run.reported = State::Warning;
    return Reading(run);
}

QString eventOf(const Delivery &delivery)
{
    return firstOf({QString::fromUtf8(delivery.header("X-Drone-Event")), textAt(delivery.json, "event"_L1)});
}

Result<Reading> read(const Delivery &delivery)
{
    const QString event = eventOf(delivery);
    if (event == "build"_L1)
        return readBuild(delivery.json);
    if (event.isEmpty())
        return missing("event"_L1);
    return Reading(Ignored{u"Drone's \"%1\" events have nothing to show; build events do"_s.arg(event.left(40))});
}

} // namespace

Provider drone()
{
    return Provider{.name = "drone"_ba,
                    .title = u"Drone"_s,
                    .recognises = [](const Delivery &delivery) { return !delivery.header("X-Drone-Event").isEmpty(); },
                    .schemes = {httpSignature()},
                    .idOf = [](const Delivery &) { return QByteArray(); },
                    .eventOf = &eventOf,
                    .read = &read};
}

} // namespace tallywall::ci
