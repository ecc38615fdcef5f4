// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/loop/epoll_interest.h"
#include "server/loop/timer_queue.h"
#include "server/loop/wake_up.h"

#include <QAbstractEventDispatcher>

#include <atomic>

namespace tallywall {

// Qt's event loop of one thread on epoll(7): a turn costs what happens in it, however many descriptors are idle. Linux only.
// Goes into QThread::setEventDispatcher() before the thread starts, which owns it from then on.
//
// Each turn, processEvents(), sends the posted events, waits if it may, and delivers what woke it: first posted events, then
// sockets (at most 256 of them; who is left over is first in the next turn), then every timer that is due, once. So none
// of them can starve another. It returns true if something was done; an interval of zero does not count, as in Qt's own
// loops, because it would never end. It waits only if it has done nothing and nobody has called wakeUp() since the turn before.
//
// Loops may be nested in any event. The inner one delivers what the outer one has still to deliver, but not the timer whose
// event it runs in. wakeUp() and interrupt() may be called from any thread; all else from the thread of the loop.
class EpollDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    // Milliseconds, rounded up; 0 if it is overdue, -1 if there is no such timer.
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    bool waitForEvents(QEventLoop::ProcessEventsFlags flags, bool mayBlock);
    int waitingTime(QEventLoop::ProcessEventsFlags flags) const;
    int deliverSockets();
    int deliverTimers();

    WakeUp m_wakeUp;
    EpollInterest m_interest{m_wakeUp};
    TimerQueue m_timers;
    std::atomic<bool> m_isInterrupted = false;
};

} // namespace tallywall
