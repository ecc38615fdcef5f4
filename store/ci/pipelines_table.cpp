// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/pipelines_table.h"

#include "store/ci/run_row.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

const auto ofPipeline = "provider = ? AND project = ? AND pipeline = ?"_ba;
const auto figuresColumns
        = "provider, project, pipeline, runs, success_rate, median, percentile_90, last_green, updated"_ba;

ci::PipelineFigures figuresOf(const sqlite::Rows &rows)
{
    return {.provider = rows.text(0),
            .project = rows.text(1),
            .pipeline = rows.text(2),
            .runs = static_cast<int>(rows.integer(3)),
            .successRate = rows.real(4),
            .median = realOf(rows, 5),
            .percentile90 = realOf(rows, 6),
            .lastGreen = timeOf(rows, 7),
            .updated = fromUnixMs(rows.integer(8))};
}

} // namespace

Result<Done> PipelinesTable::open()
{
    const QByteArray newestFirst = " ORDER BY sequence DESC, attempt DESC, key DESC LIMIT "_ba;
    return m_database.prepare({
            {&m_points,
             "SELECT id, number, ref, state, coalesce(finished, updated), duration FROM ci_runs WHERE " + ofPipeline
                     + " AND state IN ('success', 'warning', 'failed', 'error')" + newestFirst
                     + QByteArray::number(ci::PipelineFigures::window)},
            {&m_lastGreen,
             "SELECT coalesce(finished, started, updated) FROM ci_runs WHERE " + ofPipeline
                     + " AND state IN ('success', 'warning')" + newestFirst + "1"},
            {&m_save,
             "INSERT INTO ci_pipelines (" + figuresColumns
                     + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (provider, project, pipeline) DO UPDATE SET runs = excluded.runs,"
                       " success_rate = excluded.success_rate, median = excluded.median,"
                       " percentile_90 = excluded.percentile_90, last_green = excluded.last_green,"
                       // An old run that comes late, or goes, is no news of the pipeline.
                       " updated = max(excluded.updated, updated)"},
            {&m_remove, "DELETE FROM ci_pipelines WHERE " + ofPipeline},
            {&m_all,
             "SELECT " + figuresColumns + " FROM ci_pipelines ORDER BY updated DESC LIMIT "
                     + QByteArray::number(maxRows)},
            {&m_one, "SELECT " + figuresColumns + " FROM ci_pipelines WHERE " + ofPipeline},
    });
}

Result<QList<ci::TrendPoint>> PipelinesTable::points(const QString &provider, const QString &project,
                                                     const QString &pipeline)
{
    sqlite::Rows rows = m_points.ask(provider.toUtf8(), project.toUtf8(), pipeline.toUtf8());
    QList<ci::TrendPoint> points;
    while (rows.next()) {
        points.append({.run = ci::RunId(rows.integer(0)),
                       .number = rows.integer(1),
                       .ref = rows.text(2),
                       .state = ci::stateFromWord(rows.text(3)),
                       .finished = fromUnixMs(rows.integer(4)),
                       .duration = realOf(rows, 5)});
    }
    if (auto read = rows.status(); !read)
        return read.error();
    std::reverse(points.begin(), points.end());
    return points;
}

Result<Done> PipelinesTable::refresh(const ci::Run &run)
{
    const QByteArray provider = run.provider.toUtf8();
    const QByteArray project = run.project.toUtf8();
    const QByteArray pipeline = run.pipeline.toUtf8();
    const auto read = points(run.provider, run.project, run.pipeline);
    if (!read)
        return read.error();
    if (read->isEmpty()) // its only run goes on, after all
        return m_remove.run(provider, project, pipeline);
    std::optional<qint64> lastGreen;
    {
        sqlite::Rows rows = m_lastGreen.ask(provider, project, pipeline);
        if (rows.next())
            lastGreen = numberOf(timeOf(rows, 0));
        if (auto status = rows.status(); !status)
            return status;
    }
    const ci::PipelineFigures figures = ci::figuresOf(*read);
    return m_save.run(provider, project, pipeline, figures.runs, figures.successRate, figures.median,
                      figures.percentile90, lastGreen, toUnixMs(run.updated));
}

Result<QList<ci::PipelineFigures>> PipelinesTable::all()
{
    sqlite::Rows rows = m_all.ask();
    QList<ci::PipelineFigures> all;
    while (rows.next())
        all.append(figuresOf(rows));
    if (auto read = rows.status(); !read)
        return read.error();
    return all;
}

Result<ci::Trend> PipelinesTable::trend(const QString &provider, const QString &project, const QString &pipeline)
{
    ci::Trend trend;
    {
        sqlite::Rows rows = m_one.ask(provider.toUtf8(), project.toUtf8(), pipeline.toUtf8());
        if (rows.next())
            trend.figures = figuresOf(rows);
        if (auto read = rows.status(); !read)
            return read.error();
    }
    if (trend.figures.project.isEmpty())
        return Error{ErrorCode::NotFound, u"no run of this pipeline has ended yet"_s, {}};
    auto read = points(provider, project, pipeline);
    if (!read)
        return read.error();
    trend.points = *std::move(read);
    return trend;
}

} // namespace tallywall
