// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What polls tell after the program was away for a while: what its store kept is all that it remembers.
#include "tests/core/ci/polled_wall.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

class CctrayRestartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterARestartNothingIsNew()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)});
        wall.restart();
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 0);
        QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 1);
        wall.restart();
        QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 0);
    }

    void aBuildGoesOnOverARestart()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        wall.take({building(u"31"_s, noon)});
        const Run running = wall.latest();
        wall.restart();
        QCOMPARE(wall.take({building(u"31"_s, noon)}), 0);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 success"_s);
        QCOMPARE(wall.latest().started, running.started);
    }

    void aBuildEndsDuringARestart()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        wall.take({building(u"31"_s, noon)});
        wall.restart();
        const TimePoint end = noon + std::chrono::minutes(10);
        QCOMPARE(wall.take({sleeping(u"32"_s, end)}, std::chrono::hours(2)), 1);
        QCOMPARE(wall.told(), u"31 success, 32 success"_s);
        QCOMPARE(wall.latest().finished, end); // not when the wall came back
    }

    void severalBuildsEndWhileNobodyAsked()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        wall.take({building(u"31"_s, noon)});
        const std::chrono::hours night{8};
        QCOMPARE(wall.take({building(u"40"_s, noon + night, u"Failure"_s)}, night), 3);
        QCOMPARE(wall.told(), u"31 success, 0 unknown, 40 failed, 0 running"_s);
        QVERIFY(!wall.latest().started);
    }

    void withoutAStoreTheKeysAreTheSame()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        wall.restartWithoutAStore();
        wall.take({building(u"31"_s, noon)});
        QCOMPARE(wall.told(), u"31 success, 0 running"_s);
    }
};

QTEST_GUILESS_MAIN(CctrayRestartTest)
#include "cctray_restart_test.moc"
