// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/statement.h"

#include "store/sqlite/error.h"

#include <sqlite3.h>

namespace tallywall::sqlite {

namespace {

// SQLite makes NULL of a null pointer.
const char *pointerTo(QByteArrayView utf8)
{
    return utf8.isNull() ? "" : utf8.data();
}

} // namespace

Rows::~Rows()
{
    sqlite3_reset(m_statement); // tells the error of the last step once more
}

bool Rows::next()
{
    if (!m_isBound)
        return false;
    m_code = sqlite3_step(m_statement);
    return m_code == SQLITE_ROW;
}

Result<Done> Rows::status() const
{
    if (m_code == SQLITE_OK || m_code == SQLITE_ROW || m_code == SQLITE_DONE)
        return Done{};
    return lastError(sqlite3_db_handle(m_statement), m_path);
}

qint64 Rows::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Rows::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QByteArrayView Rows::utf8(int column) const
{
    // The text before its length: the first call may convert, and the second then counts what came of it.
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QByteArrayView(text, sqlite3_column_bytes(m_statement, column));
}

QString Rows::text(int column) const
{
    return QString::fromUtf8(utf8(column));
}

bool Rows::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::bind(int place, qint64 value)
{
    note(sqlite3_bind_int64(m_statement.get(), place, value));
}

void Statement::bind(int place, QByteArrayView utf8)
{
    put(place, utf8, Copy::Yes);
}

void Statement::put(int place, double value, Copy)
{
    note(sqlite3_bind_double(m_statement.get(), place, value));
}

void Statement::put(int place, QByteArrayView utf8, Copy copy)
{
    note(sqlite3_bind_text64(m_statement.get(), place, pointerTo(utf8), static_cast<sqlite3_uint64>(utf8.size()),
                             copy == Copy::Yes ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::putNull(int place)
{
    note(sqlite3_bind_null(m_statement.get(), place));
}

void Statement::note(int code)
{
    if (m_bound == SQLITE_OK)
        m_bound = code;
}

std::size_t Statement::places() const
{
    return static_cast<std::size_t>(sqlite3_bind_parameter_count(m_statement.get()));
}

Result<Done> Statement::finish()
{
    Rows rows = askBound();
    while (rows.next()) { }
    return rows.status();
}

} // namespace tallywall::sqlite
