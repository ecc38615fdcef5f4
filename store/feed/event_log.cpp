// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/feed/event_log.h"

#include "store/counters.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

Result<Done> EventLog::open()
{
    const auto newest = readCounter(m_database, u"events"_s);
    auto insert = m_database.prepare(u"INSERT INTO events (id, collection, type, time, data) VALUES (?, ?, ?, ?, ?)"_s);
    auto select = m_database.prepare(
            u"SELECT id, collection, type, time, data FROM events WHERE id > ? AND id <= ? ORDER BY id"_s);
    auto oldest = m_database.prepare(u"SELECT min(id) FROM events"_s);
    if (!newest)
        return newest.error();
    for (const auto *query : {&insert, &select, &oldest}) {
        if (!*query)
            return query->error();
    }
    m_newest = EventId(*newest);
    m_insert = *std::move(insert);
    m_select = *std::move(select);
    m_oldest = *std::move(oldest);
    return Done{};
}

Result<Event> EventLog::append(Event event)
{
    event.id = EventId(static_cast<qint64>(m_newest) + 1);
    m_insert.bindValue(0, static_cast<qint64>(event.id));
    m_insert.bindValue(1, QString::fromLatin1(event.collection));
    m_insert.bindValue(2, QString::fromUtf8(event.type));
    m_insert.bindValue(3, toUnixMs(event.time));
    m_insert.bindValue(4,
                       event.data.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QString::fromUtf8(event.data));
    if (auto done = execute(m_insert, m_database.path()); !done)
        return done.error();
    m_newest = event.id;
    return event;
}

Result<EventsPage> EventLog::after(EventId since, const Filter &filter)
{
    EventsPage page;
    page.newest = m_newest;
    if (auto done = execute(m_oldest, m_database.path()); !done)
        return done.error();
    if (m_oldest.next())
        page.oldest = EventId(m_oldest.value(0).toLongLong());
    m_oldest.finish();

    const qint64 newest = static_cast<qint64>(m_newest);
    since = std::max(since, EventId::None); // any number may be asked from: no sum below may overflow
    const qint64 last = since < m_newest ? std::min(newest, static_cast<qint64>(since) + maxScan) : newest;
    page.through = EventId(std::max(last, static_cast<qint64>(since)));
    m_select.bindValue(0, static_cast<qint64>(since));
    m_select.bindValue(1, last);
    if (auto done = execute(m_select, m_database.path()); !done)
        return done.error();
    qsizetype bytes = 0;
    while (m_select.next()) {
        const QByteArray collection = m_select.value(1).toString().toLatin1();
        if (!filter.wants(collection))
            continue;
        page.events.append(Event{EventId(m_select.value(0).toLongLong()), collection,
                                 m_select.value(2).toString().toUtf8(), fromUnixMs(m_select.value(3).toLongLong()),
                                 m_select.value(4).toString().toUtf8()});
        bytes += page.events.constLast().data.size();
        if (page.events.size() == maxPage || bytes >= maxPageBytes) {
            page.through = page.events.constLast().id;
            break;
        }
    }
    m_select.finish();
    return page;
}

} // namespace tallywall
