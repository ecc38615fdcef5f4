// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace tallywall {

// What one frame does to a table of rows that have an id. A row that is in both lists is in `upserts` only.
template<typename Row>
struct RowChanges {
    QList<Row> upserts;               // by id, ascending, each id once: new rows, and known ones as they are now
    QList<decltype(Row::id)> removed; // ascending, each id once

    [[nodiscard]] bool isEmpty() const { return upserts.isEmpty() && removed.isEmpty(); }
};

} // namespace tallywall
