// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "core/recency.h"

#include <QMap>

#include <array>

namespace tallywall {

// How often something happens: what was noted within the last minute. A clock that is set back by less than a minute changes
// nothing; after more the count begins anew. A value.
class MinuteRate
{
public:
    void note(TimePoint at);
    [[nodiscard]] int perMinute(TimePoint now) const;

    friend bool operator==(const MinuteRate &, const MinuteRate &) = default;

private:
    static constexpr qint64 seconds = 60;

    qint64 m_newest = 0; // the second that was noted last, since 1970
    std::array<int, seconds> m_counts{};
};

// One collection, as far as it was heard of.
struct CollectionState {
    // Data past this is not kept, so that what is known of all collections stays small.
    static constexpr qsizetype maxDataBytes = 4 * 1024;

    Event newest;               // without its data, where that is larger
    qsizetype leftOutBytes = 0; // …how large it is then
    MinuteRate rate;
};

// What is known of every collection: its newest event, and how often it speaks. It holds at most `maxCollections`; past that the
// one that was silent for longest is forgotten. A value: the server has one, and so has the window.
class CollectionBook
{
public:
    static constexpr qsizetype maxCollections = 500;

    // An event that happened now.
    void note(const Event &event, TimePoint now);
    // The newest event of a collection, from before anything was noted of it; does not count as a rate. Those that spoke last
    // are told last.
    void know(const Event &newest);

    [[nodiscard]] const QMap<QByteArray, CollectionState> &collections() const { return m_collections; }
    // The newest events, of the collection that spoke last at the end: what another book has to know().
    [[nodiscard]] QList<Event> newestBySilence() const;

private:
    [[nodiscard]] CollectionState &stateOf(const QByteArray &collection);

    QMap<QByteArray, CollectionState> m_collections; // by name
    Recency<QByteArray> m_heard;
};

} // namespace tallywall
