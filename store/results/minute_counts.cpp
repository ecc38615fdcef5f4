// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/results/minute_counts.h"

#include <utility>

namespace tallywall {

Result<Done> MinuteCountsTable::open()
{
    return m_database.prepare({
            {&m_add,
             "INSERT INTO results_by_minute (minute, results) VALUES (?, ?)"
             " ON CONFLICT (minute) DO UPDATE SET results = results + excluded.results"},
            {&m_count, "SELECT sum(results) FROM results_by_minute WHERE minute >= ? AND minute < ?"},
    });
}

Result<Done> MinuteCountsTable::flush()
{
    for (const auto &[minute, results] : std::exchange(m_changes, {})) {
        if (auto done = m_add.run(minute.time_since_epoch().count(), results); !done)
            return done;
    }
    return Done{};
}

Result<qint64> MinuteCountsTable::count(Minute from, Minute to)
{
    sqlite::Rows rows = m_count.ask(from.time_since_epoch().count(), to.time_since_epoch().count());
    const qint64 count = rows.next() ? rows.integer(0) : 0; // NULL, where there is none, reads as 0
    if (auto read = rows.status(); !read)
        return read.error();
    return count;
}

} // namespace tallywall
