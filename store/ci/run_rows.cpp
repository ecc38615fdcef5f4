// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/run_rows.h"

#include "store/ci/run_row.h"
#include "store/counters.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

Result<Done> RunRows::open()
{
    const auto newest = readCounter(m_database, "runs"_L1);
    if (!newest)
        return newest.error();
    m_newest = ci::RunId(*newest);
    const QByteArray select = "SELECT "_ba + runColumns + " FROM ci_runs WHERE ";
    return m_database.prepare({
            {&m_known, select + "provider = ? AND project = ? AND key = ? AND attempt = ?"},
            {&m_byId, select + "id = ?"},
            {&m_save, "INSERT OR REPLACE INTO ci_runs (" + runColumns + ") VALUES (" + runPlaces + ')'},
            {&m_removeOldest,
             "DELETE FROM ci_runs WHERE id IN (SELECT id FROM ci_runs WHERE " + ofLane
                     + " ORDER BY sequence, attempt, key LIMIT ?)"},
            {&m_count, "SELECT count(*) FROM (SELECT 1 FROM ci_runs WHERE " + ofLane + " LIMIT ?)"},
            {&m_jobs, "SELECT jobs FROM ci_runs WHERE id = ?"},
    });
}

Result<ci::Run> RunRows::known(const ci::Run &delivered)
{
    auto run = oneRun(m_known.ask(delivered.provider.toUtf8(), delivered.project.toUtf8(), delivered.key.toUtf8(),
                                  delivered.attempt));
    if (!run)
        return run.error();
    return run->value_or(ci::Run{});
}

Result<ci::Run> RunRows::byId(ci::RunId id)
{
    auto run = oneRun(m_byId.ask(static_cast<qint64>(id)));
    if (!run)
        return run.error();
    if (!*run)
        return Error{ErrorCode::NotFound, u"there is no run %1"_s.arg(static_cast<qint64>(id)), {}};
    return **run;
}

Result<Done> RunRows::save(const ci::Run &run)
{
    m_newest = std::max(m_newest, run.id);
    return writeRun(m_save, run);
}

Result<Done> RunRows::change(const ci::Run &run, QList<ci::Run> &changed)
{
    const auto same = std::find_if(changed.begin(), changed.end(),
                                   [&](const ci::Run &one) { return one.id == run.id; });
    if (same == changed.end())
        changed.append(run);
    else
        *same = run;
    return save(run);
}

Result<qint64> RunRows::count(const ci::Lane &lane, qint64 most)
{
    sqlite::Rows rows = askLane(m_count, lane, most);
    const qint64 runs = rows.next() ? rows.integer(0) : 0;
    if (auto read = rows.status(); !read)
        return read.error();
    return runs;
}

Result<Done> RunRows::removeOldest(const ci::Lane &lane, qint64 most)
{
    return runLane(m_removeOldest, lane, most);
}

Result<Done> RunRows::readJobs(QList<ci::Run> &runs)
{
    qsizetype bytes = 0;
    for (auto run = runs.begin(); run != runs.end() && bytes <= maxJobsBytes; ++run) {
        sqlite::Rows rows = m_jobs.ask(static_cast<qint64>(run->id));
        if (rows.next()) {
            const QByteArray jobs = rows.utf8(0).toByteArray();
            bytes += jobs.size();
            run->jobs = ci::jobsFromJson(jobs);
        }
        if (auto read = rows.status(); !read)
            return read;
    }
    return Done{};
}

} // namespace tallywall
