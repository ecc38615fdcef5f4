// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include <QBasicTimer>
#include <QTimer>

using namespace std::chrono_literals;

namespace {

// A timer of the bare kind, which does something at each event.
class Timed : public Receiver
{
    Q_OBJECT

public:
    explicit Timed(Action action = {}) : Receiver(std::move(action), QEvent::Timer) { }

    int start(std::chrono::milliseconds interval, Qt::TimerType type = Qt::PreciseTimer)
    {
        return startTimer(interval, type);
    }
};

} // namespace

class EventDispatcherTimersTest : public OnEachLoop
{
    Q_OBJECT

private Q_SLOTS:
    void aTimerKeepsToWhatItsTypeAllows_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("ms");
        QTest::addColumn<int>("early"); // how many milliseconds it may come too early
        QTest::newRow("precise") << Qt::PreciseTimer << 7 << 0;
        QTest::newRow("coarse, but short") << Qt::CoarseTimer << 10 << 0;
        QTest::newRow("coarse") << Qt::CoarseTimer << 120 << 6;
        QTest::newRow("very coarse") << Qt::VeryCoarseTimer << 1000 << 1000;
    }
    void aTimerKeepsToWhatItsTypeAllows()
    {
        QFETCH(Qt::TimerType, type);
        QFETCH(int, ms);
        QFETCH(int, early);
        inLoop([type, ms, early] {
            QEventLoop waiting;
            Timed timed([&waiting] { waiting.quit(); });
            const auto begin = Clock::now();
            timed.start(std::chrono::milliseconds(ms), type);
            waiting.exec();
            QCOMPARE(timed.count, 1);
            QVERIFY(Clock::now() - begin >= std::chrono::milliseconds(ms - early));
        });
    }

    void aRepeatedTimerIsNeverAheadOfItsTime()
    {
        inLoop([] {
            QEventLoop waiting;
            const auto begin = Clock::now();
            bool ahead = false;
            Timed timed;
            timed.action() = [&] {
                ahead |= Clock::now() - begin < timed.count * 3ms;
                if (timed.count == 20)
                    waiting.quit();
            };
            timed.start(3ms);
            waiting.exec();
            QVERIFY(!ahead);
        });
    }

    void timersComeInTheOrderInWhichTheyAreDue()
    {
        inLoop([] {
            QList<int> order;
            std::vector<std::unique_ptr<QTimer>> timers;
            for (const int ms : {9, 3, 12, 6, 1}) {
                auto timer = std::make_unique<QTimer>();
                timer->setTimerType(Qt::PreciseTimer);
                timer->setSingleShot(true);
                QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [&order, ms] { order << ms; });
                timer->start(ms);
                timers.push_back(std::move(timer));
            }
            spin(15ms); // all at once
            turnUntil([&order] { return order.size() == 5; });
            QCOMPARE(order, QList<int>({1, 3, 6, 9, 12}));
        });
    }

    void aTimerOfZeroComesOnceATurn()
    {
        inLoop([] {
            while (turn()) { }
            Timed timed;
            timed.start(0ms);
            for (int i = 1; i <= 5; ++i) {
                turn(QEventLoop::WaitForMoreEvents);
                QCOMPARE(timed.count, i);
            }
        });
    }

    void timersOfZeroStarveNeitherEventsNorSockets()
    {
        inLoop([] {
            const Ends ends;
            Timed one;
            Timed two;
            one.start(0ms);
            two.start(0ms);
            Receiver receiver([&receiver] { post(receiver); });
            post(receiver);
            Watch watch(ends.near(), QSocketNotifier::Read); // is not read: always ready
            ends.send();
            Timed precise;
            precise.start(1ms);
            int turns = 0;
            for (; precise.count < 20; ++turns)
                turn(QEventLoop::WaitForMoreEvents);
            for (const int count : {one.count, two.count, receiver.count, watch.count})
                QVERIFY2(count >= turns - 2 && count <= turns, qPrintable(QString::number(count)));
        });
    }

    void aLateTimerComesOnceAndLeavesOutWhatItMissed()
    {
        inLoop([] {
            constexpr auto interval = 5ms;
            Timed timed;
            timed.start(interval);
            spin(interval * 10);
            const auto late = Clock::now();
            turn();
            QCOMPARE(timed.count, 1);
            for (int i = 0; i < 1000; ++i) {
                turn();
                QVERIFY(timed.count <= 1 + (Clock::now() - late) / interval);
            }
        });
    }

    void twoLateTimersComeOnceEachInOneTurn()
    {
        inLoop([] {
            Timed one([] { spin(4ms); });
            Timed two([] { spin(4ms); });
            one.start(1ms);
            two.start(2ms);
            spin(5ms);
            for (int i = 1; i <= 3; ++i) {
                turn(); // in which both are due again
                QCOMPARE(one.count, i);
                QCOMPARE(two.count, i);
            }
        });
    }

    void aTimerStopsItselfInItsOwnEvent()
    {
        inLoop([] {
            int id = 0;
            Timed timed([&timed, &id] { timed.killTimer(id); });
            id = timed.start(1ms);
            QCOMPARE(turnsWithin(10ms) > 0, true);
            QCOMPARE(timed.count, 1);
            QCOMPARE(loop()->registeredTimers(&timed).size(), 0);
        });
    }

    void aTimerStartsItselfAgainInItsOwnEvent()
    {
        inLoop([] {
            QTimer timer;
            int count = 0;
            timer.setTimerType(Qt::PreciseTimer);
            QObject::connect(&timer, &QTimer::timeout, &timer, [&timer, &count] {
                ++count;
                timer.start(2);
            });
            const auto begin = Clock::now();
            timer.start(1);
            turnUntil([&count] { return count == 4; });
            QVERIFY(Clock::now() - begin >= 7ms);
            QCOMPARE(loop()->registeredTimers(&timer).size(), 1);
        });
    }

    void aTimerThatIsDueInTheSameTurnCanBeStopped()
    {
        inLoop([] {
            QBasicTimer first;
            QBasicTimer second;
            Timed one([&second] { second.stop(); });
            Timed two([&first] { first.stop(); });
            first.start(1, Qt::PreciseTimer, &one);
            second.start(1, Qt::PreciseTimer, &two);
            spin(3ms);
            turn();
            QCOMPARE(one.count + two.count, 1);
            (void)turnsWithin(5ms);
            QVERIFY(one.count == 0 || two.count == 0);
            first.stop();
            second.stop();
        });
    }

    void anObjectIsDeletedInItsTimersEventWithItsOtherTimers()
    {
        inLoop([] {
            auto *timed = new Timed;
            QPointer<Timed> alive = timed;
            timed->action() = [timed] { delete timed; };
            timed->start(1ms);
            timed->start(1ms);
            timed->start(0ms);
            spin(2ms);
            turn();
            QVERIFY(!alive);
            turn();
        });
    }

    void anotherObjectIsDeletedWhileItsTimerIsDue()
    {
        inLoop([] {
            auto other = std::make_unique<Timed>();
            Timed timed([&other] { other.reset(); });
            timed.start(1ms);
            spin(1ms);
            other->start(1ms);
            spin(2ms);
            turn();
            QVERIFY(!other);
        });
    }

    void theTimersOfAnObjectAreKnownAndAreTakenAwayTogether()
    {
        inLoop([] {
            Timed timed;
            Timed other;
            const int precise = timed.start(15ms, Qt::PreciseTimer);
            const int coarse = timed.start(1000ms, Qt::CoarseTimer);
            const int veryCoarse = timed.start(3000ms, Qt::VeryCoarseTimer);
            other.start(1ms);
            auto infos = loop()->registeredTimers(&timed);
            std::sort(infos.begin(), infos.end(), [](const auto &a, const auto &b) { return a.interval < b.interval; });
            QCOMPARE(infos.size(), 3);
            QCOMPARE(infos[0].timerId, precise);
            QCOMPARE(infos[0].interval, 15);
            QCOMPARE(infos[0].timerType, Qt::PreciseTimer);
            QCOMPARE(infos[1].timerId, coarse);
            QCOMPARE(infos[1].interval, 1000);
            QCOMPARE(infos[1].timerType, Qt::CoarseTimer);
            QCOMPARE(infos[2].timerId, veryCoarse);
            QCOMPARE(infos[2].interval, 3000);
            QCOMPARE(infos[2].timerType, Qt::VeryCoarseTimer);

            QVERIFY(loop()->unregisterTimer(coarse));
            QVERIFY(!loop()->unregisterTimer(coarse));
            QCOMPARE(loop()->registeredTimers(&timed).size(), 2);
            QVERIFY(loop()->unregisterTimers(&timed));
            QCOMPARE(loop()->registeredTimers(&timed).size(), 0);
            QCOMPARE(loop()->registeredTimers(&other).size(), 1);
            turnUntil([&other] { return other.count > 0; });
            QCOMPARE(timed.count, 0);
        });
    }

    void theRemainingTimeOfATimerIsTold()
    {
        inLoop([] {
            Timed timed;
            const int soon = timed.start(1ms);
            const int later = timed.start(100s);
            spin(2ms);
            QCOMPARE(loop()->remainingTime(soon), 0);
            QVERIFY(loop()->remainingTime(later) > 0);
            QVERIFY(loop()->remainingTime(later) <= 100'001);
            timed.killTimer(later);
            QCOMPARE(loop()->remainingTime(later), -1);
        });
    }

    void aTimerIsNotDeliveredIntoItsOwnEvent()
    {
        inLoop([] {
            QEventLoop waiting;
            Timed other;
            int depth = 0;
            bool nested = false;
            Timed timed;
            timed.action() = [&] {
                nested |= ++depth > 1;
                const int before = other.count;
                turnUntil([&other, before] { return other.count >= before + 3; });
                --depth;
                if (timed.count == 3)
                    waiting.quit();
            };
            timed.start(1ms);
            other.start(2ms);
            waiting.exec();
            QVERIFY(!nested);
            QCOMPARE(timed.count, 3);
        });
    }

    void aTimerStoppedInANestedTurnStaysStopped()
    {
        inLoop([] {
            QBasicTimer running;
            Timed stopper([&running] { running.stop(); });
            Timed timed([&stopper] { turnUntil([&stopper] { return stopper.count > 0; }); });
            running.start(1, Qt::PreciseTimer, &timed);
            const int id = stopper.start(3ms);
            turnUntil([&timed] { return timed.count > 0; });
            stopper.killTimer(id);
            (void)turnsWithin(5ms);
            QCOMPARE(timed.count, 1);
        });
    }

    void aTurnWithoutTimersLeavesThemForLater()
    {
        inLoop([] {
            Timed timed;
            timed.start(1ms);
            spin(2ms);
            turn(QEventLoop::X11ExcludeTimers);
            loop()->wakeUp();
            turn(QEventLoop::X11ExcludeTimers | QEventLoop::WaitForMoreEvents);
            QCOMPARE(timed.count, 0);
            turn();
            QCOMPARE(timed.count, 1);
        });
    }

    void manyTimersStartAndStopAndNoneComesUnasked()
    {
        inLoop([] {
            std::vector<std::unique_ptr<QTimer>> timers;
            int unasked = 0;
            int count = 0;
            for (int i = 0; i < 1000; ++i) {
                auto timer = std::make_unique<QTimer>();
                timer->setTimerType(i % 2 == 0 ? Qt::PreciseTimer : Qt::CoarseTimer);
                timer->setSingleShot(true);
                QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [&, i] {
                    unasked += i % 3 == 0 ? 1 : 0;
                    ++count;
                });
                timer->start(1 + i * 7 % 40);
                timers.push_back(std::move(timer));
            }
            for (std::size_t i = 0; i < timers.size(); ++i) {
                if (i % 3 == 0)
                    timers[i]->stop();
                else if (i % 5 == 0)
                    timers[i]->start(1 + static_cast<int>(i % 9));
            }
            turnUntil([&count] { return count >= 666; });
            (void)turnsWithin(50ms);
            QCOMPARE(count, 666);
            QCOMPARE(unasked, 0);
        });
    }
};

QTEST_GUILESS_MAIN(EventDispatcherTimersTest)
#include "event_dispatcher_timers_test.moc"
