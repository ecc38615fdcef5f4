// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "store/schema.h"
#include "store/sqlite/error.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// SQLite takes a file of a few bytes for an empty one, and would write over it. A database is one page at least ("Database
// File Format" 1.2 on sqlite.org). The file is not opened to look: closing it would drop the locks that SQLite holds on it.
bool isTooShort(const QString &path)
{
    constexpr qint64 smallestPage = 512;
    const QFileInfo file(path);
    return file.isFile() && file.size() > 0 && file.size() < smallestPage;
}

} // namespace

Result<std::shared_ptr<Database>> Database::open(const StoreOptions &options)
{
    if (isTooShort(options.path))
        return sqlite::errorOf(SQLITE_NOTADB, {}, options.path);
    auto connection = sqlite::Connection::open(options.path);
    if (!connection)
        return connection.error();
    const std::shared_ptr<Database> database(new Database(*std::move(connection)));
    // The schema comes first: it refuses a file that is not ours before anything of it is changed.
    if (auto done = migrate(*database); !done)
        return done.error();
    if (auto done = database->configure(options.durability); !done)
        return done.error();
    return database;
}

Result<Done> Database::configure(Durability durability)
{
    const QString synchronous = durability == Durability::Full ? u"FULL"_s : u"NORMAL"_s;
    // Without cache_spill a transaction reaches the log at its commit and not before, in one piece (store/sqlite/gathering_vfs.h).
    for (const QString &pragma :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous="_s + synchronous, u"PRAGMA foreign_keys=ON"_s,
          u"PRAGMA journal_size_limit=134217728"_s, u"PRAGMA cache_size=-65536"_s, u"PRAGMA cache_spill=OFF"_s,
          u"PRAGMA temp_store=MEMORY"_s}) {
        if (auto done = run(pragma); !done)
            return done;
    }
    return m_connection.keepLog();
}

Result<Done> Database::prepare(std::initializer_list<Preparation> statements)
{
    for (const auto &[place, statement] : statements) {
        auto prepared = prepare(statement);
        if (!prepared)
            return prepared.error();
        *place = *std::move(prepared);
    }
    return Done{};
}

Result<Done> Database::run(const QString &statement)
{
    return m_connection.run(statement.toUtf8());
}

Result<Done> Database::checkpoint()
{
    if (const auto checkpoint = m_connection.checkpoint(); !checkpoint)
        return checkpoint.error();
    return Done{};
}

qint64 Database::bytes() const
{
    return QFileInfo(path()).size() + QFileInfo(path() + u"-wal"_s).size();
}

} // namespace tallywall
