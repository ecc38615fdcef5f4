// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray.h"
#include "store/ci/run_recorder.h"

namespace tallywall {

// Figures over the newest run of every lane.
struct CiSummary {
    int runs = 0;
    int failed = 0; // failing, failed or error
    int running = 0;
};

// The table `ci_runs` with the lanes and the figures that follow from it: the questions, and who writes (recorder()). Store thread.
class RunsTable
{
public:
    static constexpr int maxLatest = 500;    // rows that GET /ci answers at most
    static constexpr int maxStatuses = 2000; // lanes of cc.xml

    explicit RunsTable(Database &database)
        : m_database(database), m_rows(database), m_lanes(database), m_pipelines(database)
    { }
    Q_DISABLE_COPY_MOVE(RunsTable)

    [[nodiscard]] Result<Done> open();

    [[nodiscard]] RunRecorder &recorder() { return m_recorder; }
    [[nodiscard]] PipelinesTable &pipelines() { return m_pipelines; }

    // The newest run of every lane: the red ones first, then those under way, then the others; of these, the one that was
    // heard of last.
    [[nodiscard]] Result<QList<ci::Run>> latest();
    // How lanes stand, by project, pipeline and ref. These runs come without their jobs.
    [[nodiscard]] Result<QList<ci::LaneStatus>> statuses();                                  // at most maxStatuses
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOf(const QString &project);          // all
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOfProvider(const QString &provider); // all
    [[nodiscard]] Result<ci::RunsPage> page(const ci::RunsQuery &query);                     // newest first
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id) { return m_rows.byId(id); }
    [[nodiscard]] Result<qint64> sizeOf(const ci::Lane &lane) { return m_rows.count(lane); } // runs
    [[nodiscard]] Result<CiSummary> summary();
    // Runs that broke or fixed their lane, the one that ended last first.
    [[nodiscard]] Result<QList<ci::Run>> transitions(int limit);

    [[nodiscard]] ci::RunId newest() const { return m_rows.newest(); }
    void rewind(ci::RunId newest) { m_rows.rewind(newest); }

private:
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesWith(Result<QList<ci::Run>> latest);

    Database &m_database;
    RunRows m_rows;
    Lanes m_lanes;
    PipelinesTable m_pipelines;
    RunRecorder m_recorder{m_rows, m_lanes, m_pipelines};
    sqlite::Statement m_latest;
    sqlite::Statement m_statuses;
    sqlite::Statement m_statusesOfProject;
    sqlite::Statement m_statusesOfProvider;
    sqlite::Statement m_states;
    sqlite::Statement m_transitions;
};

} // namespace tallywall
