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
    explicit RunRows(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // The run that a delivery speaks of, by its identity; a default one where it is not known yet.
    [[nodiscard]] Result<ci::Run> known(const ci::Run &delivered);
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id); // Errors: NotFound

    // What follows writes, inside a transaction of the caller.
    [[nodiscard]] Result<Done> save(const ci::Run &run); // with an id of its own: see next()
    // Saves it, and puts it among those that changed, where it may stand already.
    [[nodiscard]] Result<Done> change(const ci::Run &run, QList<ci::Run> &changed);
    [[nodiscard]] Result<qint64> remove(const ci::Lane &lane); // how many there were
    [[nodiscard]] Result<qint64> count(const ci::Lane &lane);

    [[nodiscard]] ci::RunId newest() const { return m_newest; }
    [[nodiscard]] ci::RunId next() const { return ci::RunId(static_cast<qint64>(m_newest) + 1); }
    void rewind(ci::RunId newest) { m_newest = newest; }

private:
    Database &m_database;
    ci::RunId m_newest = ci::RunId::None; // the highest that was ever given out
    sqlite::Statement m_known;
    sqlite::Statement m_byId;
    sqlite::Statement m_save;
    sqlite::Statement m_remove;
    sqlite::Statement m_count;
};

} // namespace tallywall
