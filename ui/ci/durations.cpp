// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/durations.h"

#include "ui/charts/scale.h"
#include "ui/ci/runs_model.h"
#include "ui/ci/state_look.h"
#include "ui/text/format.h"
#include "ui/widgets/panel.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype newest = 40; // more are too thin to point at
}

StateBar::Kind barKind(ci::State state)
{
    if (ci::isTrouble(state))
        return StateBar::Kind::Bad;
    if (state == ci::State::Warning)
        return StateBar::Kind::Warned;
    return state == ci::State::Success ? StateBar::Kind::Good : StateBar::Kind::Other;
}

void showDurations(const RunsModel &runs, StateBarChart &chart, Panel &panel)
{
    QList<StateBar> bars;
    double highest = 0;
    for (int row = 0; row < runs.count() && bars.size() < newest; ++row) {
        const ci::Run &run = runs.at(row);
        if (!run.duration || !ci::isFinished(run.state))
            continue;
        highest = std::max(highest, *run.duration);
        bars.prepend({*run.duration, barKind(run.state),
                      oneLine(u"%1 %2  %3  %4"_s.arg(run.project, run.ref, stateLook(run.state).word,
                                                     formatDuration(*run.duration)))});
    }
    const TimeUnit unit = timeUnitFor(highest);
    for (StateBar &bar : bars)
        bar.value /= unit.seconds;
    panel.setTitle(bars.isEmpty() ? u"Pipeline durations"_s : u"Pipeline durations (%1)"_s.arg(unit.name));
    const qsizetype count = bars.size();
    chart.setBars(std::move(bars), count > 1 ? u"%1 runs ago"_s.arg(count) : QString(),
                  count > 0 ? u"newest"_s : QString());
}

} // namespace tallywall
