// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray.h"
#include "store/ci/lanes.h"
#include "store/ci/pipelines_table.h"
#include "store/database.h"

namespace tallywall {

// Figures over the newest run of every lane.
struct CiSummary {
    int runs = 0;
    int failed = 0; // failing, failed or error
    int running = 0;
};

// What recording a delivery did.
struct RecordedRun {
    enum class Was : quint8 { New, Changed, Same };
    ci::Run run;
    Was was = Was::Same;
    QList<ci::Run> others; // runs of the lane that mean something else now: one that was "broken" may be "still broken"
};

// The table `ci_runs`, with the lanes and the figures that follow from it. Store thread.
class RunsTable
{
public:
    static constexpr int maxLatest = 500;    // rows that GET /ci answers at most
    static constexpr int maxStatuses = 2000; // lanes of cc.xml
    static constexpr int maxScan = 200'000;  // runs that a question without an index looks at, the newest first
    static constexpr int maxReached = 50;    // runs behind a late one whose lastGreen follows it

    explicit RunsTable(Database &database) : m_database(database), m_lanes(database), m_pipelines(database) { }

    [[nodiscard]] Result<Done> open();

    // Merges the delivery into the run it speaks of (core/ci/merge.h), and reckons what follows: what it changed in its lane,
    // how long it may take, the figures of its pipeline. Inside a transaction of the caller.
    [[nodiscard]] Result<RecordedRun> record(const ci::Run &delivered);

    // Somebody looks into this run, or nobody any more; the newest run of its lane is claimed with it. Gives the runs that
    // changed. Errors: NotFound; Conflict, where the lane is not red: neither its newest run is nor the last decisive one.
    [[nodiscard]] Result<QList<ci::Run>> claim(ci::RunId id, const ci::Claim &claim);

    // The newest run of every lane: the red ones first, then those under way, then the others; of these, the one that was
    // heard of last.
    [[nodiscard]] Result<QList<ci::Run>> latest();
    // How lanes stand, by project, pipeline and ref. These runs come without their jobs.
    [[nodiscard]] Result<QList<ci::LaneStatus>> statuses();                                  // at most maxStatuses
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOf(const QString &project);          // all
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOfProvider(const QString &provider); // all
    [[nodiscard]] Result<ci::RunsPage> page(const ci::RunsQuery &query);                     // newest first
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id);
    [[nodiscard]] Result<CiSummary> summary();
    // Runs that broke or fixed their lane, the one that ended last first.
    [[nodiscard]] Result<QList<ci::Run>> transitions(int limit);
    [[nodiscard]] PipelinesTable &pipelines() { return m_pipelines; }

    [[nodiscard]] ci::RunId newest() const { return m_newest; }
    void rewind(ci::RunId newest) { m_newest = newest; }

private:
    [[nodiscard]] Result<ci::Run> known(const ci::Run &delivered);
    [[nodiscard]] Result<Done> save(const ci::Run &run);
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesWith(Result<QList<ci::Run>> latest);
    // Writes one of the others, which may be among those that changed already.
    [[nodiscard]] Result<Done> change(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<Done> reckon(ci::Run &run, const ci::Run &before);
    [[nodiscard]] Result<Done> inheritClaim(ci::Run &run);
    [[nodiscard]] Result<bool> isLaneRed(const ci::Run &newest);
    [[nodiscard]] Result<std::optional<TimePoint>> lastGreenOf(const ci::Run &run);
    // The runs behind this one, or behind where it was, up to the next green one; and the newest of the lane in any case.
    [[nodiscard]] Result<Done> reckonLastGreen(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<Done> followGreen(const ci::Run &run, const ci::Run &before, QList<ci::Run> &others);
    [[nodiscard]] Result<ci::Transition> transitionOf(const ci::Run &run);
    // The decisive run behind this one, or behind where it was, may mean something else now.
    [[nodiscard]] Result<Done> reckonNext(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<Done> follow(const ci::Run &run, const ci::Run &before, QList<ci::Run> &others);

    Database &m_database;
    Lanes m_lanes;
    PipelinesTable m_pipelines;
    ci::RunId m_newest = ci::RunId::None;
    sqlite::Statement m_known;
    sqlite::Statement m_save;
    sqlite::Statement m_latest;
    sqlite::Statement m_statuses;
    sqlite::Statement m_statusesOfProject;
    sqlite::Statement m_statusesOfProvider;
    sqlite::Statement m_byId;
    sqlite::Statement m_states;
    sqlite::Statement m_transitions;
};

} // namespace tallywall
