// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/change.h"

#include <QRandomGenerator>

namespace tallywall {

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
    // As a delivery, so that the inspector has something to show.
    [[nodiscard]] Change delivered(const ci::Run &run, TimePoint at);

    QRandomGenerator &m_random;
    QList<ci::Run> m_running;
    qint64 m_nextNumber = 4200;
    qint64 m_nextJob = 90'000;
};

} // namespace tallywall
