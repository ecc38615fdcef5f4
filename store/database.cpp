// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "store/schema.h"

#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Primary result codes of sqlite3.h; an extended code carries the primary one in its low byte.
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteIoError = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;

Error notADatabase(const QString &path)
{
    return Error{
            ErrorCode::Unavailable,
            u"the store %1 failed: it is not a Tallywall database. Choose another file with --store sqlite:PATH"_s.arg(
                    path),
            {}};
}

// SQLite takes a file of a few bytes for an empty one, and would write over it. A database is one page at least ("Database
// File Format" 1.2 on sqlite.org). The file is not opened to look: closing it would drop the locks that SQLite holds on it.
bool isTooShort(const QString &path)
{
    constexpr qint64 smallestPage = 512;
    const QFileInfo file(path);
    return file.isFile() && file.size() > 0 && file.size() < smallestPage;
}

} // namespace

Error storeError(const QSqlError &error, const QString &path)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    if (code == sqliteNotADatabase)
        return notADatabase(path);
    QString reason = u"the store failed: "_s + error.text().trimmed();
    if (code == sqliteFull)
        reason = u"the disk is full: free some space, nothing else is needed"_s;
    else if (code == sqliteReadOnly)
        reason = u"the store cannot be written: check its permissions and those of its folder"_s;
    else if (code == sqliteBusy || code == sqliteLocked)
        reason = u"the store is locked: close the other program that holds it"_s;
    else if (code == sqliteCorrupt)
        reason = u"the store is damaged: restore a backup, or move it away to start with an empty one"_s;
    else if (code == sqliteCannotOpen)
        reason = u"the store cannot be opened: check that its folder exists and that you may write there"_s;
    else if (code == sqliteIoError)
        reason = u"the disk reports an error (%1): check it"_s.arg(error.databaseText());
    return Error{ErrorCode::Unavailable, u"%1 (%2)"_s.arg(reason, path), {}};
}

Result<Done> execute(QSqlQuery &query, const QString &path)
{
    if (!query.exec())
        return storeError(query.lastError(), path);
    return Done{};
}

Result<std::shared_ptr<Database>> Database::open(const StoreOptions &options)
{
    QSqlDatabase sql = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    if (!sql.isValid())
        return Error{ErrorCode::Unavailable, u"Qt's SQLite driver is missing: install libqt6sql6-sqlite"_s, {}};
    const std::shared_ptr<Database> database(new Database(std::exchange(sql, {}), options.path));
    if (isTooShort(options.path))
        return notADatabase(options.path);
    database->m_sql.setDatabaseName(options.path);
    database->m_sql.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!database->m_sql.open())
        return storeError(database->m_sql.lastError(), options.path);

    // The schema comes first: it refuses a file that is not ours before anything of it is changed.
    if (auto done = migrate(*database); !done)
        return done.error();
    const QString synchronous = options.durability == Durability::Full ? u"FULL"_s : u"NORMAL"_s;
    for (const QString &pragma :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous="_s + synchronous, u"PRAGMA foreign_keys=ON"_s,
          u"PRAGMA journal_size_limit=67108864"_s, u"PRAGMA cache_size=-32768"_s, u"PRAGMA temp_store=MEMORY"_s}) {
        if (auto done = database->run(pragma); !done)
            return done.error();
    }
    return database;
}

Database::~Database()
{
    const QString name = m_sql.connectionName();
    m_sql.close();
    m_sql = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<QSqlQuery> Database::prepare(const QString &statement)
{
    QSqlQuery query(m_sql);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return storeError(query.lastError(), m_path);
    return query;
}

Result<Done> Database::run(const QString &statement)
{
    QSqlQuery query(m_sql);
    if (!query.exec(statement))
        return storeError(query.lastError(), m_path);
    return Done{};
}

qint64 Database::bytes() const
{
    return QFileInfo(m_path).size() + QFileInfo(m_path + u"-wal"_s).size();
}

} // namespace tallywall
