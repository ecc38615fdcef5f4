// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/beginning.h"
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr Missing missing{u"Jenkins"};

// A build that is over and has no result is a success: so does "currentBuild.currentResult" say in a pipeline, whose
// `notifyEndpoints` may send COMPLETED before there is one.
constexpr std::array phases{
        StateWord{"QUEUED"_L1, State::Queued},     StateWord{"STARTED"_L1, State::Running},
        StateWord{"NONE"_L1, State::Running},      StateWord{"COMPLETED"_L1, State::Success},
        StateWord{"FINALIZED"_L1, State::Success},
};
constexpr std::array results{
        StateWord{"SUCCESS"_L1, State::Success},   StateWord{"UNSTABLE"_L1, State::Warning},
        StateWord{"FAILURE"_L1, State::Failed},    StateWord{"ABORTED"_L1, State::Canceled},
        StateWord{"NOT_BUILT"_L1, State::Skipped},
};

void reportPhase(Run &run, const QJsonObject &body)
{
    const QString result = textAt(body, "build.status"_L1);
    report(run, phases, textAt(body, "build.phase"_L1));
    if (isFinished(run.reported) && !result.isEmpty())
        report(run, results, result);
    else if (run.reported == State::Running && stateOf(results, result) == State::Failed)
        run.reported = State::Failing;
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

// "job/team/job/wall/job/feature%252Fx/" is "team/wall/feature/x": the name that is sent is the last part alone. A multibranch
// project encodes the name of a branch for the name of its job, and the address encodes that once more.
QString fullName(const QString &path)
{
    QStringList names;
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts.at(i) == "job"_L1 && i + 1 < parts.size())
            ++i;
        names.append(decoded(decoded(parts.at(i))));
    }
    return names.join(u'/');
}

QString branchOf(const QString &branch)
{
    if (branch.startsWith("refs/remotes/"_L1))
        return branch.section(u'/', 3);
    if (branch.startsWith("origin/"_L1))
        return branch.sliced(7);
    return branch == "detached"_L1 ? QString() : shortRef(branch);
}

QString culpritsOf(const QJsonObject &body)
{
    QStringList names;
    const QJsonArray culprits = at(body, "build.scm.culprits"_L1).toArray();
    for (const QJsonValue &culprit : culprits) {
        if (!culprit.toString().isEmpty())
            names.append(culprit.toString());
    }
    return names.join(", "_L1);
}

QString failedTests(const QJsonObject &body)
{
    const qint64 failed = integerAt(body, "build.test_summary.failed"_L1);
    const qint64 total = integerAt(body, "build.test_summary.total"_L1);
    return failed > 0 ? u"%1 of %2 tests failed"_s.arg(failed).arg(total) : QString();
}

// What orders the builds of a job: their numbers begin at 1 again where the job is made anew, as a multibranch project does for
// a branch that comes back.
qint64 beginning(TimePoint moment, double duration)
{
    return std::max<qint64>(toUnixMs(moment) - qint64(std::min(duration, 1e9) * 1000), 1);
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const qint64 queue = integerAt(body, "build.queue_id"_L1); // older versions of the plugin have none
    const auto moment = momentAt(body, "build.timestamp"_L1);
    const double duration = secondsAt(body, "build.duration"_L1).value_or(0) / 1000;
    Run run{.project = firstOf({fullName(textAt(body, "url"_L1)), textAt(body, "name"_L1)}),
            .ref = branchOf(textAt(body, "build.scm.branch"_L1)),
            .message = firstOf({textAt(body, "build.notes"_L1), failedTests(body)}),
            .author = culpritsOf(body),
            .url = textAt(body, "build.full_url"_L1),
            .number = integerAt(body, "build.number"_L1),
            .generation = 1};
    if (run.project.isEmpty())
        return missing("url"_L1);
    if (!at(body, "build.phase"_L1).isString())
        return missing("build.phase"_L1);
    if (queue <= 0 && run.number <= 0)
        return missing("build.number"_L1);

    run.key = queue > 0 ? u"queue %1"_s.arg(queue) : QString::number(run.number);
    reportPhase(run, body);
    // The time of QUEUED is that of the queue, or 0, and may be past that of STARTED.
    const bool begun = run.reported != State::Queued && moment;
    if (begun)
        run.said = *moment;
    run.sequence = begun ? beginning(orderly(*moment, delivery.received), duration) : toUnixMs(delivery.received);
    if (isFinished(run.reported)) {
        run.finished = moment;
        if (duration > 0)
            run.duration = duration;
        // Before the checkout it is the commit of the build before that the Git plugin tells.
        run.commit = textAt(body, "build.scm.commit"_L1);
    } else if (run.reported == State::Running || run.reported == State::Failing) {
        run.started = moment;
    }
    return Reading(run);
}

bool recognises(const Delivery &delivery)
{
    const QJsonObject build = delivery.json.value("build"_L1).toObject();
    return build.value("phase"_L1).isString()
            && (build.contains("full_url"_L1) || build.contains("queue_id"_L1) || build.contains("number"_L1));
}

} // namespace

Provider jenkins()
{
    return Provider{.name = "jenkins"_ba,
                    .title = u"Jenkins"_s,
                    .recognises = &recognises,
                    .schemes = {},
                    .idOf = [](const Delivery &) { return QByteArray(); },
                    .eventOf = [](const Delivery &delivery) { return textAt(delivery.json, "build.phase"_L1); },
                    .read = &read};
}

} // namespace tallywall::ci
