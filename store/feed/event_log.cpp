// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/feed/event_log.h"

#include "store/counters.h"

#include <algorithm>
#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pastEnd = std::numeric_limits<qint64>::max(); // as an id: after every event

// The text of a row. Neighbours mostly say the same, and then share it.
QByteArray sharedText(QByteArrayView text, const QByteArray &neighbours)
{
    return text == neighbours ? neighbours : text.toByteArray();
}

// Columns: id, collection, type, time, data, via.
Event rowOf(const sqlite::Rows &rows, const Event &neighbour)
{
    return Event{EventId(rows.integer(0)),
                 sharedText(rows.utf8(1), neighbour.collection),
                 sharedText(rows.utf8(2), neighbour.type),
                 fromUnixMs(rows.integer(3)),
                 rows.utf8(4).toByteArray(),
                 sharedText(rows.utf8(5), neighbour.via)};
}

} // namespace

Result<Done> EventLog::open()
{
    const auto newest = readCounter(m_database, "events"_L1);
    if (!newest)
        return newest.error();
    m_newest = EventId(*newest);
    auto insert = m_database.prepareInsertion("events (id, collection, type, time, data, via)", 6);
    if (!insert)
        return insert.error();
    m_insert = *std::move(insert);
    return m_database.prepare({
            {&m_select,
             "SELECT id, collection, type, time, data, via FROM events WHERE id > ? AND id <= ? ORDER BY id"},
            {&m_oldest, "SELECT min(id) FROM events"},
            {&m_byId, "SELECT id, collection, type, time, data, via FROM events WHERE id = ?"},
            {&m_history,
             "SELECT id, collection, type, time, data, via FROM events WHERE collection = ? AND id < ?"
             " ORDER BY id DESC LIMIT ?"},
            {&m_historyOfAll,
             "SELECT id, collection, type, time, data, via FROM events WHERE id < ? ORDER BY id DESC LIMIT ?"},
            // From name to name along the index: with many events of few collections it looks at few rows. Of names past
            // 100 000 some are not seen.
            {&m_newestOfEach,
             "WITH RECURSIVE names (name) AS (SELECT min(collection) FROM events UNION ALL"
             " SELECT (SELECT min(collection) FROM events WHERE collection > name) FROM names WHERE name IS NOT NULL)"
             " SELECT id, collection, type, time, data, via FROM events WHERE id IN"
             " (SELECT (SELECT max(id) FROM events WHERE collection = name) AS newest FROM"
             " (SELECT name FROM names WHERE name IS NOT NULL LIMIT 100000) ORDER BY newest DESC LIMIT ?)"
             " ORDER BY id"},
    });
}

void EventLog::number(Event &event)
{
    m_newest = EventId(static_cast<qint64>(m_newest) + 1);
    event.id = m_newest;
}

Result<Done> EventLog::write(const QList<Event> &events)
{
    return m_insert.run(events, [](const Event &event) {
        const auto data = event.data.isEmpty() ? std::nullopt : std::optional<QByteArrayView>(event.data);
        const auto via = event.via.isEmpty() ? std::nullopt : std::optional<QByteArrayView>(event.via);
        return std::tuple(static_cast<qint64>(event.id), QByteArrayView(event.collection), QByteArrayView(event.type),
                          toUnixMs(event.time), data, via);
    });
}

Result<EventId> EventLog::oldest()
{
    sqlite::Rows rows = m_oldest.ask();
    const EventId oldest = rows.next() ? EventId(rows.integer(0)) : EventId::None;
    if (auto read = rows.status(); !read)
        return read.error();
    return oldest;
}

Result<EventsPage> EventLog::after(EventId since, const Filter &filter)
{
    const auto first = oldest();
    if (!first)
        return first.error();
    EventsPage page{.newest = m_newest, .oldest = *first};

    const qint64 newest = static_cast<qint64>(m_newest);
    since = std::max(since, EventId::None); // any number may be asked from: no sum below may overflow
    const qint64 last = since < m_newest ? std::min(newest, static_cast<qint64>(since) + maxScan) : newest;
    page.through = EventId(std::max(last, static_cast<qint64>(since)));
    sqlite::Rows rows = m_select.ask(static_cast<qint64>(since), last);
    qsizetype bytes = 0;
    Event event;
    while (rows.next()) {
        event = rowOf(rows, event);
        if (!filter.wants(event.collection))
            continue;
        page.events.append(event);
        bytes += event.data.size();
        if (page.events.size() == maxPage || bytes >= maxPageBytes) {
            page.through = event.id;
            break;
        }
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return page;
}

Result<std::optional<Event>> EventLog::byId(EventId id)
{
    sqlite::Rows rows = m_byId.ask(static_cast<qint64>(id));
    std::optional<Event> event;
    if (rows.next())
        event = rowOf(rows, {});
    if (auto read = rows.status(); !read)
        return read.error();
    return event;
}

Result<EventsHistory> EventLog::history(const EventsQuery &query)
{
    const qint64 before = query.before == EventId::None ? pastEnd : static_cast<qint64>(query.before);
    const int asked = query.limit + 1; // one more tells whether there are any
    EventsHistory history;
    sqlite::Rows rows = query.collection.isEmpty() ? m_historyOfAll.ask(before, asked)
                                                   : m_history.ask(query.collection, before, asked);
    qsizetype bytes = 0;
    Event event;
    while (rows.next()) {
        if (history.events.size() == query.limit || bytes >= maxHistoryBytes) {
            history.next = history.events.constLast().id;
            break;
        }
        event = rowOf(rows, event);
        history.events.append(event);
        bytes += event.data.size();
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return history;
}

Result<QList<Event>> EventLog::newestOfEach(int maxCollections)
{
    sqlite::Rows rows = m_newestOfEach.ask(maxCollections);
    QList<Event> events;
    while (rows.next())
        events.append(rowOf(rows, {}));
    if (auto read = rows.status(); !read)
        return read.error();
    return events;
}

Result<QList<Event>> EventLog::tail(int maxEvents, qsizetype maxBytes)
{
    sqlite::Rows rows = m_historyOfAll.ask(pastEnd, maxEvents);
    QList<Event> events;
    qsizetype bytes = 0;
    Event event;
    while (rows.next()) {
        event = rowOf(rows, event);
        bytes += event.data.size();
        const bool gap = !events.isEmpty()
                && static_cast<qint64>(event.id) + 1 != static_cast<qint64>(events.constLast().id);
        if (gap || bytes > maxBytes)
            break;
        events.append(event);
    }
    if (auto read = rows.status(); !read)
        return read.error();
    std::reverse(events.begin(), events.end());
    return events;
}

} // namespace tallywall
