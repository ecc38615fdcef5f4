// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/counters.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Result<qint64> readCounter(Database &database, const QString &name)
{
    auto query = database.prepare(u"SELECT value FROM counters WHERE name = ?"_s);
    if (!query)
        return query.error();
    query->bindValue(0, name);
    if (auto done = execute(*query, database.path()); !done)
        return done.error();
    if (!query->next())
        return Error{ErrorCode::Unavailable,
                     u"the store %1 lacks the counter \"%2\": restore a backup"_s.arg(database.path(), name),
                     {}};
    return query->value(0).toLongLong();
}

} // namespace tallywall
