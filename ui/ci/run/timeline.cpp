// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run/timeline.h"

#include "ui/ci/run_words.h"
#include "ui/text/format.h"

#include <algorithm>

namespace tallywall {

namespace {

struct Times {
    std::optional<TimePoint> start;
    std::optional<TimePoint> end;
};

std::chrono::milliseconds length(double seconds)
{
    constexpr double longest = 366.0 * 24 * 3600; // past that it is no duration but a mistake
    return std::chrono::milliseconds(static_cast<qint64>(std::clamp(seconds, 0.0, longest) * 1000));
}

Times timesOf(const ci::Job &job, const ci::Run &run, TimePoint now)
{
    Times times{job.started, job.finished};
    if (!times.start && times.end && job.duration)
        times.start = *times.end - length(*job.duration);
    if (!times.start)
        return {};
    if (!times.end && job.duration && ci::isFinished(job.state))
        times.end = *times.start + length(*job.duration);
    if (!times.end && isUnderWay(job.state))
        times.end = now;
    if (!times.end)
        times.end = run.finished.value_or(*times.start);
    times.end = std::max(*times.end, *times.start);
    return times;
}

double secondsBetween(TimePoint from, TimePoint to)
{
    return std::chrono::duration<double>(to - from).count();
}

struct Placed {
    const ci::Job *job;
    Times times;
};

// What has begun comes first, by when it did; the rest as the service made it.
bool isBefore(const Placed &a, const Placed &b)
{
    if (a.times.start && b.times.start && *a.times.start != *b.times.start)
        return *a.times.start < *b.times.start;
    if (a.times.start.has_value() != b.times.start.has_value())
        return a.times.start.has_value();
    return a.job->key < b.job->key;
}

TimelineRow rowOf(const Placed &placed, TimePoint origin)
{
    TimelineRow row{.name = oneLine(placed.job->name), .state = shownState(*placed.job)};
    if (placed.times.start) {
        row.hasBar = true;
        row.start = secondsBetween(origin, *placed.times.start);
        row.end = secondsBetween(origin, *placed.times.end);
    }
    return row;
}

} // namespace

Timeline timelineOf(const ci::Run &run, TimePoint now)
{
    QStringList stages; // as their jobs were made
    QHash<QString, QList<Placed>> jobs;
    std::optional<TimePoint> origin = run.started;
    for (const ci::Job &job : run.jobs) {
        const Placed placed{&job, timesOf(job, run, now)};
        if (!jobs.contains(job.stage))
            stages.append(job.stage);
        jobs[job.stage].append(placed);
        if (placed.times.start)
            origin = std::min(origin.value_or(*placed.times.start), *placed.times.start);
    }
    Timeline timeline;
    for (const QString &stage : std::as_const(stages)) {
        QList<Placed> &ofStage = jobs[stage];
        std::stable_sort(ofStage.begin(), ofStage.end(), isBefore);
        if (!stage.isEmpty() && timeline.rows.size() < Timeline::maxRows)
            timeline.rows.append({.kind = TimelineRow::Kind::Stage, .name = oneLine(stage)});
        for (const Placed &placed : std::as_const(ofStage)) {
            const TimelineRow row = rowOf(placed, origin.value_or(now));
            timeline.length = std::max(timeline.length, row.end);
            timeline.isGrowing = timeline.isGrowing || (row.hasBar && isUnderWay(row.state));
            if (timeline.rows.size() < Timeline::maxRows)
                timeline.rows.append(row);
            else
                ++timeline.leftOut;
        }
    }
    return timeline;
}

} // namespace tallywall
