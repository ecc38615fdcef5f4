// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Journal::Journal(std::shared_ptr<Database> database)
    : m_database(std::move(database)), m_log(*m_database), m_results(*m_database), m_runs(*m_database)
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
    for (auto open : {m_log.open(), m_results.open(), m_runs.open()}) {
        if (!open)
            return open;
    }
    auto save = m_database->prepare(u"UPDATE counters SET value = ? WHERE name = ?"_s);
    if (!save)
        return save.error();
    m_saveCounter = *std::move(save);

    QSqlQuery facts(m_database->sql());
    if (!facts.exec(u"SELECT value FROM facts WHERE name = 'store'"_s) || !facts.next())
        return storeError(facts.lastError(), m_database->path());
    m_storeName = facts.value(0).toString().toLatin1();
    if (!facts.exec(u"SELECT max(id) FROM events WHERE collection = 'results'"_s) || !facts.next())
        return storeError(facts.lastError(), m_database->path());
    m_resultsVersion = EventId(facts.value(0).toLongLong());
    return Done{};
}

Commit Journal::write(const QList<Change> &changes)
{
    auto begun = m_database->run(u"BEGIN IMMEDIATE"_s);
    if (!begun && m_database->run(u"ROLLBACK"_s)) // one was left open, since it could not be rolled back when it failed
        begun = m_database->run(u"BEGIN IMMEDIATE"_s);
    if (!begun)
        return refuse(changes, begun.error());
    const EventId lastEvent = m_log.newest();
    const ResultId lastResult = m_results.newest();
    const ci::RunId lastRun = m_runs.newest();
    const EventId lastVersion = m_resultsVersion;
    const auto rollBack = [&](const Error &error) {
        (void)m_database->run(u"ROLLBACK"_s);
        m_log.rewind(lastEvent);
        m_results.rewind(lastResult);
        m_runs.rewind(lastRun);
        m_resultsVersion = lastVersion;
        return refuse(changes, error);
    };

    Commit commit;
    commit.outcomes.reserve(changes.size());
    for (const Change &change : changes) {
        auto written = apply(change);
        if (!written) {
            // A row that is not there is the asker's matter; anything else is the database's, and nothing is stored.
            if (written.error().code != ErrorCode::NotFound)
                return rollBack(written.error());
            commit.outcomes.append(written.error());
            continue;
        }
        commit.outcomes.append(std::move(written->applied));
        commit.events.append(std::move(written->events));
    }
    if (auto saved = saveCounters(); !saved)
        return rollBack(saved.error());
    if (auto committed = m_database->run(u"COMMIT"_s); !committed)
        return rollBack(committed.error());
    return commit;
}

Result<Journal::Written> Journal::apply(const Change &change)
{
    return std::visit([&](const auto &what) { return apply(what, change.at); }, change.what);
}

Result<Journal::Written> Journal::apply(const CreateResults &create, TimePoint at)
{
    Written written;
    for (qsizetype i = 0; i < create.results.size(); ++i) {
        const TimePoint created = create.created.value(i, at);
        if (auto done = logResult(written, "created", at, m_results.insert(create.results.at(i), created)); !done)
            return done.error();
    }
    return written;
}

Result<Journal::Written> Journal::apply(const UpdateResult &update, TimePoint at)
{
    Written written;
    const auto done = logResult(written, "updated", at, m_results.update(update.id, update.input));
    return done ? Result<Written>(written) : Result<Written>(done.error());
}

Result<Journal::Written> Journal::apply(const DeleteResult &remove, TimePoint at)
{
    Written written;
    const auto done = logResult(written, "deleted", at, m_results.remove(remove.id));
    return done ? Result<Written>(written) : Result<Written>(done.error());
}

Result<Journal::Written> Journal::apply(const RecordRun &record, TimePoint at)
{
    Written written;
    const auto recorded = m_runs.record(record.delivered);
    if (!recorded)
        return recorded.error();
    if (recorded->was == RecordedRun::Was::Same)
        return written; // delivered twice
    const QByteArrayView type = recorded->was == RecordedRun::Was::New ? "created" : "updated";
    if (auto done = log(written, "ci", type, at, ci::runJson(recorded->run)); !done)
        return done.error();
    return written;
}

Result<Journal::Written> Journal::apply(const RecordEvent &record, TimePoint at)
{
    Written written;
    if (auto done = log(written, record.collection, record.type, at, record.data); !done)
        return done.error();
    return written;
}

Result<Done> Journal::logResult(Written &into, QByteArrayView type, TimePoint at, const Result<TimedResult> &row)
{
    if (!row)
        return row.error();
    if (auto done = log(into, "results", type, at, resultJson(*row)); !done)
        return done;
    into.applied.results.append(*row);
    return Done{};
}

Result<Done> Journal::log(Written &into, QByteArrayView collection, QByteArrayView type, TimePoint at,
                          const QByteArray &data)
{
    auto event = m_log.append(Event{EventId::None, collection.toByteArray(), type.toByteArray(), at, data});
    if (!event)
        return event.error();
    if (event->collection == "results")
        m_resultsVersion = event->id;
    into.applied.events.append(event->id);
    into.events.append(*std::move(event));
    return Done{};
}

Result<Done> Journal::saveCounters()
{
    const std::pair<QString, qint64> counters[] = {{u"events"_s, static_cast<qint64>(m_log.newest())},
                                                   {u"results"_s, static_cast<qint64>(m_results.newest())},
                                                   {u"runs"_s, static_cast<qint64>(m_runs.newest())}};
    for (const auto &[name, value] : counters) {
        m_saveCounter.bindValue(0, value);
        m_saveCounter.bindValue(1, name);
        if (auto done = execute(m_saveCounter, m_database->path()); !done)
            return done;
    }
    return Done{};
}

Commit Journal::refuse(const QList<Change> &changes, const Error &error)
{
    Commit commit;
    commit.failure = error;
    for (qsizetype i = 0; i < changes.size(); ++i)
        commit.outcomes.append(error);
    return commit;
}

} // namespace tallywall
