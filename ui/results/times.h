// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"
#include "core/time.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/line_chart.h"

namespace tallywall {

class ResultsModel;

// What the charts of results show. Free functions of the model; each looks at a bounded window of it.

// The newest `count` times in the order in which they came.
[[nodiscard]] LineData newestTimes(const ResultsModel &results, int count);

// The median time in each half minute of the last hour; a gap where none came for five minutes.
[[nodiscard]] LineData timesOfLastHour(const ResultsModel &results, TimePoint now);

// Results as bars, in their order.
[[nodiscard]] QList<NamedBar> barsOf(const QList<TimedResult> &results);

// The fastest ten of the rows that the model holds.
[[nodiscard]] QList<NamedBar> fastestTimes(const ResultsModel &results);

} // namespace tallywall
