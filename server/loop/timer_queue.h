// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <Qt>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

class QObject;

namespace tallywall {

// The timers of an event loop in the order in which they are due; each change costs the logarithm of their number. Time
// comes from the caller. Objects are only names here.
//
// A timer is due once its interval is over and never before, and at the latest its tolerance later: nothing for a precise
// timer, a twentieth of the interval for a coarse one, a full second for a very coarse one (Qt::TimerType). Within its
// tolerance it takes the roundest instant of the clock, so that timers come due together. The rounding does not add up:
// a repeating timer keeps the pace it began with. One that is late by more than an interval leaves out what it missed and
// keeps pace from then on. An interval of zero is due in every turn.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    static constexpr std::chrono::hours longest{24 * 365 * 100}; // what the clock can bear; longer intervals are cut

    struct Timer {
        int id = 0;
        QObject *object = nullptr;
        Qt::TimerType type = Qt::CoarseTimer;
        std::chrono::milliseconds interval{0};
    };

    void add(const Timer &timer, Time now);
    bool remove(int id);
    bool removeAllOf(const QObject *object);

    [[nodiscard]] bool isEmpty() const { return m_timers.empty(); }
    [[nodiscard]] QList<Timer> allOf(const QObject *object) const;
    [[nodiscard]] std::optional<Time> due(int id) const;
    // When the earliest of those that wait is due.
    [[nodiscard]] std::optional<Time> next() const;

    // One round over what is due: take() until there is nothing, deliver, give each back. In between a timer may be removed,
    // added again or, in a nested turn, be due again; a turn takes each at most once, and one that is taken rests
    // until it is given back.
    struct Turn {
        Time now;
        quint64 end = 0; // what is set from here on is for another turn
    };
    struct Taken {
        int id = 0;
        QObject *object = nullptr;
        bool isIdle = false; // an interval of zero
        quint64 stamp = 0;
    };
    [[nodiscard]] Turn beginTurn(Time now) const { return {now, m_nextStamp}; }
    [[nodiscard]] std::optional<Taken> take(const Turn &turn);
    void giveBack(const Taken &taken);

private:
    struct Entry {
        Timer timer;
        Time expected;     // to the nanosecond
        Time due;          // rounded
        quint64 stamp = 0; // when it was set, in the order of setting
    };
    struct Place {
        Time due;
        quint64 stamp = 0;
        int id = 0;
        auto operator<=>(const Place &) const = default;
    };
    static Place placeOf(const Entry &entry) { return {entry.due, entry.stamp, entry.timer.id}; }
    void set(Entry &entry, Time expected);

    std::unordered_map<int, Entry> m_timers;
    std::set<Place> m_order; // without those that are taken
    quint64 m_nextStamp = 0;
};

} // namespace tallywall
