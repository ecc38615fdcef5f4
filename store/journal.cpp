// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Journal::Journal(std::shared_ptr<Database> database)
    : m_database(std::move(database))
    , m_log(*m_database)
    , m_keys(*m_database, m_log)
    , m_results(*m_database)
    , m_runs(*m_database)
    , m_deliveries(*m_database)
    , m_followed(*m_database)
{ }

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const StoreOptions &options)
{
    auto database = Database::open(options);
    if (!database)
        return database.error();
    std::unique_ptr<Journal> journal(new Journal(*std::move(database)));
    if (auto done = journal->prepare(); !done)
        return done.error();
    return journal;
}

Result<Done> Journal::prepare()
{
    for (auto open :
         {m_log.open(), m_keys.open(), m_results.open(), m_runs.open(), m_deliveries.open(), m_followed.open()}) {
        if (!open)
            return open;
    }
    if (auto done = m_database->prepare({{&m_begin, "BEGIN IMMEDIATE"},
                                         {&m_commit, "COMMIT"},
                                         {&m_rollBack, "ROLLBACK"},
                                         {&m_saveCounter, "UPDATE counters SET value = ? WHERE name = ?"}});
        !done)
        return done;
    return readFacts();
}

Result<Done> Journal::readFacts()
{
    auto named = m_database->prepare("SELECT value FROM facts WHERE name = 'store'");
    if (!named)
        return named.error();
    sqlite::Rows rows = named->ask();
    if (rows.next())
        m_storeName = rows.utf8(0).toByteArray();
    if (auto read = rows.status(); !read)
        return read;
    const auto version = m_database->number("SELECT max(id) FROM events WHERE collection = 'results' AND via IS NULL");
    if (!version)
        return version.error();
    m_resultsVersion = EventId(*version);
    return Done{};
}

Journal::Position Journal::position() const
{
    return {m_log.newest(), m_results.newest(), m_runs.newest(), m_deliveries.newest(), m_resultsVersion};
}

void Journal::rewind(const Position &to)
{
    m_log.rewind(to.event);
    m_keys.rewind();
    m_results.rewind(to.result);
    m_runs.rewind(to.run);
    m_deliveries.rewind(to.delivery);
    m_resultsVersion = to.resultsVersion;
}

Result<Done> Journal::begin()
{
    auto begun = m_begin.run();
    if (!begun && m_rollBack.run()) // one was left open, since it could not be rolled back when it failed
        begun = m_begin.run();
    return begun;
}

Commit Journal::write(QList<Change> changes)
{
    if (auto begun = begin(); !begun)
        return refuse(changes.size(), begun.error());
    const Position before = position();
    const auto rollBack = [&](const Error &error) {
        (void)m_rollBack.run();
        rewind(before);
        return refuse(changes.size(), error);
    };

    Commit commit;
    commit.outcomes.reserve(changes.size());
    commit.events.reserve(changes.size());
    for (Change &change : changes) {
        auto applied = apply(change, commit.events);
        // A row that is not there, or not as it was thought, is the asker's matter; anything else is the database's, and
        // nothing is stored.
        if (!applied && applied.error().code != ErrorCode::NotFound && applied.error().code != ErrorCode::Conflict)
            return rollBack(applied.error());
        commit.outcomes.append(std::move(applied));
    }
    if (auto finished = finish(commit.events, before); !finished)
        return rollBack(finished.error());
    commit.walBytes = m_database->walBytes();
    return commit;
}

Result<Applied> Journal::apply(Change &change, QList<Event> &into)
{
    return std::visit([&](auto &what) { return apply(what, change.at, into); }, change.what);
}

Result<Done> Journal::finish(const QList<Event> &events, const Position &before)
{
    if (auto done = m_results.flush(); !done)
        return done;
    if (auto done = m_log.write(events); !done)
        return done;
    if (auto done = saveCounters(before); !done)
        return done;
    return m_commit.run();
}

Result<Done> Journal::saveCounters(const Position &before)
{
    // That of the events is always written, so that a commit without changes tries the disk, too.
    if (auto done = m_saveCounter.run(static_cast<qint64>(m_log.newest()), "events"_ba); !done)
        return done;
    if (m_results.newest() != before.result) {
        if (auto done = m_saveCounter.run(static_cast<qint64>(m_results.newest()), "results"_ba); !done)
            return done;
    }
    if (m_runs.newest() != before.run) {
        if (auto done = m_saveCounter.run(static_cast<qint64>(m_runs.newest()), "runs"_ba); !done)
            return done;
    }
    if (m_deliveries.newest() != before.delivery)
        return m_saveCounter.run(static_cast<qint64>(m_deliveries.newest()), "deliveries"_ba);
    return Done{};
}

Commit Journal::refuse(qsizetype changes, const Error &error)
{
    Commit commit;
    commit.outcomes = QList<Result<Applied>>(changes, error);
    commit.failure = error;
    return commit;
}

} // namespace tallywall
