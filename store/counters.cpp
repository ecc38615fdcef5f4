// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/counters.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Result<qint64> readCounter(Database &database, QLatin1StringView name)
{
    auto select = database.prepare("SELECT value FROM counters WHERE name = ?");
    if (!select)
        return select.error();
    sqlite::Rows rows = select->ask(QByteArrayView(name.data(), name.size()));
    if (rows.next())
        return rows.integer(0);
    if (auto read = rows.status(); !read)
        return read.error();
    return Error{ErrorCode::Unavailable,
                 u"the store %1 lacks the counter \"%2\": restore a backup"_s.arg(database.path(), name),
                 {}};
}

} // namespace tallywall
