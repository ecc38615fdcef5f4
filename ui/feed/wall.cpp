// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/wall.h"

#include "ui/feed/frame_reader.h"
#include "ui/text/clock.h"

#include <algorithm>

namespace tallywall {

using namespace std::chrono_literals;

Wall::Wall(QObject *parent) : QObject(parent)
{
    m_clock.setTimerType(Qt::CoarseTimer);
    connect(&m_clock, &QTimer::timeout, this, &Wall::tick);
    m_clock.start(1s);
}

void Wall::apply(const Frame &frame)
{
    FrameChanges changes = readFrame(frame);
    const QList<ci::Run> changedRuns = changes.runs.upserts;
    if (frame.reload) {
        // Messages and the live list stay: they have no history that could follow.
        results.clear();
        runs.clear();
        m_pipelines = {};
        m_historyComplete = false;
    }
    forget(changes.forgotten, changes.runs);
    const bool runsChange = frame.reload || !changes.runs.isEmpty() || !changes.forgotten.isEmpty()
            || frame.status.ciRuns != m_status.ciRuns || frame.status.ciFailed != m_status.ciFailed
            || frame.status.ciRunning != m_status.ciRunning;
    const QList<ci::RunId> removedRuns = changes.runs.removed;
    results.apply(std::move(changes.results));
    runs.apply(std::move(changes.runs));
    if (live.rowCount() == 0)
        live.prepend(liveRowsOfHistory(frame, 20));
    live.prepend(std::move(changes.live));
    messages.append(std::move(changes.messages));
    note(frame);
    m_status = frame.status;
    if (runsChange)
        m_pipelines = summarise(runs, m_status, m_pipelines.latest + changedRuns);

    m_historyComplete = m_historyComplete || frame.historyComplete;
    m_hasFrame = true;
    m_lastFrame = presentTime();
    if (!changes.forgotten.isEmpty())
        Q_EMIT lanesForgotten(changes.forgotten, removedRuns);
    if (runsChange)
        Q_EMIT runsChanged(changedRuns);
    Q_EMIT applied();
}

// Of every event, seen or not: it has to cost little.
void Wall::note(const Frame &frame)
{
    if (frame.reload) {
        m_prices = {};
        m_recent.clear(); // what was left out would be a gap
    }
    for (const Event &newest : frame.collections)
        m_collections.know(newest);
    for (const PriceSeries &series : frame.prices)
        m_prices.know(series);
    const TimePoint now = presentTime();
    for (const Event &event : frame.events) {
        m_collections.note(event, std::min(event.time, now)); // a frame may bring what happened before the start
        m_prices.take(event);
    }
    m_recent.take(frame.events);
}

// A lane may be quiet for so long that its newest run is known to the pipelines alone.
void Wall::forget(const QSet<ci::Lane> &lanes, RowChanges<ci::Run> &changes)
{
    if (lanes.isEmpty())
        return;
    const auto isForgotten = [&lanes](const ci::Run &run) { return lanes.contains(ci::laneOf(run)); };
    // A run that came to its lane and went with it in one frame is known here by the lane that it had before.
    m_pipelines.latest.removeIf([&](const ci::Run &run) {
        return isForgotten(run) || std::binary_search(changes.removed.cbegin(), changes.removed.cend(), run.id);
    });
    for (int row = 0; row < runs.count(); ++row) {
        if (isForgotten(runs.at(row)))
            changes.removed.append(runs.at(row).id);
    }
    const auto isUpserted = [&changes](ci::RunId id) {
        return std::binary_search(changes.upserts.cbegin(), changes.upserts.cend(), ci::Run{.id = id},
                                  [](const ci::Run &a, const ci::Run &b) { return a.id < b.id; });
    };
    changes.removed.removeIf(isUpserted);
    std::sort(changes.removed.begin(), changes.removed.end());
    changes.removed.erase(std::unique(changes.removed.begin(), changes.removed.end()), changes.removed.end());
}

double Wall::rate() const
{
    return presentTime() - m_lastFrame < 3s ? m_status.eventsPerSecond : 0;
}

QList<double> Wall::rates() const
{
    QList<double> result;
    result.reserve(static_cast<qsizetype>(m_rateCount));
    for (std::size_t i = 0; i < m_rateCount; ++i)
        result.append(m_rates.at((m_nextRate + rateSamples - m_rateCount + i) % rateSamples));
    return result;
}

void Wall::tick()
{
    m_rates.at(m_nextRate) = rate();
    m_nextRate = (m_nextRate + 1) % rateSamples;
    m_rateCount = std::min<std::size_t>(m_rateCount + 1, rateSamples);
    Q_EMIT secondPassed();
    if (++m_ticks % 10 == 0)
        Q_EMIT grewOlder();
}

} // namespace tallywall
