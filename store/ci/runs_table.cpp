// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_table.h"

#include "core/ci/figures.h"
#include "store/ci/run_row.h"
#include "store/ci/runs_page.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Result<Done> RunsTable::open()
{
    for (auto open : {m_rows.open(), m_lanes.open(), m_pipelines.open()}) {
        if (!open)
            return open;
    }
    // The lanes in the order of an index, and of each its run: CROSS JOIN keeps SQLite from beginning with the runs.
    const QByteArray ofLanes = " FROM (SELECT run, urgency, updated AS heard, provider AS lane_provider,"
                               " project AS lane_project, pipeline AS lane_pipeline, ref AS lane_ref FROM ci_lanes)"
                               " CROSS JOIN ci_runs ON id = run "_ba;
    const QByteArray statuses = "SELECT "_ba + briefColumns + ofLanes;
    const QByteArray inOrder = "ORDER BY lane_project, lane_pipeline, lane_ref, lane_provider"_ba;
    return m_database.prepare({
            {&m_latest,
             "SELECT " + runColumns + ofLanes + "ORDER BY urgency, heard DESC, run DESC LIMIT "
                     + QByteArray::number(maxLatest)},
            {&m_statuses, statuses + inOrder + " LIMIT " + QByteArray::number(maxStatuses)},
            {&m_statusesOfProject, statuses + "WHERE lane_project = ? " + inOrder},
            {&m_statusesOfProvider, statuses + "WHERE lane_provider = ? " + inOrder},
            {&m_states, "SELECT state, count(*) FROM ci_lanes GROUP BY state"},
            {&m_transitions,
             "SELECT " + runColumns
                     + " FROM ci_runs WHERE transition IN ('broken', 'fixed') ORDER BY coalesce(finished, updated) "
                       "DESC LIMIT ?"},
    });
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
    const RunsPageQuestion question = runsPageQuestion(query, newest());
    auto select = m_database.prepare(question.statement);
    if (!select)
        return select.error();
    for (int i = 0; i < question.texts.size(); ++i)
        select->bind(i + 1, question.texts.at(i));
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
