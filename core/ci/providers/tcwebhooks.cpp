// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/tcwebhooks.h"

#include "core/ci/reading.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr Missing missing{u"tcWebHooks"};

constexpr std::array events{
        StateWord{"buildAddedToQueue"_L1, State::Queued},
        StateWord{"buildRemovedFromQueue"_L1, State::Canceled}, // by a person; else it is not sent
        StateWord{"buildStarted"_L1, State::Running},
        StateWord{"changesLoaded"_L1, State::Running},
        StateWord{"beforeBuildFinish"_L1, State::Running},
        StateWord{"buildInterrupted"_L1, State::Canceled},
        StateWord{"buildFinished"_L1, State::Success}, // if its result says so
        StateWord{"buildSuccessful"_L1, State::Success},
        StateWord{"buildFixed"_L1, State::Success},
        StateWord{"buildFailed"_L1, State::Failed},
        StateWord{"buildBroken"_L1, State::Failed},
};
constexpr std::array results{
        StateWord{"success"_L1, State::Success},      StateWord{"failure"_L1, State::Failed},
        StateWord{"interrupted"_L1, State::Canceled}, StateWord{"running"_L1, State::Running},
        StateWord{"unknown"_L1, State::Unknown},
};
constexpr std::array nothingToShow{
        "responsibilityChanged"_L1, "buildPinned"_L1,      "buildUnpinned"_L1,         "testsMuted"_L1,
        "testsUnmuted"_L1,          "reportStatistics"_L1, "serviceMessageReceived"_L1};

bool isPersonal(const QJsonObject &build)
{
    if (build.value("buildIsPersonal"_L1).toBool())
        return true;
    const QJsonArray properties = build.value("teamcityProperties"_L1).toArray(); // what older versions have
    return std::any_of(properties.begin(), properties.end(), [](const QJsonValue &property) {
        return property["name"_L1] == "env.BUILD_IS_PERSONAL"_L1 && property["value"_L1] == "true"_L1;
    });
}

void reportEvent(Run &run, const QJsonObject &build, const QString &event)
{
    const QString result = textAt(build, "buildResult"_L1);
    report(run, events, event);
    if (event == "buildFinished"_L1)
        report(run, results, firstOf({result, event}));
    else if (run.reported == State::Running && stateOf(results, result) == State::Failed)
        run.reported = State::Failing;
}

} // namespace

std::optional<TimePoint> teamcityMoment(const QString &text)
{
    QString iso = text;
    if (iso.size() >= 15 && iso.at(8) == u'T') {
        for (const qsizetype at : {13, 11})
            iso.insert(at, u':');
        for (const qsizetype at : {6, 4})
            iso.insert(at, u'-');
    }
    return fromIso(iso);
}

QString teamcityBranch(const QString &name)
{
    return name == "<default>"_L1 ? QString() : shortRef(name);
}

TimePoint teamcitySaid(const Run &run, const std::optional<TimePoint> &time)
{
    return time.value_or(TimePoint{}) + std::chrono::milliseconds(run.reported == State::Failing ? 1 : 0);
}

bool isTcWebHook(const QJsonObject &document)
{
    const QJsonObject build = document.value("build"_L1).toObject();
    return build.contains("notifyType"_L1) && (build.contains("buildTypeId"_L1) || build.contains("projectId"_L1));
}

Result<Reading> readTcWebHook(const QJsonObject &document)
{
    const QJsonObject build = document.value("build"_L1).toObject();
    const QJsonValue change = build.value("changes"_L1)[0];
    const QString event = textAt(build, "notifyType"_L1);
    if (std::find(nothingToShow.begin(), nothingToShow.end(), event) != nothingToShow.end())
        return Reading(Ignored{u"TeamCity's \"%1\" events have nothing to show; those of builds do"_s.arg(event)});
    if (isPersonal(build))
        return Reading(Ignored{u"it is about a personal build"_s});

    Run run{.project = nameAt(build, {"projectName"_L1, "projectId"_L1}),
            .pipeline = firstTextAt(build, {"buildName"_L1, "buildTypeId"_L1}),
            .ref = teamcityBranch(firstTextAt(build, {"branchDisplayName"_L1, "branchName"_L1})),
            .commit = textAt(change.toObject(), "version"_L1),
            .message = textAt(change.toObject(), "change.comment"_L1),
            .author = textAt(build, "triggeredBy"_L1),
            .started = teamcityMoment(textAt(build, "buildStartTime"_L1)),
            .finished = teamcityMoment(textAt(build, "buildFinishTime"_L1)),
            .url = textAt(build, "buildStatusUrl"_L1),
            .key = textAt(build, "buildId"_L1),
            .number = integerAt(build, "buildNumber"_L1),
            .sequence = integerAt(build, "buildId"_L1),
            .generation = 1};
    if (run.project.isEmpty())
        return missing("build.projectName"_L1);
    if (run.sequence <= 0)
        return missing("build.buildId"_L1);
    if (event.isEmpty())
        return missing("build.notifyType"_L1);
    reportEvent(run, build, event);
    if (run.message.isEmpty() && run.reported == State::Failed)
        run.message = textAt(build, "buildStatus"_L1); // "Tests failed: 3 (2 new), passed: 117"
    // In the language and the format of the server unless it is told another, and then none can be read.
    run.said = teamcitySaid(run, teamcityMoment(textAt(build, "currentTime"_L1)));
    return Reading(run);
}

} // namespace tallywall::ci
