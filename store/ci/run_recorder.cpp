// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/run_recorder.h"

#include "core/ci/figures.h"
#include "core/ci/merge.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Whether the two say the same, apart from when the wall heard of it.
bool sayTheSame(ci::Run a, const ci::Run &b)
{
    a.updated = b.updated;
    return a == b;
}

// When a green run made its lane green; of a service that tells no times, when the wall last heard of it.
TimePoint greenTime(const ci::Run &run)
{
    return run.finished.value_or(run.started.value_or(run.updated));
}

// Whether it counts otherwise than before for those behind it, or in the figures.
bool countsOtherwise(const ci::Run &run, const ci::Run &before)
{
    return run.state != before.state || run.duration != before.duration || run.started != before.started
            || run.finished != before.finished;
}

void appendOnce(QList<ci::Run> &runs, const std::optional<ci::Run> &run)
{
    const auto isIt = [&run](const ci::Run &one) { return one.id == run->id; };
    if (run && std::none_of(runs.cbegin(), runs.cend(), isIt))
        runs.append(*run);
}

} // namespace

Result<ci::Transition> RunRecorder::transitionOf(const ci::Run &run)
{
    const auto before = m_lanes.decisiveBefore(run);
    if (!before)
        return before.error();
    const bool wasRed = *before && ci::isRed((*before)->state);
    if (ci::isGreen(run.state))
        return wasRed ? ci::Transition::Fixed : ci::Transition::None;
    if (wasRed)
        return ci::Transition::StillBroken;
    return ci::isRed(run.state) ? ci::Transition::Broken : ci::Transition::None;
}

Result<std::optional<TimePoint>> RunRecorder::lastGreenOf(const ci::Run &run)
{
    if (ci::isGreen(run.state))
        return std::optional<TimePoint>();
    const auto green = m_lanes.greenBefore(run);
    if (!green)
        return green.error();
    return *green ? std::optional(greenTime(**green)) : std::nullopt;
}

Result<Done> RunRecorder::placeInLane(ci::Run &run)
{
    const auto transition = transitionOf(run);
    if (!transition)
        return transition.error();
    const auto lastGreen = lastGreenOf(run);
    if (!lastGreen)
        return lastGreen.error();
    run.transition = *transition;
    run.lastGreen = *lastGreen;
    return Done{};
}

Result<Done> RunRecorder::expect(ci::Run &run)
{
    if (run.estimate || ci::isFinished(run.state))
        return Done{};
    const auto durations = m_lanes.greenDurations(run);
    if (!durations)
        return durations.error();
    if (const auto expected = ci::expectationOf(*durations)) {
        run.estimate = expected->estimate;
        run.overdueAfter = expected->overdueAfter;
    }
    return Done{};
}

// Up to the next green run, which ends what any of them means: those right behind it; and where that one is far away, the next
// decisive run and the newest of the lane in any case.
Result<QList<ci::Run>> RunRecorder::reachedBehind(const ci::Run &run)
{
    auto reached = m_lanes.following(run, maxReached);
    if (!reached)
        return reached;
    const auto green = std::find_if(reached->cbegin(), reached->cend(),
                                    [](const ci::Run &one) { return ci::isGreen(one.state); });
    if (green != reached->cend()) {
        reached->erase(green + 1, reached->cend());
        return reached;
    }
    if (reached->size() < maxReached)
        return reached;
    const auto decisive = m_lanes.decisiveAfter(run);
    if (!decisive)
        return decisive.error();
    appendOnce(*reached, *decisive);
    const auto newest = m_lanes.newest(ci::laneOf(run));
    if (!newest)
        return newest.error();
    appendOnce(*reached, *newest);
    return reached;
}

Result<Done> RunRecorder::reckonBehind(const ci::Run &run, QList<ci::Run> &changed)
{
    const auto reached = reachedBehind(run);
    if (!reached)
        return reached.error();
    for (const ci::Run &one : *reached) {
        ci::Run anew = one;
        if (auto done = placeInLane(anew); !done)
            return done;
        if (anew == one)
            continue;
        if (auto done = m_rows.change(anew, changed); !done)
            return done;
    }
    return Done{};
}

Result<Done> RunRecorder::followLane(const Step &step, QList<ci::Run> &changed)
{
    if (auto done = m_lanes.advance(step.run); !done)
        return done;
    if (!step.moves())
        return Done{};
    for (const ci::Lane &lane : {ci::laneOf(step.before), ci::laneOf(step.run)}) {
        if (auto done = m_lanes.recount(lane); !done)
            return done;
        // Who follows the feed has to hear which run stands for the lane now.
        const auto newest = m_lanes.newest(lane);
        if (!newest)
            return newest.error();
        appendOnce(changed, *newest);
    }
    return Done{};
}

Result<Done> RunRecorder::followMeaning(const Step &step, QList<ci::Run> &changed)
{
    const bool decides = ci::isDecisive(step.run.state) || ci::isDecisive(step.before.state);
    if (!decides || (!step.isNew() && !step.moves() && !countsOtherwise(step.run, step.before)))
        return Done{};
    if (auto done = reckonBehind(step.run, changed); !done)
        return done;
    if (step.moves()) {
        if (auto done = reckonBehind(step.before, changed); !done)
            return done;
        if (auto done = m_pipelines.refresh(step.before); !done)
            return done;
    }
    return m_pipelines.refresh(step.run);
}

Result<Done> RunRecorder::write(const Step &step, QList<ci::Run> &changed)
{
    ci::Run run = step.run;
    for (const auto reckon : {&RunRecorder::placeInLane, &RunRecorder::expect}) {
        if (auto done = (this->*reckon)(run); !done)
            return done;
    }
    // It has to stand in its place before anybody is asked who stands beside it.
    if (auto done = m_rows.change(run, changed); !done)
        return done;
    if (auto done = followLane(step, changed); !done)
        return done;
    return followMeaning(step, changed);
}

Result<Done> RunRecorder::writeClaimed(const Step &step, QList<ci::Run> &changed)
{
    if (!step.isNew() && !step.moves() && step.run.state == step.before.state)
        return write(step, changed);
    auto here = m_claims.standing(ci::laneOf(step.run));
    if (!here)
        return here.error();
    auto left = step.changesLane() ? m_claims.standing(ci::laneOf(step.before)) : LaneClaims::Standing{};
    if (!left)
        return left.error();
    if (step.changesLane()) {
        here->bearers.append(step.run.id);
        left->bearers.removeOne(step.run.id);
    }
    if (auto done = write(step, changed); !done)
        return done;
    using Lasts = LaneClaims::Lasts;
    const auto stays = m_claims.settle(*left, Lasts::WhileRed, changed);
    if (!stays)
        return stays.error();
    // Of a red run its own claim comes along, unless the lane that it left is red without it, and keeps it, or somebody looks
    // into the one that it comes to.
    if (step.changesLane() && stays->by.isEmpty() && here->claim.by.isEmpty() && ci::isTrouble(step.run.state))
        here->claim = step.run.claim;
    const auto settled = m_claims.settle(*here, ci::isFinished(step.run.state) ? Lasts::WhileRed : Lasts::Anyway,
                                         changed);
    return settled ? Result<Done>(Done{}) : settled.error();
}

Result<RecordedRun> RunRecorder::record(const ci::Run &delivered)
{
    const auto before = m_rows.known(delivered);
    if (!before)
        return before.error();
    Step step{*before, ci::merge(*before, delivered)};
    if (step.isNew())
        step.run.id = m_rows.next();
    else if (sayTheSame(step.before, step.run))
        return RecordedRun{step.before, RecordedRun::Was::Same, {}};
    QList<ci::Run> changed;
    if (auto done = writeClaimed(step, changed); !done)
        return done.error();
    ci::Run run = changed.takeFirst(); // it was written first
    return RecordedRun{std::move(run), step.isNew() ? RecordedRun::Was::New : RecordedRun::Was::Changed, changed};
}

Result<RunRecorder::Forgotten> RunRecorder::forget(const ci::Lane &lane, qint64 most)
{
    const auto newest = m_lanes.newest(lane);
    if (!newest)
        return newest.error();
    if (!*newest)
        return Error{ErrorCode::NotFound, u"there is no such lane on the wall"_s, {}};
    const auto runs = m_rows.count(lane, most + 1);
    if (!runs)
        return runs.error();
    if (*runs > most) {
        if (auto done = m_rows.removeOldest(lane, most); !done)
            return done.error();
        return Forgotten{most, false};
    }
    if (auto done = m_lanes.remove(lane); !done)
        return done.error();
    if (auto done = m_rows.removeOldest(lane, most); !done)
        return done.error();
    if (auto done = m_pipelines.refresh(**newest); !done)
        return done.error();
    return Forgotten{*runs, true};
}

} // namespace tallywall
