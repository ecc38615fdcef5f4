// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "core/result.h"

#include <QByteArrayList>

namespace tallywall {

// Which collections a subscriber wants: all of them, until some are named; then those, which may be none in the end. Sorted,
// without doubles, so that equal wishes are equal.
struct Filter {
    static constexpr qsizetype maxCollections = 64;

    bool all = true;
    QByteArrayList collections; // empty while `all`

    [[nodiscard]] bool wants(const QByteArray &collection) const;
    void add(const QByteArray &collection);
    void remove(const QByteArray &collection);

    friend bool operator==(const Filter &, const Filter &) = default;
    friend bool operator<(const Filter &a, const Filter &b)
    {
        return a.all != b.all ? a.all : a.collections < b.collections;
    }
};

// "results,ci" as in GET /events?collection=. Errors: Invalid, for a name outside the grammar or too many of them.
[[nodiscard]] Result<Filter> parseFilter(QByteArrayView commaSeparated);

} // namespace tallywall
