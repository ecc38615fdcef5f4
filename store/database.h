// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/insertion.h"

#include <initializer_list>
#include <utility>

namespace tallywall {

// How hard a commit is pressed onto the disk (SQLite's `synchronous`).
enum class Durability : quint8 {
    Normal, // what was acknowledged survives a crash or kill of Tallywall
    Full,   // …and a power cut: each commit waits for the disk
};

struct StoreOptions {
    QString path; // of the SQLite file; its folder exists
    Durability durability = Durability::Normal;
};

// The connection that writes, with the schema brought up to date. Belongs to the thread that opened it. Commits leave the
// write-ahead log to grow: somebody has to checkpoint it (store/checkpoints.h), or closing does.
class Database
{
public:
    // Errors: Unavailable, with a sentence that names the file and says what to do.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const StoreOptions &options);
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] const QString &path() const { return m_connection.path(); }

    // A statement prepared once and used often, and all of a table's at once. Errors: Unavailable.
    [[nodiscard]] Result<sqlite::Statement> prepare(QByteArrayView statement)
    {
        return m_connection.prepare(statement);
    }
    using Preparation = std::pair<sqlite::Statement *, QByteArray>;
    [[nodiscard]] Result<Done> prepare(std::initializer_list<Preparation> statements);
    // See sqlite::Connection.
    [[nodiscard]] QByteArrayList prepared() const { return m_connection.prepared(); }
    // See sqlite::Insertion.
    [[nodiscard]] Result<sqlite::Insertion> prepareInsertion(QByteArrayView table, int columns)
    {
        return sqlite::Insertion::prepare(m_connection, table, columns);
    }

    [[nodiscard]] Result<Done> run(const QString &statement);
    [[nodiscard]] Result<qint64> number(QByteArrayView question) { return m_connection.number(question); }

    // Bytes on disk: the database and its write-ahead log.
    [[nodiscard]] qint64 bytes() const;
    // Bytes of the log that the last commit left in use.
    [[nodiscard]] qint64 walBytes() const { return m_connection.walBytes(); }
    // Copies the rest of the log into the database, between two transactions; the next one then begins the log anew.
    [[nodiscard]] Result<Done> checkpoint();

private:
    explicit Database(sqlite::Connection connection) : m_connection(std::move(connection)) { }
    [[nodiscard]] Result<Done> configure(Durability durability);

    sqlite::Connection m_connection;
};

} // namespace tallywall
