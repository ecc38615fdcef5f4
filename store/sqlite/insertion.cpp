// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/insertion.h"

#include <algorithm>

namespace tallywall::sqlite {

namespace {

constexpr std::array<qsizetype, 3> sizes{16, 4, 1};

QByteArray repeated(QByteArrayView part, qsizetype times)
{
    QByteArray all = part.toByteArray();
    for (qsizetype i = 1; i < times; ++i)
        all.append(", ").append(part);
    return all;
}

} // namespace

Result<Insertion> Insertion::prepare(Connection &connection, QByteArrayView table, int columns)
{
    // FAIL in place of ABORT, which would keep a copy of each page it changes, so as to take back the statement alone.
    const QByteArray head = "INSERT OR FAIL INTO " + table.toByteArray() + " VALUES ";
    const QByteArray row = '(' + repeated("?", columns) + ')';
    Insertion insertion;
    insertion.m_columns = columns;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        auto statement = connection.prepare(head + repeated(row, sizes.at(i)));
        if (!statement)
            return statement.error();
        insertion.m_bySize.at(i) = {sizes.at(i), *std::move(statement)};
    }
    return insertion;
}

Insertion::Sized &Insertion::largestWithin(qsizetype rows)
{
    return *std::ranges::find_if(m_bySize, [rows](const Sized &sized) { return sized.rows <= rows; });
}

} // namespace tallywall::sqlite
