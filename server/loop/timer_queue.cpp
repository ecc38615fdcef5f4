// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/timer_queue.h"

#include <algorithm>

namespace tallywall {

using namespace std::chrono_literals;

namespace {

using Duration = TimerQueue::Clock::duration;

Duration tolerance(const TimerQueue::Timer &timer)
{
    if (timer.interval == 0ms)
        return 0ms;
    switch (timer.type) {
    case Qt::PreciseTimer: return 0ms;
    case Qt::CoarseTimer: return timer.interval / 20;
    case Qt::VeryCoarseTimer: return std::max<Duration>(timer.interval / 20, 1s);
    }
    return 0ms;
}

// The instant from `from` to `from + slack` that is a multiple of the longest step.
TimerQueue::Time roundest(TimerQueue::Time from, Duration slack)
{
    // Each divides the one before, so that who takes a longer step meets those who take a shorter one.
    for (const Duration step : {1000ms, 500ms, 250ms, 50ms, 10ms, 2ms, 1ms}) {
        const Duration past = from.time_since_epoch() % step;
        const TimerQueue::Time instant = past == 0ms ? from : from + (step - past);
        if (instant <= from + slack)
            return instant;
    }
    return from;
}

} // namespace

void TimerQueue::set(Entry &entry, Time expected)
{
    entry.expected = expected;
    entry.due = roundest(expected, tolerance(entry.timer));
    entry.stamp = m_nextStamp++;
}

void TimerQueue::add(const Timer &timer, Time now)
{
    remove(timer.id);
    Entry &entry = m_timers[timer.id];
    entry.timer = timer;
    entry.timer.interval = std::clamp<std::chrono::milliseconds>(timer.interval, 0ms, longest);
    set(entry, now + entry.timer.interval);
    m_order.insert(placeOf(entry));
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase(placeOf(found->second));
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAllOf(const QObject *object)
{
    return std::erase_if(m_timers,
                         [this, object](const auto &item) {
                             if (item.second.timer.object != object)
                                 return false;
                             m_order.erase(placeOf(item.second));
                             return true;
                         })
            > 0;
}

QList<TimerQueue::Timer> TimerQueue::allOf(const QObject *object) const
{
    QList<Timer> timers;
    for (const auto &[id, entry] : m_timers) {
        if (entry.timer.object == object)
            timers.append(entry.timer);
    }
    return timers;
}

std::optional<TimerQueue::Time> TimerQueue::due(int id) const
{
    const auto found = m_timers.find(id);
    return found == m_timers.end() ? std::nullopt : std::optional(found->second.due);
}

std::optional<TimerQueue::Time> TimerQueue::next() const
{
    return m_order.empty() ? std::nullopt : std::optional(m_order.begin()->due);
}

std::optional<TimerQueue::Taken> TimerQueue::take(const Turn &turn)
{
    // What was set since the turn began is not due before turn.now, so it comes behind all that was due when it began.
    if (m_order.empty() || m_order.begin()->due > turn.now || m_order.begin()->stamp >= turn.end)
        return std::nullopt;
    Entry &entry = m_timers.find(m_order.begin()->id)->second;
    m_order.erase(m_order.begin());
    const Time onPace = entry.expected + entry.timer.interval;
    set(entry, onPace < turn.now ? turn.now + entry.timer.interval : onPace);
    return Taken{entry.timer.id, entry.timer.object, entry.timer.interval == 0ms, entry.stamp};
}

void TimerQueue::giveBack(const Taken &taken)
{
    const auto found = m_timers.find(taken.id);
    if (found != m_timers.end() && found->second.stamp == taken.stamp)
        m_order.insert(placeOf(found->second));
}

} // namespace tallywall
