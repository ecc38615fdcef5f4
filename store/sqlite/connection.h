// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/gathering_vfs.h"
#include "store/sqlite/statement.h"

#include <memory>

struct sqlite3;

namespace tallywall::sqlite {

// How far a checkpoint came: bytes of pages, counted from the beginning of the write-ahead log.
struct Checkpoint {
    qint64 log = 0;
    qint64 copied = 0; // of these, in the database file, too
};

enum class IfMissing : quint8 { Create, Refuse };

// An open SQLite file, by SQLite's C interface (https://sqlite.org/c3ref/intro.html). Belongs to the thread that opened it.
// It waits two seconds for whoever holds the file locked.
class Connection
{
public:
    // Errors of all here: Unavailable, in words an operator can act on.
    [[nodiscard]] static Result<Connection> open(const QString &path, IfMissing ifMissing = IfMissing::Create,
                                                 Pace pace = Pace::Own);

    [[nodiscard]] Result<Statement> prepare(QByteArrayView statement);
    // Carries out one statement, or several with semicolons between them; rows are left unread.
    [[nodiscard]] Result<Done> run(const QByteArray &statements);
    // The first column of the first row, 0 where there is none.
    [[nodiscard]] Result<qint64> number(QByteArrayView question);

    // The SQL of every statement that stands prepared on this connection: so that a test can look at their plans.
    [[nodiscard]] QByteArrayList prepared() const;

    [[nodiscard]] const QString &path() const { return m_path; }

    // Before the next two. From here on nothing is checkpointed by a commit; `walBytes` then says how much the log held after
    // the last commit of this connection.
    [[nodiscard]] Result<Done> keepLog();
    [[nodiscard]] qint64 walBytes() const { return *m_walFrames * m_pageBytes; }

    // Copies what it can from the log into the database file, and presses the file onto the disk; waits for nobody (mode
    // PASSIVE). Where another checkpoint is under way nothing is done, and nothing is said to be copied.
    [[nodiscard]] Result<Checkpoint> checkpoint();

private:
    struct Close {
        void operator()(sqlite3 *connection) const;
    };

    Connection(sqlite3 *connection, QString path) : m_connection(connection), m_path(std::move(path)) { }

    std::unique_ptr<qint64> m_walFrames = std::make_unique<qint64>(0); // SQLite writes here: it must not move
    std::unique_ptr<sqlite3, Close> m_connection;
    QString m_path;
    qint64 m_pageBytes = 0;
};

} // namespace tallywall::sqlite
