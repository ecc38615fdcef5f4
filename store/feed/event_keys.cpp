// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/feed/event_keys.h"

#include <utility>

namespace tallywall {

namespace {

Event withoutLongData(Event event)
{
    if (event.data.size() > EventKeys::maxFoundData)
        event.data.clear();
    return event;
}

} // namespace

Result<Done> EventKeys::open()
{
    return m_database.prepare({
            {&m_find, "SELECT event FROM event_keys WHERE source = ? AND id = ?"},
            {&m_insert, "INSERT INTO event_keys (source, id, event) VALUES (?, ?, ?)"},
            {&m_remove, "DELETE FROM event_keys WHERE source = ? AND id = ?"},
            {&m_dropOldest, "DELETE FROM event_keys WHERE event = (SELECT min(event) FROM event_keys)"},
    });
}

Result<EventId> EventKeys::idOf(const EventKey &key)
{
    sqlite::Rows rows = m_find.ask(key.source, key.id);
    const EventId event = rows.next() ? EventId(rows.integer(0)) : EventId::None;
    if (auto read = rows.status(); !read)
        return read.error();
    return event;
}

Result<std::optional<Event>> EventKeys::find(const EventKey &key, const QList<Event> &underWay)
{
    const auto id = idOf(key);
    if (!id)
        return id.error();
    if (*id == EventId::None)
        return std::optional<Event>();
    if (!underWay.isEmpty() && *id >= underWay.constFirst().id) // their ids are without a gap
        return std::optional(withoutLongData(
                underWay.at(static_cast<qsizetype>(*id) - static_cast<qsizetype>(underWay.constFirst().id))));
    auto event = m_log.byId(*id);
    if (event && *event)
        return std::optional(withoutLongData(**std::move(event)));
    if (event && !*event) { // it was not kept as long as its key
        if (auto done = remove(key); !done)
            return done.error();
    }
    return event;
}

Result<Done> EventKeys::insert(const EventKey &key, EventId event)
{
    if (m_kept == unknown) {
        const auto count = m_database.number("SELECT count(*) FROM event_keys");
        if (!count)
            return count.error();
        m_kept = *count;
    }
    if (auto done = m_insert.run(key.source, key.id, static_cast<qint64>(event)); !done)
        return done;
    if (m_kept < m_most) {
        ++m_kept;
        return Done{};
    }
    return m_dropOldest.run();
}

Result<Done> EventKeys::remove(const EventKey &key)
{
    m_kept = unknown;
    return m_remove.run(key.source, key.id);
}

} // namespace tallywall
