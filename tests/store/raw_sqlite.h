// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QUuid>
#include <QVariant>

namespace tallywall::test {

// Another program at the same SQLite file: runs the statements on a connection of its own and gives the last one's first
// value. Says what went wrong as a warning.
inline QVariant rawSqlite(const QString &path, const QStringList &statements)
{
    const QString name = QUuid::createUuid().toString();
    QVariant value;
    {
        QSqlDatabase sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        sql.setDatabaseName(path);
        if (!sql.open())
            qWarning("%s", qPrintable(sql.lastError().text()));
        for (const QString &statement : statements) {
            QSqlQuery query(sql);
            if (!query.exec(statement))
                qWarning("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
            value = query.next() ? query.value(0) : QVariant();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return value;
}

} // namespace tallywall::test
