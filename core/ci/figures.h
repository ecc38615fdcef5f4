// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// How a pipeline does, over its newest decisive runs (isDecisive) of all refs, at most `window` of them: so that they cost the
// same with a million runs as with a thousand.
struct PipelineFigures {
    static constexpr int window = 100;

    QString provider;
    QString project;
    QString pipeline;
    int runs = 0;                       // that these figures are made of
    double successRate = 0;             // 0 to 1
    std::optional<double> median;       // seconds, of the durations of green runs
    std::optional<double> percentile90; // likewise
    std::optional<TimePoint> lastGreen; // on any ref
    TimePoint updated{};                // when its last run was heard of

    friend bool operator==(const PipelineFigures &, const PipelineFigures &) = default;
};

// One finished run of a trend.
struct TrendPoint {
    RunId run = RunId::None;
    qint64 number = 0;
    QString ref;
    State state = State::Unknown;
    TimePoint finished{};
    std::optional<double> duration; // seconds

    friend bool operator==(const TrendPoint &, const TrendPoint &) = default;
};

struct Trend {
    PipelineFigures figures;
    QList<TrendPoint> points; // oldest first, at most PipelineFigures::window; decisive runs only
};

// The figures of these points; `lastGreen` and `updated` are left to the caller.
[[nodiscard]] PipelineFigures figuresOf(const QList<TrendPoint> &points);

// The p-th part (0 to 1) of sorted values, by linear interpolation (NIST, "percentile"). There has to be one value at least.
[[nodiscard]] double quantile(const QList<double> &sorted, double p);

// How long a run may be expected to take, by the durations of the green runs before it: the median, and past what it is
// overdue: the 90th percentile, and never less than a quarter and ten seconds more than the median. Nothing for fewer than three.
struct Expectation {
    double estimate = 0;     // seconds
    double overdueAfter = 0; // seconds
};
[[nodiscard]] std::optional<Expectation> expectationOf(QList<double> durations);

// {"provider","project","pipeline"?,"runs","success_rate","median"?,"percentile_90"?,"last_green"?,"updated"}; of a trend with
// "points":[{"run","number"?,"ref"?,"state","finished","duration"?}].
[[nodiscard]] QByteArray figuresJson(const PipelineFigures &figures);
[[nodiscard]] QByteArray trendJson(const Trend &trend);

} // namespace tallywall::ci
