// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/arrivals.h"

#include <QtTest>

using tallywall::bench::Arrivals;
using Kind = Arrivals::Kind;

class ArrivalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOrderEachIsNew()
    {
        Arrivals arrivals;
        for (std::uint64_t i = 0; i < 100'000; ++i)
            QVERIFY(arrivals.take(i) == Kind::First);
        QCOMPARE(arrivals.distinct(), 100'000U);
        QCOMPARE(arrivals.again(), 0U);
    }

    void outOfOrderEachIsNewOnce()
    {
        Arrivals arrivals;
        for (const std::uint64_t number : {3U, 1U, 0U, 2U, 6U, 5U, 4U})
            QVERIFY(arrivals.take(number) == Kind::First);
        for (std::uint64_t i = 0; i < 7; ++i) {
            QVERIFY(arrivals.has(i));
            QVERIFY(arrivals.take(i) == Kind::Again);
        }
        QVERIFY(!arrivals.has(7));
        QCOMPARE(arrivals.distinct(), 7U);
        QCOMPARE(arrivals.again(), 7U);
    }

    void aDoubleIsFoundBeforeAndBehindAGap()
    {
        Arrivals arrivals;
        (void)arrivals.take(0);
        (void)arrivals.take(2);
        QVERIFY(arrivals.take(2) == Kind::Again);
        QVERIFY(arrivals.take(0) == Kind::Again);
        QVERIFY(!arrivals.has(1));
        QCOMPARE(arrivals.distinct(), 2U);
    }

    void whatIsFarBehindIsGivenUp()
    {
        Arrivals arrivals;
        for (std::uint64_t i = 1; i <= 50'000; ++i) // 0 does not come
            QVERIFY(arrivals.take(i) == Kind::First);
        QCOMPARE(arrivals.distinct(), 50'000U);
        QVERIFY(arrivals.take(0) == Kind::Again);
        QVERIFY(arrivals.take(50'000) == Kind::Again);
    }

    void aJumpLosesNothingThatCame()
    {
        Arrivals arrivals;
        (void)arrivals.take(5);
        QVERIFY(arrivals.take(1'000'000) == Kind::First);
        QVERIFY(arrivals.take(1'000'001) == Kind::First);
        QVERIFY(arrivals.take(999'999) == Kind::First);
        QVERIFY(arrivals.take(1'000'000) == Kind::Again);
        QCOMPARE(arrivals.distinct(), 4U);
    }

    void whatIsOfTheTimeBeforeDoesNotCount()
    {
        Arrivals arrivals;
        (void)arrivals.take(0);
        arrivals.begin(2);
        QVERIFY(arrivals.take(1) == Kind::Before);
        QVERIFY(!arrivals.has(0));
        QVERIFY(arrivals.take(2) == Kind::First);
        QCOMPARE(arrivals.distinct(), 1U);
        QCOMPARE(arrivals.again(), 0U);
    }
};

QTEST_GUILESS_MAIN(ArrivalsTest)
#include "arrivals_test.moc"
