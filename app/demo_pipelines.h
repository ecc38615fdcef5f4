// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"
#include "store/change.h"

#include <QRandomGenerator>

namespace tallywall {

// The service that the deliveries of the demonstration come from, so that they can be run again: it sends the run itself, as
// GET /ci/runs/ID has it.
[[nodiscard]] ci::Provider demoProvider();

// The pipelines of the demonstration: a dozen projects that build, wait, fail, are looked into and get well again.
class DemoPipelines
{
public:
    explicit DemoPipelines(QRandomGenerator &random) : m_random(random) { } // borrowed

    // The hour before `end`, as changes in their order.
    [[nodiscard]] QList<Change> history(TimePoint end);
    // What happens now; often nothing.
    [[nodiscard]] std::optional<Change> play(TimePoint at);

private:
    [[nodiscard]] ci::Run begin(int lane, TimePoint at);
    // The running job ends, and the next one begins, or the run ends.
    void advance(ci::Run &run, TimePoint at);
    void end(ci::Run &run, ci::State state, TimePoint at);
    // As a delivery of demoProvider(), so that the inspector has something to show.
    [[nodiscard]] Change delivered(const ci::Run &played, TimePoint at);

    QRandomGenerator &m_random;
    QList<ci::Run> m_running;
    qint64 m_nextNumber = 4200;
};

} // namespace tallywall
