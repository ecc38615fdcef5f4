// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/ci/lane_claims.h"
#include "store/ci/lanes.h"
#include "store/ci/pipelines_table.h"
#include "store/ci/run_rows.h"

namespace tallywall {

// What recording a delivery did.
struct RecordedRun {
    enum class Was : quint8 { New, Changed, Same };
    ci::Run run;
    Was was = Was::Same;
    // Runs that mean something else now (one that was "broken" may be "still broken"), and those that stand for a lane since
    // the run moved.
    QList<ci::Run> others;
};

// Writes runs, and what follows from them: what they mean in their lane, who looks into it, the figures of their pipeline.
// Store thread; all of it inside a transaction of the caller.
class RunRecorder
{
public:
    // Runs behind a late one that are reckoned anew, beside those that a lane is known by.
    static constexpr int maxReached = 50;

    RunRecorder(RunRows &rows, Lanes &lanes, PipelinesTable &pipelines)
        : m_rows(rows), m_lanes(lanes), m_pipelines(pipelines), m_claims(rows, lanes)
    { }

    // Merges the delivery into the run it speaks of (core/ci/merge.h), and reckons what follows.
    [[nodiscard]] Result<RecordedRun> record(const ci::Run &delivered);
    // See LaneClaims.
    [[nodiscard]] Result<QList<ci::Run>> claim(ci::RunId id, const ci::Claim &claim)
    {
        return m_claims.claim(id, claim);
    }
    // Removes the oldest runs of the lane, at most `most` of them, and with the last ones the lane itself. Until then its newest
    // run stands for it as before. Errors: NotFound.
    struct Forgotten {
        qint64 runs = 0;
        bool isWhole = false; // the lane is gone
    };
    [[nodiscard]] Result<Forgotten> forget(const ci::Lane &lane, qint64 most);

private:
    // A run as it was and as it is to be.
    struct Step {
        ci::Run before; // a default one for a new run
        ci::Run run;

        [[nodiscard]] bool isNew() const { return before.id == ci::RunId::None; }
        [[nodiscard]] bool changesLane() const { return !isNew() && ci::laneOf(run) != ci::laneOf(before); }
        [[nodiscard]] bool moves() const // within its lane or to another one
        {
            return changesLane() || (!isNew() && run.sequence != before.sequence);
        }
    };

    [[nodiscard]] Result<ci::Transition> transitionOf(const ci::Run &run);
    [[nodiscard]] Result<std::optional<TimePoint>> lastGreenOf(const ci::Run &run);
    [[nodiscard]] Result<Done> placeInLane(ci::Run &run); // what it means there
    [[nodiscard]] Result<Done> expect(ci::Run &run);      // how long it may take
    // Reckons those anew that stand behind this run, or behind where it was.
    [[nodiscard]] Result<Done> reckonBehind(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<QList<ci::Run>> reachedBehind(const ci::Run &run);
    [[nodiscard]] Result<Done> followLane(const Step &step, QList<ci::Run> &changed);
    [[nodiscard]] Result<Done> followMeaning(const Step &step, QList<ci::Run> &changed);
    // Writes the run first, then whatever follows from it.
    [[nodiscard]] Result<Done> write(const Step &step, QList<ci::Run> &changed);
    // …and then who looks into it.
    [[nodiscard]] Result<Done> writeClaimed(const Step &step, QList<ci::Run> &changed);

    RunRows &m_rows;
    Lanes &m_lanes;
    PipelinesTable &m_pipelines;
    LaneClaims m_claims;
};

} // namespace tallywall
