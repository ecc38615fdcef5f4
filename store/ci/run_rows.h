// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "store/database.h"

namespace tallywall {

// The table `ci_runs`, a row at a time: what is known of a run, and what is written of it. Store thread.
class RunRows
{
public:
    static constexpr qsizetype maxJobsBytes = 8 * 1024 * 1024; // of the jobs of one list, as they are stored

    explicit RunRows(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // The run that a delivery speaks of, by its identity; a default one where it is not known yet.
    [[nodiscard]] Result<ci::Run> known(const ci::Run &delivered);
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id); // Errors: NotFound

    // What follows writes, inside a transaction of the caller.
    [[nodiscard]] Result<Done> save(const ci::Run &run); // with an id of its own: see next()
    // Saves it, and puts it among those that changed, where it may stand already.
    [[nodiscard]] Result<Done> change(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<Done> removeOldest(const ci::Lane &lane, qint64 most);

    static constexpr qint64 all = -1;
    [[nodiscard]] Result<qint64> count(const ci::Lane &lane, qint64 most = all); // counts no further than that
    // Reads the jobs of runs that came without them, in their order, until `maxJobsBytes` of them are read; the others stay
    // without.
    [[nodiscard]] Result<Done> readJobs(QList<ci::Run> &runs);

    [[nodiscard]] ci::RunId newest() const { return m_newest; }
    [[nodiscard]] ci::RunId next() const { return ci::RunId(static_cast<qint64>(m_newest) + 1); }
    void rewind(ci::RunId newest) { m_newest = newest; }

private:
    Database &m_database;
    ci::RunId m_newest = ci::RunId::None; // the highest that was ever given out
    sqlite::Statement m_known;
    sqlite::Statement m_byId;
    sqlite::Statement m_save;
    sqlite::Statement m_removeOldest;
    sqlite::Statement m_count;
    sqlite::Statement m_jobs;
};

} // namespace tallywall
