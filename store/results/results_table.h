// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"
#include "store/results/minute_counts.h"

#include <array>
#include <optional>

namespace tallywall {

// Figures about all results, for the overview. "Today" begins at local midnight.
struct ResultsSummary {
    qint64 total = 0;
    qint64 today = 0;
    qint64 yesterdayByNow = 0; // yesterday, up to the end of this minute of the day
    std::optional<TimedResult> fastest;
};

// The table `results`. Store thread.
class ResultsTable
{
public:
    explicit ResultsTable(Database &database) : m_database(database), m_minutes(database) { }

    [[nodiscard]] Result<Done> open();

    // Inside a transaction of the caller, who owes `flush` before its commit. Rows that are inserted gather: they are written
    // together, before anything else is done to the table or asked of it. `update` and `remove` answer NotFound where there is
    // no such row; `remove` gives back the row as it was.
    TimedResult insert(ResultInput input, TimePoint created);
    [[nodiscard]] Result<TimedResult> update(ResultId id, const ResultInput &input);
    [[nodiscard]] Result<TimedResult> remove(ResultId id);
    // Errors: Unavailable. As after any error but NotFound, the transaction has to be rolled back then.
    [[nodiscard]] Result<Done> flush();

    [[nodiscard]] Result<TimedResult> byId(ResultId id);
    // Errors: Conflict, where the row that `before` names is gone and the order is not by id.
    [[nodiscard]] Result<ResultsPage> page(const ResultsQuery &query);
    [[nodiscard]] Result<ResultsSummary> summary(TimePoint now);

    [[nodiscard]] ResultId newest() const { return m_newest; }
    void rewind(ResultId newest);

private:
    // A row that was inserted and is not written yet.
    struct Gathered {
        qint64 id = 0;
        QByteArray name; // UTF-8
        double time = 0;
        qint64 created = 0;
    };

    // What the summary says of the days, for a minute.
    struct Counted {
        qint64 today = 0;
        qint64 yesterdayByNow = 0;
        MinuteCountsTable::Minute midnight{}; // the day that `today` is about
        MinuteCountsTable::Minute ends{};
    };

    [[nodiscard]] Result<Done> writeGathered();
    void note(TimePoint created, int results); // so many more, or fewer
    [[nodiscard]] Result<Done> countTotal();
    [[nodiscard]] Result<Done> countDays(TimePoint now);

    Database &m_database;
    ResultId m_newest = ResultId::None;
    MinuteCountsTable m_minutes;
    // These two follow each change; without a value they are counted when they are asked for.
    std::optional<qint64> m_total;
    std::optional<Counted> m_counted;
    QList<Gathered> m_gathered;
    sqlite::Insertion m_insert;
    sqlite::Statement m_update;
    sqlite::Statement m_remove;
    sqlite::Statement m_byId;
    sqlite::Statement m_countAll;
    std::array<sqlite::Statement, 6> m_pages; // two for each order: from the top, and behind a row
};

} // namespace tallywall
