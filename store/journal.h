// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/change.h"
#include "store/ci/deliveries_table.h"
#include "store/ci/runs_table.h"
#include "store/feed/event_keys.h"
#include "store/feed/event_log.h"
#include "store/feed/followed_table.h"
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

    // One transaction for all of them. Without any it is one all the same, that asks whether writing works.
    [[nodiscard]] Commit write(QList<Change> changes);

    [[nodiscard]] EventLog &log() { return m_log; }
    [[nodiscard]] ResultsTable &results() { return m_results; }
    [[nodiscard]] RunsTable &runs() { return m_runs; }
    [[nodiscard]] DeliveriesTable &deliveries() { return m_deliveries; }
    [[nodiscard]] FollowedTable &followed() { return m_followed; }
    [[nodiscard]] qint64 bytes() const { return m_database->bytes(); }
    // See Database.
    [[nodiscard]] Result<Done> checkpoint() { return m_database->checkpoint(); }
    // Names this database; made with it.
    [[nodiscard]] const QByteArray &storeName() const { return m_storeName; }
    // The last event that changed the results: what an ETag is made of.
    [[nodiscard]] EventId resultsVersion() const { return m_resultsVersion; }

private:
    explicit Journal(std::shared_ptr<Database> database);
    [[nodiscard]] Result<Done> prepare();
    [[nodiscard]] Result<Done> readFacts();

    // What a transaction moves on, and a failed one takes back.
    struct Position {
        EventId event;
        ResultId result;
        ci::RunId run;
        ci::DeliveryId delivery;
        EventId resultsVersion;
    };
    [[nodiscard]] Position position() const;
    void rewind(const Position &to);

    // Each carries out one change: its events go to the end of `into`.
    [[nodiscard]] Result<Applied> apply(Change &change, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(CreateResults &create, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(UpdateResult &update, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(DeleteResult &remove, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(RecordRun &record, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(RecordDelivery &record, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(SetClaim &set, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(DeleteLane &remove, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(RecordEvent &record, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(RecordEvents &record, TimePoint at, QList<Event> &into);
    [[nodiscard]] Result<Applied> apply(RecordFollowed &record, TimePoint at, QList<Event> &into);
    // A row, as an event and as part of what was applied.
    void logResult(Applied &applied, const QByteArray &type, TimePoint at, TimedResult row, QList<Event> &into);
    [[nodiscard]] Result<RecordedRun> logRun(Applied &applied, const ci::Run &delivered, TimePoint at,
                                             QList<Event> &into);
    [[nodiscard]] Result<Done> logPublished(Applied &applied, RecordEvent &record, TimePoint at, QList<Event> &into);
    void log(Applied &applied, Event event, QList<Event> &into);
    [[nodiscard]] Result<Done> begin();
    // Writes what was gathered, and commits.
    [[nodiscard]] Result<Done> finish(const QList<Event> &events, const Position &before);
    [[nodiscard]] Result<Done> saveCounters(const Position &before);
    [[nodiscard]] static Commit refuse(qsizetype changes, const Error &error);

    std::shared_ptr<Database> m_database;
    EventLog m_log;
    EventKeys m_keys;
    ResultsTable m_results;
    RunsTable m_runs;
    DeliveriesTable m_deliveries;
    FollowedTable m_followed;
    sqlite::Statement m_begin;
    sqlite::Statement m_commit;
    sqlite::Statement m_rollBack;
    sqlite::Statement m_saveCounter;
    QByteArray m_storeName;
    EventId m_resultsVersion = EventId::None;
};

} // namespace tallywall
