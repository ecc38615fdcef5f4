// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/providers/tcwebhooks.h"
#include "core/ci/reading.h"

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr Missing missing{u"TeamCity"};

constexpr std::array results{
        StateWord{"SUCCESS"_L1, State::Success}, StateWord{"FAILURE"_L1, State::Failed},
        StateWord{"ERROR"_L1, State::Error},
        StateWord{"UNKNOWN"_L1, State::Canceled}, // of a build that is over: it was canceled
};

// The build is read when the webhook is sent, some time after the event: it may be further than the event says, and the one
// that was interrupted may not have ended yet.
void reportBuild(Run &run, const QJsonObject &build, const QString &event)
{
    const QString state = textAt(build, "state"_L1);
    const State result = stateOf(results, textAt(build, "status"_L1));
    const bool queued = event.contains("QUEUE"_L1) || event == "CHANGES_LOADED"_L1;
    if (event == "BUILD_INTERRUPTED"_L1 || state == "deleted"_L1 || build.value("canceledInfo"_L1).isObject())
        run.reported = State::Canceled;
    else if (event == "BUILD_FINISHED"_L1 || state == "finished"_L1)
        report(run, results, textAt(build, "status"_L1));
    else if (state == "queued"_L1 || (state.isEmpty() && queued))
        run.reported = State::Queued;
    else if (state == "running"_L1 || state.isEmpty())
        run.reported = result == State::Failed || result == State::Error ? State::Failing : State::Running;
    else
        run.word = state;
    if (run.reported == State::Failed && build.value("failedToStart"_L1).toBool())
        run.reported = State::Error;
}

// When what is said was so.
std::optional<TimePoint> momentIn(const QJsonObject &build)
{
    const auto started = teamcityMoment(textAt(build, "startDate"_L1));
    const auto elapsed = std::clamp<qint64>(integerAt(build, "running-info.elapsedSeconds"_L1), 0, 1'000'000'000);
    if (const auto finished = teamcityMoment(textAt(build, "finishDate"_L1)))
        return finished;
    if (const auto canceled = teamcityMoment(textAt(build, "canceledInfo.timestamp"_L1)))
        return canceled;
    return started ? *started + std::chrono::seconds(elapsed) : teamcityMoment(textAt(build, "queuedDate"_L1));
}

// What the change is called, or why the build is red.
QString messageOf(const QJsonObject &build, const QJsonObject &change, State state)
{
    const bool red = isFinished(state) && !isGreen(state);
    return firstOf({textAt(change, "comment"_L1), textAt(build, "canceledInfo.text"_L1),
                    red ? textAt(build, "statusText"_L1) : QString()});
}

Result<Reading> readBuild(const QJsonObject &build, const QString &event)
{
    const QJsonObject change = build.value("lastChanges"_L1)["change"_L1][0].toObject();
    const QJsonObject revision = build.value("revisions"_L1)["revision"_L1][0].toObject();
    Run run{.project = nameAt(build, {"buildType.projectName"_L1, "buildType.projectId"_L1, "buildTypeId"_L1}),
            .pipeline = firstTextAt(build, {"buildType.name"_L1, "buildTypeId"_L1}),
            .ref = teamcityBranch(textAt(build, "branchName"_L1)),
            .commit = firstOf({textAt(revision, "version"_L1), textAt(change, "version"_L1)}),
            .author = firstOf({firstTextAt(build, {"triggered.user.name"_L1, "triggered.user.username"_L1}),
                               textAt(change, "username"_L1)}),
            .started = teamcityMoment(textAt(build, "startDate"_L1)),
            .finished = teamcityMoment(textAt(build, "finishDate"_L1)),
            .url = textAt(build, "webUrl"_L1),
            .key = textAt(build, "id"_L1),
            .number = integerAt(build, "number"_L1), // any text; "1.2.43" is none
            .sequence = integerAt(build, "id"_L1),
            .generation = 1};
    if (run.project.isEmpty())
        return missing("payload.buildType.projectName"_L1);
    if (run.sequence <= 0)
        return missing("payload.id"_L1);
    reportBuild(run, build, event);
    if (!run.finished && run.reported == State::Canceled)
        run.finished = teamcityMoment(textAt(build, "canceledInfo.timestamp"_L1));
    run.message = messageOf(build, change, run.reported);
    run.said = teamcitySaid(run, momentIn(build));
    return Reading(run);
}

Result<Reading> read(const Delivery &delivery)
{
    if (isTcWebHook(delivery.json))
        return readTcWebHook(delivery.json);
    const QString event = textAt(delivery.json, "eventType"_L1);
    const QJsonObject build = delivery.json.value("payload"_L1).toObject();
    if (event.isEmpty())
        return missing("eventType"_L1);
    if (!event.startsWith("BUILD_"_L1) && event != "CHANGES_LOADED"_L1)
        return Reading(
                Ignored{u"TeamCity's \"%1\" events have nothing to show; those of builds do"_s.arg(event.left(40))});
    if (build.value("personal"_L1).toBool())
        return Reading(Ignored{u"it is about a personal build"_s});
    return readBuild(build, event);
}

bool recognises(const Delivery &delivery)
{
    const QString event = delivery.json.value("eventType"_L1).toString();
    const bool constant = event.contains(u'_')
            && std::all_of(event.begin(), event.end(), [](QChar c) { return c == u'_' || (c >= u'A' && c <= u'Z'); });
    return (constant && delivery.json.value("payload"_L1).isObject()) || isTcWebHook(delivery.json);
}

} // namespace

Provider teamcity()
{
    return Provider{.name = "teamcity"_ba,
                    .title = u"TeamCity"_s,
                    .recognises = &recognises,
                    .schemes = {},
                    .idOf = [](const Delivery &) { return QByteArray(); },
                    .eventOf =
                            [](const Delivery &delivery) {
                                return firstTextAt(delivery.json, {"eventType"_L1, "build.notifyType"_L1});
                            },
                    .read = &read};
}

} // namespace tallywall::ci
