// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include <QList>

#include <array>
#include <tuple>

namespace tallywall::sqlite {

// Inserts rows into one table, several by one statement: what a statement costs beside its rows is then paid once for them.
// Belongs to the thread of its connection, and has to go before it.
class Insertion
{
public:
    Insertion() = default;

    // The table with its columns, "t (a, b)", and how many columns these are. Errors: Unavailable.
    [[nodiscard]] static Result<Insertion> prepare(Connection &connection, QByteArrayView table, int columns);

    // Inserts the rows in their order, inside a transaction of the caller. `valuesOf` makes a tuple of a row, one value for each
    // column, as Statement binds them; its texts live as long as the row. Errors: Unavailable; some of the rows may stand in the
    // table then, so that the caller has to roll back.
    template<typename Row, typename ValuesOf>
    [[nodiscard]] Result<Done> run(const QList<Row> &rows, ValuesOf valuesOf)
    {
        for (qsizetype first = 0; first < rows.size();) {
            Sized &insert = largestWithin(rows.size() - first);
            int place = 1;
            for (qsizetype i = first; i < first + insert.rows; ++i, place += m_columns) {
                std::apply([&](const auto &...values) { insert.statement.bindFrom(place, values...); },
                           valuesOf(rows.at(i)));
            }
            if (auto done = insert.statement.runBound(); !done)
                return done;
            first += insert.rows;
        }
        return Done{};
    }

private:
    struct Sized {
        qsizetype rows = 1;
        Statement statement;
    };
    [[nodiscard]] Sized &largestWithin(qsizetype rows);

    int m_columns = 0;
    std::array<Sized, 3> m_bySize; // the largest first, one row last
};

} // namespace tallywall::sqlite
