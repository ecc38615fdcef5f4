// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/lanes.h"

#include "store/ci/run_row.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// As the partial indexes of the schema say it, to the letter: else SQLite does not see that they fit.
const auto decisive = "state IN ('success', 'warning', 'failed', 'error')"_ba;
const auto green = "state IN ('success', 'warning')"_ba;
const auto laneColumns = "provider, project, pipeline, ref, sequence, attempt, key, run, state, updated"_ba;
const auto newestFirst = " ORDER BY sequence DESC, attempt DESC, key DESC LIMIT "_ba;

Result<QList<double>> numbers(sqlite::Rows rows)
{
    QList<double> values;
    while (rows.next())
        values.append(rows.real(0));
    if (auto read = rows.status(); !read)
        return read.error();
    return values;
}

} // namespace

Result<Done> Lanes::open()
{
    const QByteArray select = "SELECT "_ba + runColumns + " FROM ci_runs WHERE ";
    const QByteArray brief = "SELECT "_ba + briefColumns + " FROM ci_runs WHERE ";
    return m_database.prepare({
            {&m_advance,
             "INSERT INTO ci_lanes (" + laneColumns
                     + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (provider, project, pipeline, ref) DO UPDATE SET sequence = excluded.sequence,"
                       " attempt = excluded.attempt, key = excluded.key, run = excluded.run, state = excluded.state,"
                       " updated = excluded.updated"
                       " WHERE (excluded.sequence, excluded.attempt, excluded.key) >= (sequence, attempt, key)"},
            {&m_remove, "DELETE FROM ci_lanes WHERE " + ofLane},
            {&m_fill,
             "INSERT INTO ci_lanes (" + laneColumns
                     + ") SELECT provider, project, pipeline, ref, sequence, attempt, key, id, state, updated FROM "
                       "ci_runs"
                       " WHERE "
                     + ofLane + newestFirst + "1"},
            {&m_newest, select + "id = (SELECT run FROM ci_lanes WHERE " + ofLane + ")"},
            {&m_before,
             brief + ofLane + " AND " + decisive + " AND (sequence, attempt, key) < (?, ?, ?)" + newestFirst + "1"},
            {&m_after,
             select + ofLane + " AND " + decisive
                     + " AND (sequence, attempt, key) > (?, ?, ?) ORDER BY sequence, attempt, key LIMIT 1"},
            {&m_greenBefore,
             brief + ofLane + " AND " + green + " AND (sequence, attempt, key) < (?, ?, ?)" + newestFirst + "1"},
            {&m_following,
             select + ofLane + " AND (sequence, attempt, key) > (?, ?, ?) ORDER BY sequence, attempt, key LIMIT ?"},
            {&m_laneDurations,
             "SELECT duration FROM ci_runs WHERE " + ofLane + " AND " + green
                     + " AND duration IS NOT NULL AND (sequence, attempt, key) < (?, ?, ?)" + newestFirst + "?"},
            {&m_pipelineDurations,
             "SELECT duration FROM ci_runs WHERE provider = ? AND project = ? AND pipeline = ? AND " + green
                     + " AND duration IS NOT NULL AND (sequence, attempt, key) < (?, ?, ?)" + newestFirst + "?"},
    });
}

Result<Done> Lanes::advance(const ci::Run &run)
{
    return m_advance.run(run.provider.toUtf8(), run.project.toUtf8(), run.pipeline.toUtf8(), run.ref.toUtf8(),
                         run.sequence, run.attempt, run.key.toUtf8(), static_cast<qint64>(run.id),
                         ci::stateWord(run.state), toUnixMs(run.updated));
}

Result<Done> Lanes::recount(const ci::Lane &lane)
{
    if (auto done = remove(lane); !done)
        return done;
    return runLane(m_fill, lane);
}

Result<Done> Lanes::remove(const ci::Lane &lane)
{
    return runLane(m_remove, lane);
}

Result<std::optional<ci::Run>> Lanes::newest(const ci::Lane &lane)
{
    return oneRun(askLane(m_newest, lane));
}

Result<std::optional<ci::Run>> Lanes::beside(sqlite::Statement &statement, const ci::Run &run)
{
    return oneRun(askLane(statement, ci::laneOf(run), run.sequence, run.attempt, run.key.toUtf8()));
}

Result<std::optional<ci::Run>> Lanes::decisiveBefore(const ci::Run &run)
{
    return beside(m_before, run);
}

Result<std::optional<ci::Run>> Lanes::decisiveAfter(const ci::Run &run)
{
    return beside(m_after, run);
}

Result<std::optional<ci::Run>> Lanes::greenBefore(const ci::Run &run)
{
    return beside(m_greenBefore, run);
}

Result<QList<ci::Run>> Lanes::following(const ci::Run &run, int most)
{
    return allRuns(askLane(m_following, ci::laneOf(run), run.sequence, run.attempt, run.key.toUtf8(), most));
}

Result<QList<double>> Lanes::greenDurations(const ci::Run &run, int most, int fewest)
{
    const QByteArray key = run.key.toUtf8();
    auto durations = numbers(askLane(m_laneDurations, ci::laneOf(run), run.sequence, run.attempt, key, most));
    if (!durations || durations->size() >= fewest)
        return durations;
    return numbers(m_pipelineDurations.ask(run.provider.toUtf8(), run.project.toUtf8(), run.pipeline.toUtf8(),
                                           run.sequence, run.attempt, key, most));
}

} // namespace tallywall
