// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "store/database.h"

namespace tallywall {

// Figures over the newest run of every project and ref.
struct CiSummary {
    int runs = 0;
    int failed = 0; // failing, failed or error
    int running = 0;
};

// What recording a delivery did.
struct RecordedRun {
    enum class Was : quint8 { New, Changed, Same };
    ci::Run run;
    Was was = Was::Same;
};

// The tables `ci_runs` and `ci_latest`. Store thread.
class RunsTable
{
public:
    static constexpr int maxLatest = 500; // rows that GET /ci answers at most

    explicit RunsTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // Merges the delivery into the run it speaks of (core/ci/merge.h). Inside a transaction of the caller.
    [[nodiscard]] Result<RecordedRun> record(const ci::Run &delivered);

    // The newest run of every project and ref, most recently heard of first.
    [[nodiscard]] Result<QList<ci::Run>> latest();
    [[nodiscard]] Result<ci::RunsPage> page(const ci::RunsQuery &query); // newest first
    [[nodiscard]] Result<ci::Run> byId(ci::RunId id);
    [[nodiscard]] Result<CiSummary> summary();

    [[nodiscard]] ci::RunId newest() const { return m_newest; }
    void rewind(ci::RunId newest) { m_newest = newest; }

private:
    [[nodiscard]] Result<ci::Run> known(const ci::Run &delivered);
    [[nodiscard]] Result<Done> save(const ci::Run &run);
    // A run turned out to be of another ref: the one that it had gets its newest run back.
    [[nodiscard]] Result<Done> leaveRef(const ci::Run &was);

    Database &m_database;
    ci::RunId m_newest = ci::RunId::None;
    sqlite::Statement m_known;
    sqlite::Statement m_save;
    sqlite::Statement m_saveLatest;
    sqlite::Statement m_latest;
    sqlite::Statement m_byId;
    sqlite::Statement m_states;
};

} // namespace tallywall
