// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/change.h"
#include "store/ci/runs_table.h"
#include "store/feed/event_log.h"
#include "store/results/results_table.h"

#include <memory>

namespace tallywall {

// The log and the tables that are projections of it, on one connection: writes batches and answers questions.
// Store thread. What it promises: a batch is in the database whole, log and tables alike, or not at all.
class Journal
{
public:
    // Errors: Unavailable, with a sentence for an operator.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const StoreOptions &options);
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    // One transaction for all of them.
    [[nodiscard]] Commit write(const QList<Change> &changes);

    [[nodiscard]] EventLog &log() { return m_log; }
    [[nodiscard]] ResultsTable &results() { return m_results; }
    [[nodiscard]] RunsTable &runs() { return m_runs; }
    [[nodiscard]] qint64 bytes() const { return m_database->bytes(); }
    // Names this database; made with it.
    [[nodiscard]] const QByteArray &storeName() const { return m_storeName; }
    // The last event that changed the results: what an ETag is made of.
    [[nodiscard]] EventId resultsVersion() const { return m_resultsVersion; }

private:
    explicit Journal(std::shared_ptr<Database> database);
    [[nodiscard]] Result<Done> prepare();

    struct Written {
        Applied applied;
        QList<Event> events;
    };
    [[nodiscard]] Result<Written> apply(const Change &change);
    [[nodiscard]] Result<Written> apply(const CreateResults &create, TimePoint at);
    [[nodiscard]] Result<Written> apply(const UpdateResult &update, TimePoint at);
    [[nodiscard]] Result<Written> apply(const DeleteResult &remove, TimePoint at);
    [[nodiscard]] Result<Written> apply(const RecordRun &record, TimePoint at);
    [[nodiscard]] Result<Written> apply(const RecordEvent &record, TimePoint at);
    // A row that was written, or why it was not, as an event and as part of what was applied.
    [[nodiscard]] Result<Done> logResult(Written &into, QByteArrayView type, TimePoint at,
                                         const Result<TimedResult> &row);
    [[nodiscard]] Result<Done> log(Written &into, QByteArrayView collection, QByteArrayView type, TimePoint at,
                                   const QByteArray &data);
    [[nodiscard]] Result<Done> saveCounters();
    [[nodiscard]] Commit refuse(const QList<Change> &changes, const Error &error);

    std::shared_ptr<Database> m_database;
    EventLog m_log;
    ResultsTable m_results;
    RunsTable m_runs;
    QSqlQuery m_saveCounter;
    QByteArray m_storeName;
    EventId m_resultsVersion = EventId::None;
};

} // namespace tallywall
