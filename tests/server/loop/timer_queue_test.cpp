// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/timer_queue.h"

#include <QObject>
#include <QtTest>

using namespace std::chrono_literals;
using namespace tallywall;

using Time = TimerQueue::Time;

namespace {

constexpr Time start{100s + 333ms}; // no round instant

// One turn: who was due, in order.
QList<int> turnAt(TimerQueue &queue, Time now)
{
    QList<int> ids;
    const auto turn = queue.beginTurn(now);
    while (const auto taken = queue.take(turn)) {
        ids << taken->id;
        queue.giveBack(*taken);
    }
    return ids;
}

} // namespace

// Time is what the test says it is.
class TimerQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTimerIsDueWithinItsToleranceAndNeverEarly_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("tolerance");
        for (const int interval : {1, 7, 19, 20, 33, 50, 99, 100, 250, 1000, 1234, 19'999, 20'000, 3'600'000}) {
            QTest::addRow("precise, %d ms", interval) << Qt::PreciseTimer << interval << 0;
            QTest::addRow("coarse, %d ms", interval) << Qt::CoarseTimer << interval << interval / 20;
            QTest::addRow("very coarse, %d ms", interval)
                    << Qt::VeryCoarseTimer << interval << std::max(1000, interval / 20);
        }
    }
    void aTimerIsDueWithinItsToleranceAndNeverEarly()
    {
        QFETCH(Qt::TimerType, type);
        QFETCH(int, interval);
        QFETCH(int, tolerance);
        for (auto now = start; now < start + 3s; now += 77'777us) {
            TimerQueue queue;
            queue.add({1, this, type, std::chrono::milliseconds(interval)}, now);
            const Time expected = now + std::chrono::milliseconds(interval);
            QVERIFY(queue.next() >= expected);
            QVERIFY(queue.next() <= expected + std::chrono::milliseconds(tolerance));
            QCOMPARE(turnAt(queue, *queue.next() - 1ns), QList<int>());
            QCOMPARE(turnAt(queue, *queue.next()), QList<int>({1}));
        }
    }

    void coarseTimersComeTogether()
    {
        TimerQueue queue;
        std::set<Time> instants;
        for (int i = 0; i < 100; ++i) {
            queue.add({i + 1, this, Qt::CoarseTimer, 10s}, start + i * 10ms); // begun within a second
            instants.insert(*queue.due(i + 1));
        }
        QVERIFY(instants.size() <= 3);
        for (int i = 0; i < 100; ++i) {
            queue.add({i + 1, this, Qt::VeryCoarseTimer, 10s}, start + i * 10ms);
            QCOMPARE(queue.due(i + 1)->time_since_epoch() % 1s, 0ns);
        }
    }

    void aRepeatedCoarseTimerKeepsItsPace()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::CoarseTimer, 970ms}, start);
        for (int i = 1; i <= 1000; ++i) {
            QVERIFY(*queue.due(1) >= start + i * 970ms);
            QVERIFY(*queue.due(1) <= start + i * 970ms + 970ms / 20);
            QCOMPARE(turnAt(queue, *queue.due(1) + 1ms).size(), 1);
        }
    }

    void aLateTimerLeavesOutWhatItMissed()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::PreciseTimer, 10ms}, start);
        QCOMPARE(turnAt(queue, start + 12ms), QList<int>({1}));
        QVERIFY(queue.due(1) == start + 20ms); // a little late: the pace stays
        QCOMPARE(turnAt(queue, start + 95ms), QList<int>({1}));
        QVERIFY(queue.due(1) == start + 105ms);
        QCOMPARE(turnAt(queue, start + 95ms), QList<int>());
    }

    void equallyDueTimersComeInTheOrderOfTheirStart()
    {
        TimerQueue queue;
        for (const int id : {5, 3, 9, 1})
            queue.add({id, this, Qt::PreciseTimer, 10ms}, start);
        QCOMPARE(turnAt(queue, start + 10ms), QList<int>({5, 3, 9, 1}));
        queue.add({3, this, Qt::PreciseTimer, 10ms}, start + 10ms); // begins anew
        QCOMPARE(turnAt(queue, start + 20ms), QList<int>({5, 9, 1, 3}));
    }

    void whatStartsInATurnIsForTheNextOne()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::CoarseTimer, 0ms}, start);
        const auto turn = queue.beginTurn(start);
        const auto taken = queue.take(turn);
        QVERIFY(taken && taken->isIdle);
        queue.add({2, this, Qt::CoarseTimer, 0ms}, start);
        queue.giveBack(*taken);
        QVERIFY(!queue.take(turn));
        QCOMPARE(turnAt(queue, start), QList<int>({1, 2}));
    }

    void aTakenTimerRestsUntilItIsGivenBack()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::PreciseTimer, 1ms}, start);
        queue.add({2, this, Qt::PreciseTimer, 1ms}, start);
        const auto turn = queue.beginTurn(start + 1ms);
        const auto taken = queue.take(turn);
        QCOMPARE(taken->id, 1);
        QCOMPARE(turnAt(queue, start + 5ms), QList<int>({2})); // a nested turn
        QVERIFY(queue.due(1) == start + 2ms);                  // known all the same
        queue.giveBack(*taken);
        QVERIFY(!queue.take(turn)); // 2 has had its turn
        QCOMPARE(turnAt(queue, start + 5ms), QList<int>({1}));
    }

    void whatIsRemovedOrStartedAgainWhileTakenIsNotGivenBack()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::PreciseTimer, 1ms}, start);
        auto taken = queue.take(queue.beginTurn(start + 1ms));
        QVERIFY(queue.remove(1));
        queue.giveBack(*taken);
        QVERIFY(queue.isEmpty());
        QVERIFY(!queue.next());

        queue.add({1, this, Qt::PreciseTimer, 1ms}, start);
        taken = queue.take(queue.beginTurn(start + 1ms));
        queue.add({1, this, Qt::PreciseTimer, 50ms}, start);
        queue.giveBack(*taken);
        QCOMPARE(turnAt(queue, start + 49ms), QList<int>());
        QCOMPARE(turnAt(queue, start + 50ms), QList<int>({1}));
    }

    void theTimersOfAnObjectGoTogether()
    {
        const QObject other;
        TimerQueue queue;
        queue.add({1, this, Qt::PreciseTimer, 1ms}, start);
        queue.add({2, const_cast<QObject *>(&other), Qt::PreciseTimer, 1ms}, start);
        queue.add({3, this, Qt::PreciseTimer, 2ms}, start);
        QCOMPARE(queue.allOf(this).size(), 2);
        QVERIFY(queue.removeAllOf(this));
        QVERIFY(!queue.removeAllOf(this));
        QCOMPARE(turnAt(queue, start + 9ms), QList<int>({2}));
    }

    void anIntervalThatTheClockCannotBearIsCut()
    {
        TimerQueue queue;
        queue.add({1, this, Qt::CoarseTimer, std::chrono::milliseconds::max()}, start);
        QVERIFY(*queue.due(1) >= start + TimerQueue::longest);
        queue.add({2, this, Qt::PreciseTimer, -5ms}, start);
        QVERIFY(queue.due(2) == start);
    }
};

QTEST_GUILESS_MAIN(TimerQueueTest)
#include "timer_queue_test.moc"
