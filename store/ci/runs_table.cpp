// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_table.h"

#include "core/ci/figures.h"
#include "core/ci/merge.h"
#include "store/ci/run_row.h"
#include "store/counters.h"

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

bool isRed(ci::State state)
{
    return ci::isDecisive(state) && !ci::isGreen(state);
}

bool hasChangedLane(const ci::Run &run, const ci::Run &before)
{
    return before.id != ci::RunId::None && ci::laneOf(run) != ci::laneOf(before);
}

// When a green run made its lane green. Never when the wall heard of it: that depends on what was delivered first.
std::optional<TimePoint> greenTime(const ci::Run &run)
{
    return run.finished ? run.finished : run.started;
}

// Whether it stands elsewhere among the runs than before.
bool hasMoved(const ci::Run &run, const ci::Run &before)
{
    return ci::laneOf(run) != ci::laneOf(before) || run.sequence != before.sequence;
}

} // namespace

Result<Done> RunsTable::open()
{
    const auto newest = readCounter(m_database, "runs"_L1);
    if (!newest)
        return newest.error();
    m_newest = ci::RunId(*newest);
    for (auto open : {m_lanes.open(), m_pipelines.open()}) {
        if (!open)
            return open;
    }
    const QByteArray select = "SELECT "_ba + runColumns + " FROM ci_runs WHERE ";
    // The lanes in the order of an index, and of each its run: CROSS JOIN keeps SQLite from beginning with the runs.
    const QByteArray ofLanes = " FROM (SELECT run, urgency, updated AS heard, provider AS lane_provider,"
                               " project AS lane_project, pipeline AS lane_pipeline, ref AS lane_ref FROM ci_lanes)"
                               " CROSS JOIN ci_runs ON id = run "_ba;
    const QByteArray statuses = "SELECT "_ba + briefColumns + ofLanes;
    const QByteArray inOrder = "ORDER BY lane_project, lane_pipeline, lane_ref, lane_provider"_ba;
    return m_database.prepare({
            {&m_known, select + "provider = ? AND project = ? AND key = ? AND attempt = ?"},
            {&m_save, "INSERT OR REPLACE INTO ci_runs (" + runColumns + ") VALUES (" + runPlaces + ')'},
            {&m_latest,
             "SELECT " + runColumns + ofLanes + "ORDER BY urgency, heard DESC, run DESC LIMIT "
                     + QByteArray::number(maxLatest)},
            {&m_statuses, statuses + inOrder + " LIMIT " + QByteArray::number(maxStatuses)},
            {&m_statusesOfProject, statuses + "WHERE lane_project = ? " + inOrder},
            {&m_statusesOfProvider, statuses + "WHERE lane_provider = ? " + inOrder},
            {&m_byId, select + "id = ?"},
            {&m_states, "SELECT state, count(*) FROM ci_lanes GROUP BY state"},
            {&m_transitions,
             select + "transition IN ('broken', 'fixed') ORDER BY coalesce(finished, updated) DESC LIMIT ?"},
    });
}

Result<ci::Run> RunsTable::known(const ci::Run &delivered)
{
    auto run = oneRun(m_known.ask(delivered.provider.toUtf8(), delivered.project.toUtf8(), delivered.key.toUtf8(),
                                  delivered.attempt));
    if (!run)
        return run.error();
    return run->value_or(ci::Run{});
}

Result<Done> RunsTable::save(const ci::Run &run)
{
    return writeRun(m_save, run);
}

Result<Done> RunsTable::change(const ci::Run &run, QList<ci::Run> &changed)
{
    const auto same = std::find_if(changed.begin(), changed.end(),
                                   [&](const ci::Run &one) { return one.id == run.id; });
    if (same == changed.end())
        changed.append(run);
    else
        *same = run;
    return save(run);
}

Result<ci::Transition> RunsTable::transitionOf(const ci::Run &run)
{
    if (!ci::isDecisive(run.state))
        return ci::Transition::None;
    const auto before = m_lanes.decisiveBefore(run);
    if (!before)
        return before.error();
    const bool wasRed = *before && isRed((*before)->state);
    if (isRed(run.state))
        return wasRed ? ci::Transition::StillBroken : ci::Transition::Broken;
    return wasRed ? ci::Transition::Fixed : ci::Transition::None;
}

Result<std::optional<TimePoint>> RunsTable::lastGreenOf(const ci::Run &run)
{
    if (ci::isGreen(run.state))
        return std::optional<TimePoint>();
    const auto green = m_lanes.greenBefore(run);
    if (!green)
        return green.error();
    return *green ? greenTime(**green) : std::nullopt;
}

Result<Done> RunsTable::inheritClaim(ci::Run &run)
{
    const auto newest = m_lanes.newest(ci::laneOf(run));
    if (!newest)
        return newest.error();
    if (*newest && ci::isLater(run, **newest))
        run.claim = (*newest)->claim;
    return Done{};
}

Result<Done> RunsTable::reckon(ci::Run &run, const ci::Run &before)
{
    const bool isNew = before.id == ci::RunId::None;
    if (isNew || (hasChangedLane(run, before) && run.claim.by.isEmpty())) {
        if (auto done = inheritClaim(run); !done)
            return done;
    }
    if (ci::isGreen(run.state))
        run.claim = {};
    const auto transition = transitionOf(run);
    if (!transition)
        return transition.error();
    run.transition = *transition;

    const auto lastGreen = lastGreenOf(run);
    if (!lastGreen)
        return lastGreen.error();
    run.lastGreen = *lastGreen;
    if (!run.estimate && !ci::isFinished(run.state)) {
        const auto durations = m_lanes.greenDurations(run);
        if (!durations)
            return durations.error();
        if (const auto expected = ci::expectationOf(*durations)) {
            run.estimate = expected->estimate;
            run.overdueAfter = expected->overdueAfter;
        }
    }
    return Done{};
}

Result<Done> RunsTable::reckonNext(const ci::Run &run, QList<ci::Run> &changed)
{
    auto next = m_lanes.decisiveAfter(run);
    if (!next)
        return next.error();
    if (!*next)
        return Done{};
    const auto transition = transitionOf(**next);
    if (!transition)
        return transition.error();
    if ((*next)->transition == *transition)
        return Done{};
    (*next)->transition = *transition;
    return change(**next, changed);
}

Result<Done> RunsTable::reckonLastGreen(const ci::Run &run, QList<ci::Run> &changed)
{
    auto reached = m_lanes.following(run, maxReached);
    if (!reached)
        return reached.error();
    const auto green = std::find_if(reached->begin(), reached->end(),
                                    [](const ci::Run &one) { return ci::isGreen(one.state); });
    reached->erase(green, reached->end());
    const auto newest = m_lanes.newest(ci::laneOf(run));
    if (!newest)
        return newest.error();
    if (*newest && (*newest)->id != run.id && (reached->isEmpty() || reached->constLast().id != (*newest)->id))
        reached->append(**newest);
    for (ci::Run &one : *reached) {
        const auto lastGreen = lastGreenOf(one);
        if (!lastGreen)
            return lastGreen.error();
        if (one.lastGreen == *lastGreen)
            continue;
        one.lastGreen = *lastGreen;
        if (auto done = change(one, changed); !done)
            return done;
    }
    return Done{};
}

Result<Done> RunsTable::followGreen(const ci::Run &run, const ci::Run &before, QList<ci::Run> &others)
{
    const bool wasGreen = before.id != ci::RunId::None && ci::isGreen(before.state);
    const bool moved = wasGreen && hasMoved(run, before);
    if (moved) {
        if (auto done = reckonLastGreen(before, others); !done)
            return done;
    }
    if (ci::isGreen(run.state) == wasGreen && greenTime(run) == greenTime(before) && !moved)
        return Done{};
    return ci::isGreen(run.state) || wasGreen ? reckonLastGreen(run, others) : Result<Done>(Done{});
}

Result<Done> RunsTable::follow(const ci::Run &run, const ci::Run &before, QList<ci::Run> &others)
{
    const bool isNew = before.id == ci::RunId::None;
    if (auto done = m_lanes.advance(run); !done)
        return done;
    if (!isNew && hasMoved(run, before)) {
        for (const ci::Lane &lane : {ci::laneOf(before), ci::laneOf(run)}) {
            if (auto done = m_lanes.recount(lane); !done)
                return done;
        }
    }
    if (auto done = followGreen(run, before, others); !done)
        return done;
    const bool decides = ci::isDecisive(run.state) || ci::isDecisive(before.state);
    const bool sameFigures = run.state == before.state && run.duration == before.duration
            && run.started == before.started && run.finished == before.finished;
    if (!decides || (!isNew && sameFigures && !hasMoved(run, before)))
        return Done{};
    if (auto done = reckonNext(run, others); !done)
        return done;
    if (!isNew && hasMoved(run, before)) {
        if (auto done = reckonNext(before, others); !done)
            return done;
        if (auto done = m_pipelines.refresh(before); !done)
            return done;
    }
    return m_pipelines.refresh(run);
}

Result<RecordedRun> RunsTable::record(const ci::Run &delivered)
{
    const auto before = known(delivered);
    if (!before)
        return before.error();
    RecordedRun recorded{ci::merge(*before, delivered), RecordedRun::Was::Changed, {}};
    if (before->id == ci::RunId::None) {
        recorded.was = RecordedRun::Was::New;
        recorded.run.id = ci::RunId(static_cast<qint64>(m_newest) + 1);
    } else if (sayTheSame(*before, recorded.run)) {
        return RecordedRun{*before, RecordedRun::Was::Same, {}};
    }
    // It has to stand in its place before anybody is asked who stands beside it.
    for (auto done : {reckon(recorded.run, *before), save(recorded.run)}) {
        if (!done)
            return done.error();
    }
    if (auto done = follow(recorded.run, *before, recorded.others); !done)
        return done.error();
    m_newest = std::max(m_newest, recorded.run.id);
    return recorded;
}

Result<bool> RunsTable::isLaneRed(const ci::Run &newest)
{
    if (ci::isTrouble(newest.state) || ci::isDecisive(newest.state))
        return ci::isTrouble(newest.state);
    const auto before = m_lanes.decisiveBefore(newest);
    if (!before)
        return before.error();
    return *before && isRed((*before)->state);
}

Result<QList<ci::Run>> RunsTable::claim(ci::RunId id, const ci::Claim &claim)
{
    auto run = byId(id);
    if (!run)
        return run.error();
    auto newest = m_lanes.newest(ci::laneOf(*run));
    if (!newest)
        return newest.error();
    QList<ci::Run> changed{*std::move(run)};
    if (*newest && (*newest)->id != id)
        changed.append(**newest);
    const auto red = isLaneRed(changed.constLast());
    if (!red)
        return red.error();
    if (!claim.by.isEmpty() && !*red)
        return Error{ErrorCode::Conflict, u"nothing is red here: there is nothing to look into"_s, {}};
    for (ci::Run &one : changed) {
        one.claim = claim;
        if (auto done = save(one); !done)
            return done.error();
    }
    return changed;
}

Result<QList<ci::Run>> RunsTable::latest()
{
    return allRuns(m_latest.ask());
}

Result<QList<ci::LaneStatus>> RunsTable::statuses()
{
    return statusesWith(allRuns(m_statuses.ask()));
}

Result<QList<ci::LaneStatus>> RunsTable::statusesOf(const QString &project)
{
    return statusesWith(allRuns(m_statusesOfProject.ask(project.toUtf8())));
}

Result<QList<ci::LaneStatus>> RunsTable::statusesOfProvider(const QString &provider)
{
    return statusesWith(allRuns(m_statusesOfProvider.ask(provider.toUtf8())));
}

Result<QList<ci::LaneStatus>> RunsTable::statusesWith(Result<QList<ci::Run>> latest)
{
    if (!latest)
        return latest.error();
    QList<ci::LaneStatus> statuses;
    for (ci::Run &run : *latest) {
        ci::LaneStatus status{std::move(run), std::nullopt};
        auto before = m_lanes.decisiveBefore(status.latest);
        if (!before)
            return before.error();
        status.lastDecisive = *std::move(before);
        statuses.append(std::move(status));
    }
    return statuses;
}

Result<ci::RunsPage> RunsTable::page(const ci::RunsQuery &query)
{
    Q_ASSERT(query.limit > 0);
    QByteArrayList conditions{"1"};
    QByteArrayList texts;
    const auto where = [&](const QByteArray &condition, const QString &text) {
        if (text.isEmpty())
            return;
        conditions << condition;
        texts << text.toUtf8();
    };
    where("project = ?", query.project);
    where("ref = ?", query.ref);
    // "+": by these an index finds too much, and out of order
    where("+provider = ?", query.provider);
    where("+pipeline = ?", query.pipeline);
    where("instr(lower(author), lower(?)) > 0", query.author);
    if (query.state)
        where("state = ?", QString::fromLatin1(ci::stateWord(*query.state)));
    if (query.since)
        conditions << "updated >= " + QByteArray::number(toUnixMs(*query.since));
    if (query.until)
        conditions << "updated < " + QByteArray::number(toUnixMs(*query.until));
    const qsizetype served = query.project.isEmpty() ? 0 : (query.ref.isEmpty() ? 1 : 2); // by the indexes of a project
    const bool looks = conditions.size() > 1 + served;
    if (query.before != ci::RunId::None)
        conditions << "id < " + QByteArray::number(static_cast<qint64>(query.before));
    if (looks)
        conditions << "id > " + QByteArray::number(static_cast<qint64>(m_newest) - maxScan);
    auto select = m_database.prepare("SELECT " + runColumns + " FROM ci_runs WHERE " + conditions.join(" AND ")
                                     + " ORDER BY id DESC LIMIT " + QByteArray::number(query.limit + 1));
    if (!select)
        return select.error();
    for (int i = 0; i < texts.size(); ++i)
        select->bind(i + 1, texts.at(i));
    auto runs = allRuns(select->askBound());
    if (!runs)
        return runs.error();
    ci::RunsPage page{*std::move(runs), ci::RunId::None};
    if (page.runs.size() > query.limit) {
        page.runs.removeLast();
        page.next = page.runs.constLast().id;
    }
    return page;
}

Result<ci::Run> RunsTable::byId(ci::RunId id)
{
    auto run = oneRun(m_byId.ask(static_cast<qint64>(id)));
    if (!run)
        return run.error();
    if (!*run)
        return Error{ErrorCode::NotFound, u"there is no run %1"_s.arg(static_cast<qint64>(id)), {}};
    return **run;
}

Result<QList<ci::Run>> RunsTable::transitions(int limit)
{
    return allRuns(m_transitions.ask(limit));
}

Result<CiSummary> RunsTable::summary()
{
    sqlite::Rows rows = m_states.ask();
    CiSummary summary;
    while (rows.next()) {
        const ci::State state = ci::stateFromWord(rows.text(0));
        const int runs = static_cast<int>(rows.integer(1));
        summary.runs += runs;
        if (ci::isTrouble(state))
            summary.failed += runs;
        if (state == ci::State::Running || state == ci::State::Failing)
            summary.running += runs;
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return summary;
}

} // namespace tallywall
