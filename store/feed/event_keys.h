// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/notification.h"
#include "store/feed/event_log.h"

namespace tallywall {

// The table `event_keys`: which event became of what a publisher calls by a key of its own, for the newest of them. Store thread,
// inside a transaction of the caller.
class EventKeys
{
public:
    static constexpr qint64 maxKept = 100'000;
    static constexpr qsizetype maxFoundData = 4096; // a short request could ask for many megabytes else

    EventKeys(Database &database, EventLog &log, qint64 most = maxKept) : m_database(database), m_log(log), m_most(most)
    { }

    // Errors, here and below: Unavailable.
    [[nodiscard]] Result<Done> open();

    // What became of the key: an event of the transaction under way, or of the log; without its data where that is longer than
    // `maxFoundData`. Nothing where the key is not known, or its event no longer.
    [[nodiscard]] Result<std::optional<Event>> find(const EventKey &key, const QList<Event> &underWay);
    // A key that is not known, of an event that is newer than all before it. Where there are too many, the oldest goes.
    [[nodiscard]] Result<Done> insert(const EventKey &key, EventId event);

    // The transaction was rolled back.
    void rewind() { m_kept = unknown; }

private:
    static constexpr qint64 unknown = -1;

    [[nodiscard]] Result<EventId> idOf(const EventKey &key);
    [[nodiscard]] Result<Done> remove(const EventKey &key);

    Database &m_database;
    EventLog &m_log;
    const qint64 m_most;
    qint64 m_kept = unknown; // rows; counted when it is asked for
    sqlite::Statement m_find;
    sqlite::Statement m_insert;
    sqlite::Statement m_remove;
    sqlite::Statement m_dropOldest;
};

} // namespace tallywall
