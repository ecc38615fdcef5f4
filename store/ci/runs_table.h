// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray.h"
#include "store/ci/run_recorder.h"

namespace tallywall {

// Figures over the newest run of every lane.
struct CiSummary {
    int runs = 0;
    int failed = 0; // the red ones (ci::isRed)
    int running = 0;
};

// Which lanes of a project are asked for: all of one ref.
struct StatusQuery {
    QString project;
    std::optional<QString> provider; // absent: any
    std::optional<QString> pipeline; // absent: any
    std::optional<QString> ref;      // absent: main, else master, else the one of the lane that was heard of last
};

// The table `ci_runs` with the lanes and the figures that follow from it: the questions, and who writes (recorder()). Store thread.
class RunsTable
{
public:
    static constexpr int maxLatest = 500;    // rows that GET /ci answers at most
    static constexpr int maxStatuses = 2000; // lanes of cc.xml
    static constexpr int maxOfRef = 200;     // lanes of a badge

    explicit RunsTable(Database &database)
        : m_database(database), m_rows(database), m_lanes(database), m_pipelines(database)
    { }
    Q_DISABLE_COPY_MOVE(RunsTable)

    [[nodiscard]] Result<Done> open();

    [[nodiscard]] RunRecorder &recorder() { return m_recorder; }
    [[nodiscard]] PipelinesTable &pipelines() { return m_pipelines; }

    // The newest run of every lane: the red ones first, then those under way, then the others; of these, the one that was
    // heard of last. For the jobs see RunRows::maxJobsBytes; byId() has them all.
    [[nodiscard]] Result<QList<ci::Run>> latest();
    // How lanes stand, by project, pipeline and ref. These runs come without their jobs.
    [[nodiscard]] Result<QList<ci::LaneStatus>> statuses(); // at most maxStatuses
    // At most maxOfRef, the one that was heard of last first.
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOf(const StatusQuery &query);
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesOfProvider(const QString &provider); // all
    // Newest first. A page may have fewer runs than its limit, even none, and yet a next one: see RunsPageQuestion. For the jobs
    // see RunRows::maxJobsBytes.
    [[nodiscard]] Result<ci::RunsPage> page(const ci::RunsQuery &query);
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id) { return m_rows.byId(id); }
    [[nodiscard]] Result<qint64> sizeOf(const ci::Lane &lane) { return m_rows.count(lane); } // runs
    [[nodiscard]] Result<CiSummary> summary();
    // Runs that broke or fixed their lane, the one that ended last first.
    [[nodiscard]] Result<QList<ci::Run>> transitions(int limit);

    [[nodiscard]] ci::RunId newest() const { return m_rows.newest(); }
    void rewind(ci::RunId newest) { m_rows.rewind(newest); }

private:
    [[nodiscard]] Result<QList<ci::LaneStatus>> statusesWith(Result<QList<ci::Run>> latest);
    [[nodiscard]] Result<QList<ci::Run>> withJobs(Result<QList<ci::Run>> runs);
    [[nodiscard]] Result<QString> likeliestRef(const StatusQuery &query); // empty where there is no lane

    Database &m_database;
    RunRows m_rows;
    Lanes m_lanes;
    PipelinesTable m_pipelines;
    RunRecorder m_recorder{m_rows, m_lanes, m_pipelines};
    sqlite::Statement m_latest;
    sqlite::Statement m_statuses;
    sqlite::Statement m_likeliestRef;
    sqlite::Statement m_statusesOfRef;
    sqlite::Statement m_statusesOfProvider;
    sqlite::Statement m_states;
    sqlite::Statement m_stillRed;
    sqlite::Statement m_transitions;
};

} // namespace tallywall
