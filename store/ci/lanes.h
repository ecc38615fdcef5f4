// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "store/database.h"

namespace tallywall {

// The table `ci_lanes`: the newest run of every lane; and who stands beside a run in its lane. Every question is answered from
// an index, at the same cost with a million runs as with a thousand. Store thread, inside a transaction of the caller.
class Lanes
{
public:
    explicit Lanes(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // The run has been written, new or changed: it is the newest of its lane, unless a later one is there.
    [[nodiscard]] Result<Done> advance(const ci::Run &run);
    // A run has left the lane, or moved within it: who is the newest now?
    [[nodiscard]] Result<Done> recount(const ci::Lane &lane);

    [[nodiscard]] Result<Done> remove(const ci::Lane &lane); // before its runs are

    // The newest run of the lane.
    [[nodiscard]] Result<std::optional<ci::Run>> newest(const ci::Lane &lane);
    // The decisive runs (ci::isDecisive) next to this one; the one before it comes without its jobs.
    [[nodiscard]] Result<std::optional<ci::Run>> decisiveBefore(const ci::Run &run);
    [[nodiscard]] Result<std::optional<ci::Run>> decisiveAfter(const ci::Run &run);
    // The last green one before it, without its jobs.
    [[nodiscard]] Result<std::optional<ci::Run>> greenBefore(const ci::Run &run);
    // Those right behind it, of any state, the oldest first.
    [[nodiscard]] Result<QList<ci::Run>> following(const ci::Run &run, int most);
    // Seconds that the green runs before this one took, the newest first, at most `most`: of its lane, else of its pipeline on
    // any ref where the lane has too few.
    [[nodiscard]] Result<QList<double>> greenDurations(const ci::Run &run, int most = 20, int fewest = 3);

private:
    [[nodiscard]] Result<std::optional<ci::Run>> beside(sqlite::Statement &statement, const ci::Run &run);

    Database &m_database;
    sqlite::Statement m_advance;
    sqlite::Statement m_remove;
    sqlite::Statement m_fill;
    sqlite::Statement m_newest;
    sqlite::Statement m_before;
    sqlite::Statement m_after;
    sqlite::Statement m_greenBefore;
    sqlite::Statement m_following;
    sqlite::Statement m_laneDurations;
    sqlite::Statement m_pipelineDurations;
};

} // namespace tallywall
