// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"
#include "store/database.h"

#include <array>
#include <optional>

namespace tallywall {

// Figures about all results, for the overview. "Today" begins at local midnight.
struct ResultsSummary {
    qint64 total = 0;
    qint64 today = 0;
    qint64 yesterdayByNow = 0; // yesterday, up to this time of day
    std::optional<TimedResult> fastest;
};

// The table `results`. Store thread.
class ResultsTable
{
public:
    explicit ResultsTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // Inside a transaction of the caller. `update` and `remove` answer NotFound where there is no such row; `remove` gives
    // back the row as it was.
    [[nodiscard]] Result<TimedResult> insert(ResultInput input, TimePoint created);
    [[nodiscard]] Result<TimedResult> update(ResultId id, const ResultInput &input);
    [[nodiscard]] Result<TimedResult> remove(ResultId id);

    [[nodiscard]] Result<TimedResult> byId(ResultId id);
    // Errors: Conflict, where the row that `before` names is gone and the order is not by id.
    [[nodiscard]] Result<ResultsPage> page(const ResultsQuery &query);
    [[nodiscard]] Result<ResultsSummary> summary(TimePoint now);

    [[nodiscard]] ResultId newest() const { return m_newest; }
    void rewind(ResultId newest);

private:
    [[nodiscard]] Result<qint64> count(TimePoint from, TimePoint to);
    [[nodiscard]] Result<Done> countAgain(TimePoint now);

    // The summary is kept up to date by insertions; whatever else changes it makes it be counted again, when asked for.
    struct Counted {
        qint64 total = 0;
        qint64 today = 0;
        qint64 yesterdayByNow = 0;
        TimePoint midnight{}; // the day that `today` is about
        TimePoint at{};       // when it was counted
    };

    Database &m_database;
    ResultId m_newest = ResultId::None;
    std::optional<Counted> m_counted;
    sqlite::Statement m_insert;
    sqlite::Statement m_update;
    sqlite::Statement m_remove;
    sqlite::Statement m_byId;
    sqlite::Statement m_count;
    std::array<sqlite::Statement, 6> m_pages; // two for each order: from the top, and behind a row
};

} // namespace tallywall
