// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/polled_wall.h"

#include "core/ci/merge.h"

#include <algorithm>
#include <tuple>

namespace tallywall::ci::test {

using namespace Qt::StringLiterals;

CctrayEntry sleeping(const QString &label, TimePoint time, const QString &status)
{
    return {.name = u"shop/api (main)"_s,
            .activity = CctrayActivity::Sleeping,
            .lastBuildStatus = status,
            .lastBuildLabel = label,
            .lastBuildTime = time,
            .webUrl = u"https://ci.example.com/shop"_s};
}

CctrayEntry building(const QString &label, TimePoint time, const QString &status)
{
    CctrayEntry entry = sleeping(label, time, status);
    entry.activity = CctrayActivity::Building;
    return entry;
}

int Wall::take(const QList<CctrayEntry> &entries, std::chrono::seconds later)
{
    m_now += later;
    const QList<Run> news = takePoll(m_memory, entries, m_now);
    for (const Run &run : news)
        record(run);
    return int(news.size());
}

void Wall::forget(const Lane &lane)
{
    m_runs.removeIf([&lane](const Run &run) { return laneOf(run) == lane; });
    forgetLane(m_memory, lane);
}

void Wall::restart()
{
    m_memory = memoryOf(u"jenkins"_s, lanes());
}

void Wall::restartWithoutAStore()
{
    m_memory = memoryOf(u"jenkins"_s, {});
}

QString Wall::told() const
{
    QStringList parts;
    for (const Run &run : m_runs)
        parts.append(QString::number(run.number) + u' ' + QString::fromLatin1(stateWord(run.state)));
    return parts.join(u", "_s);
}

QList<LaneStatus> Wall::lanes() const
{
    QHash<Lane, LaneStatus> lanes;
    for (const Run &run : m_runs) {
        LaneStatus &lane = lanes[laneOf(run)];
        if (isDecisive(lane.latest.state))
            lane.lastDecisive = lane.latest;
        lane.latest = run;
    }
    return lanes.values();
}

void Wall::record(const Run &delivered)
{
    const auto known = std::find_if(m_runs.begin(), m_runs.end(), [&delivered](const Run &run) {
        return std::tie(run.provider, run.project, run.key, run.attempt)
                == std::tie(delivered.provider, delivered.project, delivered.key, delivered.attempt);
    });
    if (known != m_runs.end()) {
        *known = merge(*known, delivered);
    } else {
        m_runs.append(merge({}, delivered));
        m_runs.last().id = RunId(m_runs.size());
    }
    std::sort(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) { return isLater(b, a); });
}

} // namespace tallywall::ci::test
