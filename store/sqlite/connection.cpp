// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/connection.h"

#include "store/sqlite/error.h"

#include <sqlite3.h>

namespace tallywall::sqlite {

namespace {

constexpr int patienceMs = 2000;

int noteFrames(void *frames, sqlite3 *, const char *, int count)
{
    *static_cast<qint64 *>(frames) = count;
    return SQLITE_OK;
}

} // namespace

Result<Connection> Connection::open(const QString &path, IfMissing ifMissing, Pace pace)
{
    const int create = ifMissing == IfMissing::Create ? SQLITE_OPEN_CREATE : 0;
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &opened,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, gatheringVfs(pace));
    Connection connection(opened, path); // SQLite makes one for a file that cannot be opened, too: it tells why
    if (code != SQLITE_OK)
        return lastError(opened, path);
    sqlite3_busy_timeout(opened, patienceMs);
    return connection;
}

void Connection::Close::operator()(sqlite3 *connection) const
{
    sqlite3_close_v2(connection); // waits for a statement that is still there, instead of losing the connection
}

QByteArrayList Connection::prepared() const
{
    QByteArrayList statements;
    for (auto *one = sqlite3_next_stmt(m_connection.get(), nullptr); one;
         one = sqlite3_next_stmt(m_connection.get(), one))
        statements.append(sqlite3_sql(one));
    return statements;
}

Result<Statement> Connection::prepare(QByteArrayView statement)
{
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(m_connection.get(), statement.data(), static_cast<int>(statement.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK)
        return lastError(m_connection.get(), m_path);
    return Statement(prepared, m_path);
}

Result<Done> Connection::run(const QByteArray &statements)
{
    if (sqlite3_exec(m_connection.get(), statements.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(m_connection.get(), m_path);
    return Done{};
}

Result<qint64> Connection::number(QByteArrayView question)
{
    auto statement = prepare(question);
    if (!statement)
        return statement.error();
    Rows rows = statement->ask();
    const qint64 number = rows.next() ? rows.integer(0) : 0;
    if (auto read = rows.status(); !read)
        return read.error();
    return number;
}

Result<Done> Connection::keepLog()
{
    // Reading the version makes SQLite look into the file, and find that it has a log.
    const auto version = number("PRAGMA schema_version");
    const auto pageBytes = number("PRAGMA page_size");
    for (const auto *read : {&version, &pageBytes}) {
        if (!*read)
            return read->error();
    }
    m_pageBytes = *pageBytes;
    sqlite3_wal_hook(m_connection.get(), &noteFrames, m_walFrames.get()); // in place of SQLite's own, which checkpoints
    return Done{};
}

Result<Checkpoint> Connection::checkpoint()
{
    int frames = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_connection.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames,
                                               &copied);
    if ((code & 0xff) == SQLITE_BUSY)
        return Checkpoint{};
    if (code != SQLITE_OK)
        return lastError(m_connection.get(), m_path);
    // A checkpoint that did not reach the end of the log leaves what it copied to the operating system (wal.c, walCheckpoint),
    // and the one that reaches the end would have to wait for all of it.
    sqlite3_file *file = nullptr;
    sqlite3_file_control(m_connection.get(), nullptr, SQLITE_FCNTL_FILE_POINTER, &file);
    if (copied < frames && file && file->pMethods) {
        if (const int synced = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL); synced != SQLITE_OK)
            return errorOf(synced, QString::fromUtf8(sqlite3_errstr(synced)), m_path);
    }
    return Checkpoint{frames * m_pageBytes, copied * m_pageBytes};
}

} // namespace tallywall::sqlite
