// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>
#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace tallywall {

namespace {

// Rounded up, because epoll_wait() takes whole milliseconds and no timer is to come early.
int msUntil(TimerQueue::Time time)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - TimerQueue::Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, std::numeric_limits<int>::max()));
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent) : QAbstractEventDispatcher(parent) { }

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    // An interruption that came before is not lost by this: its wake-up is still to be taken, so this turn will not wait.
    m_isInterrupted.store(false, std::memory_order_relaxed);
    Q_EMIT awake();

    bool isWoken = m_wakeUp.take();
    QCoreApplication::sendPostedEvents();

    const bool mayBlock = flags.testFlag(QEventLoop::WaitForMoreEvents) && !isWoken && !m_wakeUp.isWoken();
    if (mayBlock)
        Q_EMIT aboutToBlock(); // whose slots may do anything, too
    if (m_isInterrupted.load(std::memory_order_relaxed))
        return false;
    if (waitForEvents(flags, mayBlock)) {
        isWoken = true;
        if (!m_isInterrupted.load(std::memory_order_relaxed))
            QCoreApplication::sendPostedEvents();
    }

    int delivered = 0;
    if (!flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        delivered += deliverSockets();
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        delivered += deliverTimers();
    return isWoken || delivered > 0;
}

// Whether it was wakeUp() that ended the wait.
bool EpollDispatcher::waitForEvents(QEventLoop::ProcessEventsFlags flags, bool mayBlock)
{
    const bool sockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool isReady = sockets && m_interest.prepare();
    if (!mayBlock || isReady || !m_wakeUp.beginWait()) {
        if (sockets)
            (void)m_interest.wait(0);
        return false;
    }
    if (!sockets)
        m_wakeUp.drain(); // of a write that came late
    while (!(sockets ? m_interest.wait(waitingTime(flags)) : m_wakeUp.wait(waitingTime(flags)))) { }
    return m_wakeUp.take();
}

int EpollDispatcher::waitingTime(QEventLoop::ProcessEventsFlags flags) const
{
    const auto next = flags.testFlag(QEventLoop::X11ExcludeTimers) ? std::nullopt : m_timers.next();
    return next ? msUntil(*next) : -1;
}

int EpollDispatcher::deliverSockets()
{
    int count = 0;
    QEvent event(QEvent::SockAct);
    while (QSocketNotifier *notifier = m_interest.takeReady()) {
        QCoreApplication::sendEvent(notifier, &event);
        ++count;
    }
    return count;
}

int EpollDispatcher::deliverTimers()
{
    if (m_timers.isEmpty())
        return 0;
    int count = 0;
    const TimerQueue::Turn turn = m_timers.beginTurn(TimerQueue::Clock::now());
    while (const auto taken = m_timers.take(turn)) {
        QTimerEvent event(taken->id);
        QCoreApplication::sendEvent(taken->object, &event);
        m_timers.giveBack(*taken);
        count += taken->isIdle ? 0 : 1;
    }
    return count;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && notifier->thread() == thread() && thread() == QThread::currentThread());
    m_interest.add(notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && notifier->thread() == thread() && thread() == QThread::currentThread());
    m_interest.remove(notifier);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    Q_ASSERT(timerId > 0 && object && object->thread() == thread() && thread() == QThread::currentThread());
    m_timers.add({timerId, object, timerType, std::chrono::milliseconds(interval)}, TimerQueue::Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    Q_ASSERT(thread() == QThread::currentThread());
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    Q_ASSERT(thread() == QThread::currentThread());
    return m_timers.removeAllOf(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    const auto timers = m_timers.allOf(object);
    for (const TimerQueue::Timer &timer : timers) {
        const auto ms = std::min<qint64>(timer.interval.count(), std::numeric_limits<int>::max());
        infos.append(TimerInfo(timer.id, static_cast<int>(ms), timer.type));
    }
    return infos;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto due = m_timers.due(timerId);
    return due ? msUntil(*due) : -1;
}

void EpollDispatcher::wakeUp()
{
    m_wakeUp.wake();
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted.store(true, std::memory_order_relaxed);
    m_wakeUp.wake();
}

} // namespace tallywall
