// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_table.h"

#include "core/ci/figures.h"
#include "store/ci/run_row.h"
#include "store/ci/runs_page.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> utf8Of(const std::optional<QString> &text)
{
    return text ? std::optional(text->toUtf8()) : std::nullopt;
}

} // namespace

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
    const QByteArray asked = "project = ?1 AND (?2 IS NULL OR provider = ?2) AND (?3 IS NULL OR pipeline = ?3)"_ba;
    const auto ifThere = [&asked](const QByteArray &ref) {
        return "(SELECT ref FROM ci_lanes WHERE " + asked + " AND ref = '" + ref + "' LIMIT 1)";
    };
    const QByteArray inOrder = "ORDER BY lane_project, lane_pipeline, lane_ref, lane_provider"_ba;
    return m_database.prepare({
            {&m_latest,
             "SELECT " + briefColumns + ofLanes + "ORDER BY urgency, heard DESC, run DESC LIMIT "
                     + QByteArray::number(maxLatest)},
            {&m_statuses, statuses + inOrder + " LIMIT " + QByteArray::number(maxStatuses)},
            {&m_likeliestRef,
             "SELECT coalesce(" + ifThere("main") + ", " + ifThere("master")
                     + ", (SELECT ref FROM (SELECT ref, max(updated) FROM ci_lanes INDEXED BY ci_lanes_by_ref WHERE "
                     + asked + ")))"},
            {&m_statusesOfRef,
             "SELECT " + briefColumns + " FROM (SELECT run, updated AS heard FROM ci_lanes WHERE " + asked
                     + " AND ref = ?4) CROSS JOIN ci_runs ON id = run ORDER BY heard DESC LIMIT "
                     + QByteArray::number(maxOfRef)},
            {&m_statusesOfProvider, statuses + "WHERE lane_provider = ? " + inOrder},
            {&m_states, "SELECT state, count(*) FROM ci_lanes GROUP BY state"},
            {&m_stillRed,
             "SELECT count(*) FROM ci_lanes CROSS JOIN ci_runs ON id = run WHERE ci_lanes.state"
             " IN ('queued', 'waiting', 'running', 'canceled', 'skipped', 'unknown') AND transition = 'still_broken'"},
            {&m_transitions,
             "SELECT " + runColumns
                     + " FROM ci_runs WHERE transition IN ('broken', 'fixed') ORDER BY coalesce(finished, updated) "
                       "DESC LIMIT ?"},
    });
}

Result<QList<ci::Run>> RunsTable::latest()
{
    return withJobs(allRuns(m_latest.ask()));
}

Result<QList<ci::Run>> RunsTable::withJobs(Result<QList<ci::Run>> runs)
{
    if (runs) {
        if (auto done = m_rows.readJobs(*runs); !done)
            return done.error();
    }
    return runs;
}

Result<QList<ci::LaneStatus>> RunsTable::statuses()
{
    return statusesWith(allRuns(m_statuses.ask()));
}

Result<QString> RunsTable::likeliestRef(const StatusQuery &query)
{
    sqlite::Rows rows = m_likeliestRef.ask(query.project.toUtf8(), utf8Of(query.provider), utf8Of(query.pipeline));
    const QString ref = rows.next() ? rows.text(0) : QString();
    if (auto read = rows.status(); !read)
        return read.error();
    return ref;
}

Result<QList<ci::LaneStatus>> RunsTable::statusesOf(const StatusQuery &query)
{
    const auto ref = query.ref ? Result<QString>(*query.ref) : likeliestRef(query);
    if (!ref)
        return ref.error();
    return statusesWith(allRuns(m_statusesOfRef.ask(query.project.toUtf8(), utf8Of(query.provider),
                                                    utf8Of(query.pipeline), ref->toUtf8())));
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
    ci::RunsPage page{*std::move(runs), question.goOn};
    if (page.runs.size() > query.limit) {
        page.runs.removeLast();
        page.next = page.runs.constLast().id;
    }
    if (auto done = m_rows.readJobs(page.runs); !done)
        return done.error();
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
    sqlite::Rows stillRed = m_stillRed.ask();
    if (stillRed.next())
        summary.failed += static_cast<int>(stillRed.integer(0));
    if (auto read = stillRed.status(); !read)
        return read.error();
    return summary;
}

} // namespace tallywall
