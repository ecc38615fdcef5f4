// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>

#include <memory>

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

// One open SQLite connection, with the schema brought up to date. Belongs to the thread that opened it.
class Database
{
public:
    // Errors: Unavailable, with a sentence that names the file and says what to do.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const StoreOptions &options);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] QSqlDatabase &sql() { return m_sql; }
    [[nodiscard]] const QString &path() const { return m_path; }

    // A statement prepared once and used often. Errors: Unavailable.
    [[nodiscard]] Result<QSqlQuery> prepare(const QString &statement);
    [[nodiscard]] Result<Done> run(const QString &statement);

    // Bytes on disk: the database and its write-ahead log.
    [[nodiscard]] qint64 bytes() const;

private:
    Database(QSqlDatabase sql, QString path) : m_sql(std::move(sql)), m_path(std::move(path)) { }

    QSqlDatabase m_sql;
    QString m_path;
};

// The error of a failed statement, in words an operator can act on (disk full, read-only, locked, damaged).
[[nodiscard]] Error storeError(const QSqlError &error, const QString &path);

// Executes a prepared statement whose values are bound.
[[nodiscard]] Result<Done> execute(QSqlQuery &query, const QString &path);

} // namespace tallywall
