// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"
#include "store/database.h"

#include <map>

namespace tallywall {

// How many results were created in each minute since 1970, UTC: the table `results_by_minute`, which changes with `results` in
// the same transaction. A day of any time zone begins with a minute. Store thread.
class MinuteCountsTable
{
public:
    using Minute = std::chrono::sys_time<std::chrono::minutes>;

    explicit MinuteCountsTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // So many results more, or fewer. Inside a transaction of the caller, who owes `flush` before its commit.
    void add(TimePoint created, int results)
    {
        m_changes[std::chrono::floor<std::chrono::minutes>(created)] += results;
    }
    [[nodiscard]] Result<Done> flush();
    // The transaction was rolled back.
    void forget() { m_changes.clear(); }

    // How many were created at or after `from` and before `to`, of what is flushed.
    [[nodiscard]] Result<qint64> count(Minute from, Minute to);

private:
    Database &m_database;
    std::map<Minute, qint64> m_changes; // of the transaction under way
    sqlite::Statement m_add;
    sqlite::Statement m_count;
};

} // namespace tallywall
