// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One turn of the event loop, ours against Qt's, in a thread as the server has one.
#include "server/loop/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <benchmark/benchmark.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <vector>

namespace tallywall::bench {

namespace {

enum class Loop { Ours, Qt };

void inAThreadWith(Loop loop, const std::function<void(QAbstractEventDispatcher &)> &work)
{
    const std::unique_ptr<QThread> thread(
            QThread::create([&work] { work(*QThread::currentThread()->eventDispatcher()); }));
    if (loop == Loop::Ours)
        thread->setEventDispatcher(new EpollDispatcher); // the thread owns it
    thread->start();
    thread->wait();
}

void turnWithAPostedEvent(benchmark::State &state, Loop loop)
{
    inAThreadWith(loop, [&state](QAbstractEventDispatcher &dispatcher) {
        QObject receiver;
        for (auto _ : state) {
            QCoreApplication::postEvent(&receiver, new QEvent(QEvent::User));
            dispatcher.processEvents(QEventLoop::AllEvents);
        }
    });
}
BENCHMARK_CAPTURE(turnWithAPostedEvent, ours, Loop::Ours);
BENCHMARK_CAPTURE(turnWithAPostedEvent, qt, Loop::Qt);

// A descriptor with its notifier.
class Watched
{
public:
    Watched() : m_fd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), m_notifier(m_fd, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            eventfd_t value = 0;
            ::eventfd_read(m_fd, &value);
            ++m_woken;
        });
    }
    ~Watched()
    {
        m_notifier.setEnabled(false);
        ::close(m_fd);
    }
    Watched(const Watched &) = delete;
    Watched &operator=(const Watched &) = delete;

    void wake() const { ::eventfd_write(m_fd, 1); }
    [[nodiscard]] qint64 woken() const { return m_woken; }

private:
    int m_fd;
    QSocketNotifier m_notifier;
    qint64 m_woken = 0;
};

// One descriptor has something to read, and so many others are idle.
void turnWithASocket(benchmark::State &state, Loop loop)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    inAThreadWith(loop, [&state](QAbstractEventDispatcher &dispatcher) {
        std::vector<std::unique_ptr<Watched>> idle;
        for (qint64 i = 0; i < state.range(0); ++i)
            idle.push_back(std::make_unique<Watched>());
        const Watched busy;
        for (auto _ : state) {
            busy.wake();
            dispatcher.processEvents(QEventLoop::AllEvents);
        }
        if (busy.woken() < static_cast<qint64>(state.iterations()))
            state.SkipWithError("the loop did not tell of every descriptor that was ready");
    });
}
BENCHMARK_CAPTURE(turnWithASocket, ours, Loop::Ours)->Arg(0)->Arg(4000);
BENCHMARK_CAPTURE(turnWithASocket, qt, Loop::Qt)->Arg(0)->Arg(4000);

} // namespace

} // namespace tallywall::bench
