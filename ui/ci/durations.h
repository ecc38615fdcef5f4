// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "ui/charts/state_bar_chart.h"

namespace tallywall {

class Panel;
class RunsModel;

[[nodiscard]] StateBar::Kind barKind(ci::State state);

// Fills the chart with the durations of the newest finished runs, the newest at the right, in the unit that fits; the
// panel's title names the unit.
void showDurations(const RunsModel &runs, StateBarChart &chart, Panel &panel);

} // namespace tallywall
