// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Panel;
class RunsModel;
class StateBarChart;

// Fills the chart with the durations of the newest finished runs, the newest at the right, in the unit that fits; the
// panel's title names the unit.
void showDurations(const RunsModel &runs, StateBarChart &chart, Panel &panel);

} // namespace tallywall
