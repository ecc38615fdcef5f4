// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include <QTemporaryFile>
#include <QTimer>

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

using namespace std::chrono_literals;

namespace {

std::atomic<int> told = 0;  // calls of epoll_ctl()
std::atomic<int> woken = 0; // calls of eventfd_write()

} // namespace

// In place of the C library's, to be counted.
extern "C" int epoll_ctl(int epoll, int operation, int descriptor, epoll_event *event) noexcept
{
    ++told;
    return static_cast<int>(::syscall(SYS_epoll_ctl, epoll, operation, descriptor, event));
}

extern "C" int eventfd_write(int descriptor, eventfd_t value)
{
    ++woken;
    return ::write(descriptor, &value, sizeof(value)) == sizeof(value) ? 0 : -1;
}

// What ours does beyond what Qt's does: it spares the system, and it takes what epoll refuses.
class EpollDispatcherTest : public QObject
{
    Q_OBJECT

private:
    static void inOurs(const std::function<void()> &body) { runInLoop(OnEachLoop::Kind::Ours, body); }

private Q_SLOTS:
    void whatChangesForthAndBackInATurnCostsNothing()
    {
        inOurs([] {
            const Ends ends;
            Watch read(ends.near(), QSocketNotifier::Read);
            Watch write(ends.near(), QSocketNotifier::Write);
            write.setEnabled(false);
            turn();
            const int before = told;
            for (int i = 0; i < 100; ++i) {
                write.setEnabled(true);
                write.setEnabled(false);
            }
            turn();
            QCOMPARE(told - before, 0);
            const Ends others;
            for (int i = 0; i < 100; ++i) {
                Watch passing(others.near(), QSocketNotifier::Write);
                passing.setEnabled(false);
            }
            turn();
            QCOMPARE(told - before, 0);
            write.setEnabled(true);
            QCOMPARE(told - before, 0);
            turn();
            QCOMPARE(told - before, 1);
            turn();
            QCOMPARE(told - before, 1);
        });
    }

    void aWakeUpIsWrittenOnlyForALoopThatWaits()
    {
        inOurs([] {
            while (turn()) { }
            const int before = woken;
            for (int i = 0; i < 100; ++i)
                loop()->wakeUp();
            Receiver receiver;
            for (int i = 0; i < 100; ++i)
                post(receiver);
            std::thread other([waiting = loop()] { waiting->wakeUp(); });
            other.join();
            turn();
            QCOMPARE(receiver.count, 100);
            QCOMPARE(woken - before, 0);
            (void)turnsWithin(1ms);
            QCOMPARE(woken - before, 0);
        });
    }

    // Qt's own on poll() would deliver the second one and then wait for a third.
    void aTurnThatDeliveredDoesNotWait()
    {
        inOurs([] {
            while (turn()) { }
            Receiver receiver;
            receiver.action() = [&receiver] {
                if (receiver.count < 5)
                    post(receiver);
            };
            post(receiver);
            while (receiver.count < 5)
                QVERIFY(turn(QEventLoop::WaitForMoreEvents));
        });
    }

    void regularFilesAreAlwaysReady()
    {
        inOurs([] {
            QTemporaryFile file;
            QVERIFY(file.open());
            const int descriptor = ::fcntl(file.handle(), F_DUPFD_CLOEXEC, 0);
            {
                Watch read(descriptor, QSocketNotifier::Read);
                Watch write(descriptor, QSocketNotifier::Write);
                Watch exception(descriptor, QSocketNotifier::Exception);
                for (int i = 1; i <= 3; ++i) {
                    QVERIFY(turn(QEventLoop::WaitForMoreEvents));
                    QCOMPARE(read.count, i);
                    QCOMPARE(write.count, i);
                }
                QCOMPARE(exception.count, 0);
                turn(QEventLoop::ExcludeSocketNotifiers);
                QCOMPARE(read.count, 3);
                read.setEnabled(false);
                write.setEnabled(false);
                QVERIFY(turnsWithin(10ms) < 10);
            }
            // The number becomes a socket, and a file again.
            const Ends ends;
            ::dup2(ends.near(), descriptor);
            Watch read(descriptor, QSocketNotifier::Read);
            QVERIFY(turnsWithin(10ms) < 10);
            QCOMPARE(read.count, 0);
            ends.send();
            turn();
            QCOMPARE(read.count, 1);
            ::dup2(file.handle(), descriptor);
            read.setEnabled(false);
            read.setEnabled(true);
            turn();
            QCOMPARE(read.count, 2);
            ::close(descriptor);
            turn();
            QVERIFY(!read.isEnabled());
        });
    }

    void aSignalDoesNotEndTheWait()
    {
        inOurs([] {
            struct sigaction action = {};
            action.sa_handler = [](int) {};
            ::sigaction(SIGUSR1, &action, nullptr);
            while (turn()) { }
            std::atomic<bool> isOver = false;
            std::thread other([&isOver, thread = ::pthread_self()] {
                while (!isOver) {
                    ::pthread_kill(thread, SIGUSR1);
                    std::this_thread::yield();
                }
            });
            const int turns = turnsWithin(20ms);
            const int turnsWithout = turnsWithin(20ms, QEventLoop::ExcludeSocketNotifiers);
            isOver = true;
            other.join();
            QVERIFY(turns < 10);
            QVERIFY(turnsWithout < 10);
        });
    }
};

QTEST_GUILESS_MAIN(EpollDispatcherTest)
#include "epoll_dispatcher_test.moc"
