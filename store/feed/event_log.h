// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/events_query.h"
#include "core/feed/filter.h"
#include "store/database.h"

namespace tallywall {

// A stretch of the log, for a subscriber that comes back.
struct EventsPage {
    QList<Event> events;             // oldest first
    EventId through = EventId::None; // everything up to here is in this page or not wanted
    EventId newest = EventId::None;  // the end of the log when this was read
    EventId oldest = EventId::None;  // the first event that is still kept; None in an empty log
};

// The table `events`. Store thread.
class EventLog
{
public:
    static constexpr int maxPage = 512;                   // events in one page
    static constexpr qsizetype maxPageBytes = 256 * 1024; // of their data; the last event may go beyond
    static constexpr int maxScan = 20'000; // ids looked at for one page, so that a rare collection stalls nobody
    static constexpr qsizetype maxHistoryBytes = 4 * 1024 * 1024; // likewise, of history()
    static constexpr int maxTail = 4096;
    static constexpr qsizetype maxTailBytes = 1024 * 1024; // of their data

    explicit EventLog(Database &database) : m_database(database) { }

    // Prepares the statements and reads where the log ends. Errors: Unavailable.
    [[nodiscard]] Result<Done> open();

    // Gives the event the next id. It stands in the log when it is written.
    void number(Event &event);
    // Writes what was numbered in this transaction of the caller: all of it, in its order. Errors: Unavailable.
    [[nodiscard]] Result<Done> write(const QList<Event> &events);

    [[nodiscard]] EventId newest() const { return m_newest; }
    // Takes back the ids of a transaction that was rolled back.
    void rewind(EventId newest) { m_newest = newest; }

    [[nodiscard]] Result<EventsPage> after(EventId since, const Filter &filter);

    // One that was written; nothing where it is not kept. Errors: Unavailable.
    [[nodiscard]] Result<std::optional<Event>> byId(EventId id);

    // One collection or all, the newest first; a page ends where its data has maxHistoryBytes. Errors: Unavailable.
    [[nodiscard]] Result<EventsHistory> history(const EventsQuery &query);

    // The newest event of every collection, oldest first; of so many collections that spoke last. Errors: Unavailable.
    [[nodiscard]] Result<QList<Event>> newestOfEach(int maxCollections);

    // The newest events without a gap between them, oldest first: at most so many, and at most so many bytes of data.
    [[nodiscard]] Result<QList<Event>> tail(int maxEvents = maxTail, qsizetype maxBytes = maxTailBytes);

private:
    [[nodiscard]] Result<EventId> oldest();

    Database &m_database;
    EventId m_newest = EventId::None;
    sqlite::Insertion m_insert;
    sqlite::Statement m_select;
    sqlite::Statement m_oldest;
    sqlite::Statement m_byId;
    sqlite::Statement m_history;
    sqlite::Statement m_historyOfAll;
    sqlite::Statement m_newestOfEach;
};

} // namespace tallywall
