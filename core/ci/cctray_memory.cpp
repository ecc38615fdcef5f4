// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray_memory.h"

#include "core/ci/cctray_observation.h"

#include <QSet>

#include <algorithm>

namespace tallywall::ci {

namespace {

// Polls that tell when something began or ended.
constexpr std::chrono::minutes closeTogether{2};
// When so many are known, those are forgotten that the feed does not name any more.
constexpr qsizetype maxLanes = 2 * maxCctrayProjects;

bool isUnderWay(const Run &run)
{
    return run.state == State::Queued || run.state == State::Running;
}

bool isSameRun(const Run &a, const Run &b)
{
    return a.key == b.key && a.attempt == b.attempt;
}

bool isSameBuild(const Run &build, const Run &other)
{
    return build.number == other.number && build.message == other.message && build.said == other.said;
}

bool isTold(const Run &build, const Run &known)
{
    return isSameBuild(build, known) && (build.state == known.state || !isDecisive(build.state));
}

bool isTold(const Run &build, const LaneStatus &known)
{
    return isTold(build, known.latest) || (known.lastDecisive && isTold(build, *known.lastDecisive));
}

// An answer of a cache, older than what was seen since: it has the result before the last one, or number and time go back.
bool isStale(const Run &build, const LaneStatus &known)
{
    if (isDecisive(known.latest.state) && known.lastDecisive && isSameBuild(build, *known.lastDecisive))
        return !isSameBuild(build, known.latest);
    const Run &last = known.latest.number > 0 || !known.lastDecisive ? known.latest : *known.lastDecisive;
    return build.number > 0 && build.number < last.number && build.said < last.said;
}

Run moved(const Run &known, State state, const CctrayPoll &poll)
{
    Run run = known;
    run.state = run.reported = state;
    run.updated = poll.at;
    if (poll.isClose && state == State::Running)
        run.started = poll.at;
    else if (poll.isClose && isFinished(state))
        run.finished = poll.at;
    return run;
}

Run endedAs(const Run &build, const Run &running, const CctrayPoll &poll)
{
    // What ran and left no result was most likely stopped.
    Run run = moved(running, isDecisive(build.state) ? build.state : State::Canceled, poll);
    run.number = build.number;
    run.message = build.message;
    run.said = build.said;
    run.url = build.url;
    if (!poll.isClose)
        run.finished = build.finished;
    return run;
}

// Whether other builds ended between the run that was under way and this one, which then is not its end.
bool isBeyond(const Run &build, const LaneStatus &known, const CctrayPoll &poll)
{
    return !poll.isClose && known.lastDecisive && known.lastDecisive->number > 0
            && build.number > known.lastDecisive->number + 1;
}

QList<Run> endOf(const LaneStatus &known, const Run &build, const CctrayPoll &poll)
{
    if (!isBeyond(build, known, poll))
        return {endedAs(build, known.latest, poll)};
    Run missed = moved(known.latest, State::Unknown, poll);
    missed.said = build.said;
    return {missed, build};
}

bool isNameless(const Run &build)
{
    return build.number == 0 && build.message.isEmpty() && build.said == TimePoint{};
}

// A build that is told otherwise than before stays the same run.
Run resultOf(const Run &build, const LaneStatus *known)
{
    Run run = build;
    if (known && isSameBuild(build, known->latest) && !isNameless(build)) {
        run.key = known->latest.key;
        run.attempt = known->latest.attempt;
    }
    return run;
}

QList<Run> newsOf(const CctrayObservation &seen, const LaneStatus *known, const CctrayPoll &poll)
{
    const auto build = seen.lastBuild();
    if (build && known && isStale(*build, *known))
        return {};
    const CctrayActivity activity = seen.activity();
    const bool isNews = build && !(known && isTold(*build, *known));
    const bool underWay = known && isUnderWay(known->latest);
    QList<Run> news;
    if (underWay && isNews)
        news = endOf(*known, *build, poll);
    else if (underWay && activity == CctrayActivity::Sleeping)
        news.append(moved(known->latest, State::Canceled, poll));
    else if (underWay && activity == CctrayActivity::Building && known->latest.state == State::Queued)
        news.append(moved(known->latest, State::Running, poll));
    else if (isNews)
        news.append(resultOf(*build, known));
    if (activity != CctrayActivity::Sleeping && (!underWay || isNews))
        news.append(seen.begun(news.isEmpty() ? (known ? &known->latest : nullptr) : &news.last()));
    return news;
}

// Later than all that was heard of before in the lane, whatever the clock of the service says.
void putInOrder(QList<Run> &news, const LaneStatus *known)
{
    const Run *before = known ? &known->latest : nullptr;
    for (Run &run : news) {
        if (before && !isSameRun(*before, run))
            run.sequence = std::max(run.sequence, before->sequence + 1);
        before = &run;
    }
}

void remember(QHash<Lane, LaneStatus> &lanes, const Run &run)
{
    const auto found = lanes.find(laneOf(run));
    if (found == lanes.end()) {
        lanes.insert(laneOf(run), {.latest = run, .lastDecisive = std::nullopt});
        return;
    }
    if (isDecisive(found->latest.state) && !isSameRun(found->latest, run))
        found->lastDecisive = found->latest;
    found->latest = run;
}

// Runs whose project is gone.
QList<Run> lostRuns(const CctrayMemory &memory, const QSet<Lane> &named, const CctrayPoll &poll)
{
    QList<Run> lost;
    for (auto lane = memory.lanes.begin(); lane != memory.lanes.end(); ++lane) {
        if (isUnderWay(lane->latest) && !named.contains(lane.key()))
            lost.append(moved(lane->latest, State::Canceled, poll));
    }
    return lost;
}

} // namespace

CctrayMemory memoryOf(const QString &feed, const QList<LaneStatus> &lanes)
{
    CctrayMemory memory{.feed = feed, .lanes = {}, .polled = {}};
    for (const LaneStatus &lane : lanes) {
        if (lane.latest.provider == feed)
            memory.lanes.insert(laneOf(lane.latest), lane);
    }
    return memory;
}

void forgetLane(CctrayMemory &memory, const Lane &lane)
{
    const auto found = memory.lanes.find(lane);
    if (found != memory.lanes.end() && isUnderWay(found->latest))
        found->latest.state = found->latest.reported = State::Unknown;
}

QList<Run> takePoll(CctrayMemory &memory, const QList<CctrayEntry> &entries, TimePoint polled)
{
    const CctrayPoll poll{
            .feed = memory.feed, .at = polled, .isClose = memory.polled && polled - *memory.polled <= closeTogether};
    QSet<Lane> named;
    QList<Run> changed;
    for (const CctrayEntry &entry : entries) {
        const CctrayObservation seen(entry, poll);
        const Lane lane = seen.lane();
        if (lane.project.isEmpty() || named.contains(lane))
            continue;
        named.insert(lane);
        const auto found = memory.lanes.constFind(lane);
        const LaneStatus *known = found == memory.lanes.constEnd() ? nullptr : &*found;
        QList<Run> news = newsOf(seen, known, poll);
        putInOrder(news, known);
        changed += news;
    }
    changed += lostRuns(memory, named, poll);
    if (memory.lanes.size() > maxLanes)
        memory.lanes.removeIf([&named](const auto &lane) { return !named.contains(lane.key()); });
    for (const Run &run : changed)
        remember(memory.lanes, run);
    memory.polled = polled;
    return changed;
}

} // namespace tallywall::ci
