// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/pipelines.h"

#include "ui/ci/lane_order.h"
#include "ui/ci/run_words.h"
#include "ui/ci/runs_model.h"
#include "ui/text/format.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// The runs that the model has no room for, each as it was told last.
QHash<ci::RunId, const ci::Run *> beyond(const RunsModel &runs, const QList<ci::Run> &others)
{
    QHash<ci::RunId, const ci::Run *> result;
    for (const ci::Run &run : others) {
        if (runs.rowOf(run.id) < 0)
            result.insert(run.id, &run);
    }
    return result;
}

// The first ones in the order of the wall where there are too many: what is red is looked at, however old it is.
void keepMost(QList<const ci::Run *> &latest)
{
    if (latest.size() <= Pipelines::maxLanes)
        return;
    std::sort(latest.begin(), latest.end(), [](const ci::Run *a, const ci::Run *b) {
        return std::pair(rankOf(*a), b->id) < std::pair(rankOf(*b), a->id);
    });
    latest.resize(Pipelines::maxLanes);
}

} // namespace

ci::Lane namesOf(const ci::Run &run)
{
    ci::Lane lane = ci::laneOf(run);
    lane.provider.clear();
    return lane;
}

QSet<ci::Lane> sharedNames(const QList<ci::Run> &latest)
{
    QHash<ci::Lane, QString> providers;
    QSet<ci::Lane> shared;
    for (const ci::Run &run : latest) {
        const ci::Lane names = namesOf(run);
        if (providers.value(names, run.provider) != run.provider)
            shared.insert(names);
        providers.insert(names, run.provider);
    }
    return shared;
}

Pipelines summarise(const RunsModel &runs, const WallStatus &status, const QList<ci::Run> &others)
{
    QHash<ci::Lane, const ci::Run *> lanes;
    const auto consider = [&lanes](const ci::Run &run) {
        const ci::Run *&latest = lanes[ci::laneOf(run)];
        if (!latest || ci::isLater(run, *latest))
            latest = &run;
    };
    for (int row = 0; row < runs.count(); ++row)
        consider(runs.at(row));
    const auto rest = beyond(runs, others);
    for (const ci::Run *run : rest)
        consider(*run);
    QList<const ci::Run *> order = lanes.values();

    Pipelines result;
    result.total = static_cast<int>(order.size());
    for (const ci::Run *run : std::as_const(order)) {
        if (isUnderWay(run->state))
            ++result.running;
        if (ci::isRed(*run))
            result.trouble.append(*run);
    }
    std::sort(result.trouble.begin(), result.trouble.end(), isNewer);
    keepMost(order);
    std::sort(order.begin(), order.end(), [](const ci::Run *a, const ci::Run *b) { return a->id > b->id; });
    for (const ci::Run *run : std::as_const(order))
        result.latest.append(*run);
    result.failed = static_cast<int>(result.trouble.size());
    if (status.ciRuns > 0) {
        result.total = status.ciRuns;
        result.failed = status.ciFailed;
        result.running = status.ciRunning;
    }
    return result;
}

QString countWords(const Pipelines &pipelines)
{
    if (pipelines.total == 0)
        return {};
    const qsizetype shown = std::min<qsizetype>(pipelines.total, pipelines.latest.size());
    const QString words = u"%1 failed, %2 running, of %3"_s.arg(formatCount(pipelines.failed),
                                                                formatCount(pipelines.running), formatCount(shown));
    return shown == pipelines.total ? words : u"%1 and %2 more"_s.arg(words, formatCount(pipelines.total - shown));
}

} // namespace tallywall
