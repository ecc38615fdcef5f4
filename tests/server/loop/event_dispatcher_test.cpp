// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include <QThread>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;

// Turns, posted events, wake-ups, interruptions, nested loops, the end of a thread. Timers and sockets have their own tests.
class EventDispatcherTest : public OnEachLoop
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPostedIsDeliveredAndCounts()
    {
        inLoop([] {
            Receiver receiver;
            for (const auto flags : {QEventLoop::AllEvents, QEventLoop::WaitForMoreEvents}) {
                receiver.count = 0;
                post(receiver);
                QCOMPARE(receiver.count, 0);
                QVERIFY(turn(flags));
                QCOMPARE(receiver.count, 1);
            }
        });
    }

    void whatIsPostedInAnEventWaitsForTheNextTurn()
    {
        inLoop([] {
            Receiver receiver([&receiver] {
                if (receiver.count < 3)
                    post(receiver);
            });
            post(receiver);
            for (int i = 1; i <= 3; ++i) {
                turn();
                QCOMPARE(receiver.count, i);
            }
        });
    }

    void aTurnWithoutAnythingSaysSo()
    {
        inLoop([] {
            while (turn()) { } // what the start of the thread left behind
            QVERIFY(!turn());
        });
    }

    void aWakeUpBeforeTheWaitIsNotLost()
    {
        inLoop([] {
            while (turn()) { }
            for (int i = 0; i < 3; ++i) {
                loop()->wakeUp();
                turn(QEventLoop::WaitForMoreEvents);
            }
        });
    }

    // The loop looks at a number and goes to sleep; the other thread changes it and wakes, at any point of that.
    void aWakeUpFromAnotherThreadIsNotLost()
    {
        inLoop([] {
            constexpr int rounds = 20'000;
            std::atomic<int> asked = 0;
            std::atomic<int> answered = 0;
            std::thread other([&asked, &answered, waiting = loop()] {
                for (int i = 1; i <= rounds; ++i) {
                    asked = i;
                    waiting->wakeUp();
                    while (answered != i)
                        std::this_thread::yield();
                }
            });
            for (int i = 1; i <= rounds; ++i) {
                while (asked != i)
                    turn(QEventLoop::WaitForMoreEvents);
                answered = i;
            }
            other.join();
        });
    }

    void anEventPostedByAnotherThreadEndsTheWait()
    {
        inLoop([] {
            constexpr int rounds = 5000;
            std::atomic<int> answered = 0;
            QEventLoop waiting;
            Receiver receiver;
            receiver.action() = [&receiver, &answered, &waiting] {
                if (++answered == rounds)
                    waiting.quit();
                Q_ASSERT(receiver.count == answered);
            };
            std::thread other([&receiver, &answered] {
                for (int i = 0; i < rounds; ++i) {
                    post(receiver);
                    while (answered == i)
                        std::this_thread::yield();
                }
            });
            waiting.exec();
            other.join();
            QCOMPARE(receiver.count, rounds);
        });
    }

    void anInterruptionBeforeTheWaitIsNotLost()
    {
        inLoop([] {
            while (turn()) { }
            loop()->interrupt();
            turn(QEventLoop::WaitForMoreEvents);
        });
    }

    void anInterruptionInAnEventEndsTheTurn()
    {
        inLoop([] {
            while (turn()) { }
            Receiver receiver([] { loop()->interrupt(); });
            post(receiver);
            turn(QEventLoop::WaitForMoreEvents);
            QCOMPARE(receiver.count, 1);
        });
    }

    void anInterruptionFromAnotherThreadEndsTheWait()
    {
        inLoop([] {
            for (int i = 0; i < 500; ++i) {
                std::atomic<bool> isOver = false;
                std::thread other([&isOver, waiting = loop()] {
                    isOver = true;
                    waiting->interrupt();
                });
                while (!isOver)
                    turn(QEventLoop::WaitForMoreEvents);
                other.join();
            }
        });
    }

    void aboutToBlockComesBeforeAWaitOnly()
    {
        inLoop([] {
            while (turn()) { }
            QSignalSpy blocks(loop(), &QAbstractEventDispatcher::aboutToBlock);
            QSignalSpy awakes(loop(), &QAbstractEventDispatcher::awake);
            turn();
            QCOMPARE(blocks.count(), 0);
            QVERIFY(turnsWithin(5ms) > 0);
            QVERIFY(blocks.count() > 0);
            QVERIFY(awakes.count() > 0);
        });
    }

    void whatIsPostedWhileAboutToBlockIsNotSleptOver()
    {
        inLoop([] {
            while (turn()) { }
            QEventLoop waiting;
            Receiver receiver([&waiting] { waiting.quit(); });
            QObject::connect(
                    loop(), &QAbstractEventDispatcher::aboutToBlock, &receiver, [&receiver] { post(receiver); },
                    Qt::SingleShotConnection);
            waiting.exec();
            QCOMPARE(receiver.count, 1);
        });
    }

    void aLoopRunsInsideAnEventOfAnother()
    {
        inLoop([] {
            QEventLoop outer;
            QStringList said;
            Receiver last([&said, &outer] {
                said << QStringLiteral("last");
                outer.quit();
            });
            Receiver first([&said, &last] {
                QEventLoop inner;
                QTimer::singleShot(1, &inner, [&said, &inner] {
                    said << QStringLiteral("inner");
                    inner.quit();
                });
                inner.exec();
                said << QStringLiteral("first");
                post(last);
            });
            post(first);
            outer.exec();
            QCOMPARE(said, QStringList({QStringLiteral("inner"), QStringLiteral("first"), QStringLiteral("last")}));
        });
    }

    void theOuterLoopIsEndedFromWithinTheInnerOne()
    {
        inLoop([] {
            QEventLoop outer;
            bool innerIsOver = false;
            Receiver receiver([&outer, &innerIsOver] {
                QEventLoop inner;
                QTimer::singleShot(0, &inner, [&outer] { outer.exit(7); });
                QTimer::singleShot(1, &inner, [&inner] { inner.quit(); });
                inner.exec();
                innerIsOver = true;
            });
            post(receiver);
            QCOMPARE(outer.exec(), 7);
            QVERIFY(innerIsOver);
        });
    }

    // Posted in a nested turn, for the loop around it.
    void whatANestedTurnPostsIsNotForgottenOutside()
    {
        inLoop([] {
            QEventLoop outer;
            QObject here;
            QMetaObject::invokeMethod(
                    &here,
                    [&outer, &here] {
                        QMetaObject::invokeMethod(
                                &here,
                                [&outer] {
                                    QMetaObject::invokeMethod(&outer, &QEventLoop::quit, Qt::QueuedConnection);
                                },
                                Qt::QueuedConnection);
                        outer.processEvents();
                    },
                    Qt::QueuedConnection);
            QCOMPARE(outer.exec(), 0);
        });
    }

    void whatIsDeletedLaterIsDeletedByTheLoopThatItWasSaidIn()
    {
        inLoop([] {
            QEventLoop outer;
            QPointer<QObject> object = new QObject;
            bool livedOn = false;
            QTimer::singleShot(0, &outer, [&outer, &object, &livedOn] {
                object->deleteLater();
                QEventLoop inner;
                inner.processEvents();
                inner.processEvents();
                livedOn = object != nullptr;
                QObject::connect(object, &QObject::destroyed, &outer, &QEventLoop::quit);
                loop()->wakeUp(); // Qt's own does not remember by itself that it has something left
            });
            outer.exec();
            QVERIFY(livedOn);
            QVERIFY(!object);
        });
    }

    void aThreadQuitsAtAnyMoment()
    {
        for (int i = 0; i < 200; ++i) {
            QThread thread;
            equip(thread);
            if (i % 2 == 0) {
                thread.start();
                thread.quit(); // before, in or after the first wait
            } else {
                connect(
                        &thread, &QThread::started, &thread, [&thread] { thread.exit(0); }, Qt::DirectConnection);
                thread.start();
            }
            QVERIFY(thread.wait(QDeadlineTimer(1min)));
        }
    }

    void aThreadThatIsStartedAgainHasALoopAgain()
    {
        QThread thread;
        equip(thread);
        for (int i = 0; i < 3; ++i) {
            Receiver receiver([] { QThread::currentThread()->exit(3); });
            receiver.moveToThread(&thread);
            thread.start();
            post(receiver);
            QVERIFY(thread.wait(QDeadlineTimer(1min)));
            QCOMPARE(receiver.count, 1);
        }
    }

    void whatIsLeftWhenTheThreadEndsDoesNoHarm()
    {
        const Ends ends;
        QThread thread;
        equip(thread);
        auto *timer = new QTimer;
        auto *watch = new Watch(ends.near(), QSocketNotifier::Read);
        timer->moveToThread(&thread);
        watch->moveToThread(&thread);
        thread.start();
        QMetaObject::invokeMethod(timer, [timer, &thread] {
            timer->start(1);
            thread.quit();
        });
        QVERIFY(thread.wait(QDeadlineTimer(1min)));
        delete timer;
        delete watch;
    }

    void anObjectMovesInWithItsTimerItsSocketAndItsEvents()
    {
        const Ends ends;
        QThread thread;
        equip(thread);
        QObject movers;
        auto *timer = new QTimer;
        auto *watch = new Watch(ends.near(), QSocketNotifier::Read, [&ends] { ends.receive(); });
        auto *receiver = new Receiver;
        std::atomic<int> missing = 3;
        const auto arrived = [&missing, &thread] {
            if (--missing == 0)
                thread.quit();
        };
        connect(timer, &QTimer::timeout, timer, [timer, arrived] {
            timer->stop();
            arrived();
        });
        connect(watch, &QSocketNotifier::activated, watch, arrived);
        receiver->action() = arrived;
        timer->start(1);
        post(*receiver);
        ends.send();
        for (QObject *object : std::initializer_list<QObject *>{timer, watch, receiver})
            object->moveToThread(&thread);
        connect(&thread, &QThread::finished, timer, &QObject::deleteLater);
        connect(&thread, &QThread::finished, watch, &QObject::deleteLater);
        connect(&thread, &QThread::finished, receiver, &QObject::deleteLater);
        thread.start();
        QVERIFY(thread.wait(QDeadlineTimer(1min)));
        QCOMPARE(missing.load(), 0);
    }
};

QTEST_GUILESS_MAIN(EventDispatcherTest)
#include "event_dispatcher_test.moc"
