// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one poll after the other makes of a project: each answer is taken, and merged as the store would merge it.
#include "tests/core/ci/polled_wall.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

class CctrayMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResultIsARun()
    {
        Wall wall;
        QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 1);
        const Run run = wall.latest();
        QCOMPARE(run.provider, u"jenkins"_s);
        QCOMPARE(run.project, u"shop/api"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.number, 31);
        QCOMPARE(run.finished, noon);
        QVERIFY(!run.started);
        QVERIFY(!run.duration);
        QCOMPARE(run.url, u"https://ci.example.com/shop"_s);
        QCOMPARE(run.updated, wall.now());
    }

    void theSameAnswerTellsNothing()
    {
        for (const CctrayEntry &entry :
             {sleeping(u"31"_s, noon), sleeping(u"31"_s, noon, u"Unknown"_s), building(u"31"_s, noon),
              building(u"Unknown"_s, noon, u"Unknown"_s), sleeping({}, {}), building({}, {}), building({}, {}, {})}) {
            Wall wall;
            wall.take({entry});
            for (int i = 0; i < 3; ++i)
                QCOMPARE(wall.take({entry}), 0);
        }
    }

    void aBuildIsOneRunFromItsBeginningToItsEnd()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 running"_s);
        const Run running = wall.latest();
        QCOMPARE(running.started, wall.now());
        QCOMPARE(wall.take({building(u"31"_s, noon)}), 0);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 failed"_s);
        QCOMPARE(wall.latest().key, running.key);
        QCOMPARE(wall.latest().started, running.started);
        QCOMPARE(wall.latest().finished, wall.now());
        QCOMPARE(wall.latest().duration, 60.0);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 0);
    }

    void aBuildThatNobodySawBecomesARun()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Exception"_s)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 error"_s);
        QVERIFY(!wall.latest().duration);
    }

    void oneBuildEndsAndTheNextBeginsBetweenTwoPolls()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 2);
        QCOMPARE(wall.told(), u"31 success, 32 failed, 0 running"_s);
        QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 failed, 33 success"_s);
    }

    void aBuildThatLeavesNothingWasCanceled()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 canceled"_s);
        QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 0);
    }

    void afterACanceledBuildTheNextOneIsAnother()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        wall.take({sleeping(u"31"_s, noon)});
        QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 canceled, 0 running"_s);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 canceled, 32 success"_s);
    }

    void aBuildThatHasNoResultWasCanceled()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Unknown"_s)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 canceled"_s);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Unknown"_s)}), 0);
        QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Unknown"_s)}), 1);
        QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 canceled, 33 success"_s);
    }

    void aProjectThatIsGoneIsNotBuiltAnyMore()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        QCOMPARE(wall.take({}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 canceled"_s);
        QCOMPARE(wall.take({}), 0);
        QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 0);
    }

    void whatIsKnownOfARemovedLaneDoesNotBringItBack()
    {
        Wall wall;
        wall.take({building(u"31"_s, noon)});
        wall.forget(laneOf(wall.latest()));
        QCOMPARE(wall.take({}), 0); // no run of it was stopped: there is none
        QVERIFY(wall.runs().isEmpty());
        QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 0); // told before
        QCOMPARE(wall.take({sleeping(u"32"_s, wall.now(), u"Failure"_s)}), 1);
        QCOMPARE(wall.told(), u"32 failed"_s); // begins it anew
    }

    void aBuildCanWaitForItsTurn()
    {
        CctrayEntry pending = sleeping(u"31"_s, noon);
        pending.activity = CctrayActivity::Pending;
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        QCOMPARE(wall.take({pending}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 queued"_s);
        QVERIFY(!wall.latest().started);
        QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
        QCOMPARE(wall.told(), u"31 success, 0 running"_s);
        QCOMPARE(wall.latest().started, wall.now());
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 success"_s);
    }

    void whereTheResultIsHiddenMeanwhileItIsKept()
    {
        // Drone: while a build is under way it tells the time of its start, and neither label nor result.
        Wall wall;
        wall.take({sleeping(u"31"_s, noon, u"Failure"_s)});
        QCOMPARE(wall.take({building(u"Unknown"_s, noon + interval, u"Unknown"_s)}), 1);
        QCOMPARE(wall.told(), u"31 failed, 0 running"_s);
        QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
        QCOMPARE(wall.told(), u"31 failed, 32 success"_s);
    }

    void aClockThatIsSlowOrTurnedBackKeepsTheOrder_data()
    {
        QTest::addColumn<int>("minutes"); // by which the service's clock is off
        QTest::newRow("slow") << -600;
        QTest::newRow("right") << 0;
        QTest::newRow("fast") << 600;
        QTest::newRow("so fast that it is not believed") << 60 * 24 * 300;
    }
    void aClockThatIsSlowOrTurnedBackKeepsTheOrder()
    {
        QFETCH(const int, minutes);
        const TimePoint clock = noon + std::chrono::minutes(minutes);
        Wall wall;
        wall.take({sleeping(u"31"_s, clock)});
        wall.take({building(u"31"_s, clock)});
        QCOMPARE(wall.told(), u"31 success, 0 running"_s);
        wall.take({sleeping(u"32"_s, clock + interval)});
        wall.take({sleeping(u"33"_s, clock - std::chrono::hours(1), u"Failure"_s)}); // the end of summer time
        QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed"_s);
        wall.take({building(u"33"_s, clock - std::chrono::hours(1), u"Failure"_s)});
        QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed, 0 running"_s);
        wall.take({sleeping(u"34"_s, clock)});
        QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed, 34 success"_s);
    }

    void anAnswerFromACacheIsPassedOver()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        wall.take({sleeping(u"32"_s, noon + interval)});
        wall.take({building(u"32"_s, noon + interval)});
        QCOMPARE(wall.take({sleeping(u"30"_s, noon - interval, u"Failure"_s)}), 0);
        QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
        QCOMPARE(wall.told(), u"31 success, 32 success, 33 success"_s);

        Wall other; // whose builds have no numbers
        other.take({sleeping(u"build.a"_s, noon)});
        other.take({sleeping(u"build.b"_s, noon + interval)});
        QCOMPARE(other.take({sleeping(u"build.a"_s, noon)}), 0);
        QCOMPARE(other.take({building(u"build.a"_s, noon)}), 0);
        QCOMPARE(other.take({sleeping(u"build.c"_s, noon + 2 * interval)}), 1);
        QCOMPARE(other.runs().size(), 3);
    }

    void aResultCanChange()
    {
        Wall wall;
        wall.take({sleeping(u"31"_s, noon)});
        QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 1);
        QCOMPARE(wall.told(), u"31 failed"_s);
        QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 0);
    }

    void labelsNeedNotBeNumbers()
    {
        Wall wall;
        wall.take({sleeping(u"build.31"_s, noon)});
        QCOMPARE(wall.latest().number, 0);
        QCOMPARE(wall.latest().message, u"build.31"_s);
        wall.take({building(u"build.31"_s, noon)});
        QCOMPARE(wall.take({sleeping(u"build.32"_s, noon)}), 1); // the time is that of the configuration, say
        QCOMPARE(wall.runs().size(), 2);
        QCOMPARE(wall.latest().message, u"build.32"_s);
        wall.restart();
        QCOMPARE(wall.take({sleeping(u"build.32"_s, noon)}), 0);
    }

    void aProjectThatWasNeverBuiltIsNotShown()
    {
        Wall wall;
        CctrayEntry never = sleeping({}, fromUnixMs(0), u"Unknown"_s);
        QCOMPARE(wall.take({never}), 0);
        never.activity = CctrayActivity::Building;
        QCOMPARE(wall.take({never}), 1);
        QCOMPARE(wall.told(), u"0 running"_s);
        QCOMPARE(wall.take({sleeping(u"1"_s, noon)}), 1);
        QCOMPARE(wall.told(), u"1 success"_s);
    }

    void projectsDoNotMix()
    {
        QList<CctrayEntry> entries;
        for (const QString &name :
             {u"shop :: api"_s, u"shop :: web"_s, u"shop"_s, u"shop (main)"_s, u"shop (next)"_s}) {
            entries.append(building(u"31"_s, noon));
            entries.last().name = name;
        }
        Wall wall;
        QCOMPARE(wall.take(entries), 10);
        QCOMPARE(wall.runs().size(), 10);
        QCOMPARE(wall.lanes().size(), 5);
        QCOMPARE(wall.take(entries), 0);
        for (CctrayEntry &entry : entries)
            entry.lastBuildLabel = u"32"_s;
        entries.append(entries.first()); // twice: the first counts
        entries.last().lastBuildLabel = u"33"_s;
        QCOMPARE(wall.take(entries), 10);
        QCOMPARE(wall.runs().size(), 15);
    }

    void textsOfStrangersAreTidied()
    {
        CctrayEntry entry = building(u"<b>31</b>\n"_s + u"x"_s.repeated(1000), noon);
        entry.name = u"a\u001bb"_s + u"c"_s.repeated(1000);
        entry.webUrl = u"javascript:alert(1)"_s;
        Wall wall;
        QCOMPARE(wall.take({entry}), 2);
        QCOMPARE(wall.take({entry}), 0);
        const Run run = wall.runs().first();
        QCOMPARE(run.project.size(), 200);
        QVERIFY(run.project.startsWith(u"a b"_s));
        QVERIFY(run.message.size() <= 200);
        QVERIFY(run.url.isEmpty());
        CctrayEntry nameless = sleeping(u"1"_s, noon);
        nameless.name = QChar(1);
        QCOMPARE(wall.take({entry, nameless}), 0);
    }

    void aBuildWithoutLabelOrTimeIsFollowedByItsStatus()
    {
        CctrayEntry entry{.name = u"shop"_s,
                          .activity = CctrayActivity::Sleeping,
                          .lastBuildStatus = u"Success"_s,
                          .lastBuildLabel = {},
                          .lastBuildTime = {},
                          .webUrl = {}};
        Wall wall;
        QCOMPARE(wall.take({entry}), 1);
        entry.activity = CctrayActivity::Building;
        QCOMPARE(wall.take({entry}), 1);
        entry.activity = CctrayActivity::Sleeping;
        entry.lastBuildStatus = u"Failure"_s;
        QCOMPARE(wall.take({entry}), 1);
        QCOMPARE(wall.told(), u"0 success, 0 failed"_s);
    }

    void manyProjectsAreForgottenAgain()
    {
        CctrayMemory memory{.feed = u"jenkins"_s, .lanes = {}, .polled = {}};
        for (int round = 0; round < 6; ++round) {
            QList<CctrayEntry> entries;
            for (int i = 0; i < maxCctrayProjects; ++i) {
                entries.append(sleeping(u"1"_s, noon));
                entries.last().name = u"%1-%2"_s.arg(round).arg(i);
            }
            QCOMPARE(takePoll(memory, entries, noon).size(), maxCctrayProjects);
            QVERIFY(memory.lanes.size() <= 3 * maxCctrayProjects);
        }
    }
};

QTEST_GUILESS_MAIN(CctrayMemoryTest)
#include "cctray_memory_test.moc"
