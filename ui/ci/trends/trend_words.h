// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/figures.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/scale.h"
#include "ui/charts/state_bar_chart.h"
#include "ui/widgets/facts.h"

namespace tallywall {

// Figures and trends of pipelines as words and as what charts draw. Free functions of values.

[[nodiscard]] QString pipelineTitle(const ci::PipelineFigures &figures); // "shop/api · deploy"
[[nodiscard]] QString successWords(const ci::PipelineFigures &figures);  // "94 %"; empty where no run has ended yet
[[nodiscard]] QList<Fact> factsOf(const ci::PipelineFigures &figures, TimePoint now);

// The unit that fits the longest of them.
[[nodiscard]] TimeUnit unitOf(const ci::Trend &trend);
[[nodiscard]] QList<StateBar> durationBars(const ci::Trend &trend, const TimeUnit &unit);
[[nodiscard]] QList<BarMark> durationMarks(const ci::Trend &trend, const TimeUnit &unit); // median and 90th percentile

// Of each run, how many in a hundred passed of it and those before it, `over` together at most.
[[nodiscard]] LineData successLine(const ci::Trend &trend, int over = 20);

} // namespace tallywall
