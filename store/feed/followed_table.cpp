// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/feed/followed_table.h"

namespace tallywall {

Result<Done> FollowedTable::open()
{
    return m_database.prepare({
            {&m_save,
             "INSERT INTO followed (name, url, last_id, store) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
             " SET url = excluded.url, last_id = excluded.last_id, store = excluded.store"},
            {&m_all, "SELECT name, url, last_id, store FROM followed ORDER BY name"},
    });
}

Result<Done> FollowedTable::save(const FollowPosition &position)
{
    return m_save.run(position.name, position.url, position.lastId, position.store);
}

Result<QList<FollowPosition>> FollowedTable::all()
{
    QList<FollowPosition> positions;
    sqlite::Rows rows = m_all.ask();
    while (rows.next())
        positions.append({rows.utf8(0).toByteArray(), rows.utf8(1).toByteArray(), rows.utf8(2).toByteArray(),
                          rows.utf8(3).toByteArray()});
    if (auto read = rows.status(); !read)
        return read.error();
    return positions;
}

} // namespace tallywall
