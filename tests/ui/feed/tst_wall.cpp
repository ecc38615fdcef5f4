// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/wall.h"
#include "ui/text/clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestWall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFrameGoesToEveryTable()
    {
        Wall wall;
        QSignalSpy applied(&wall, &Wall::applied);
        Frame frame = createdFrame(1, 3);
        frame.runs.append(sampleRun(1, ci::State::Failed));
        frame.events.append(saidEvent({u"Florian"_s, u"hi"_s}, sampleTime));
        frame.status.resultsToday = 3;
        frame.historyComplete = true;
        wall.apply(frame);
        QCOMPARE(applied.size(), 1);
        QCOMPARE(wall.results.count(), 3);
        QCOMPARE(wall.runs.count(), 1);
        QCOMPARE(wall.messages.rowCount(), 1);
        QCOMPARE(wall.live.at(0).text, u"Florian: hi"_s);
        QCOMPARE(wall.pipelines().trouble.size(), 1);
        QCOMPARE(wall.status().resultsToday, 3);
        QVERIFY(wall.historyComplete());
    }

    void aReloadForgetsRowsButNotWhatWasSaid()
    {
        Wall wall;
        Frame frame = createdFrame(1, 3);
        frame.runs.append(sampleRun(1, ci::State::Failed));
        frame.events.append(saidEvent({u"Florian"_s, u"hi"_s}, sampleTime));
        frame.historyComplete = true;
        wall.apply(frame);
        Frame reload = createdFrame(90, 1);
        reload.reload = true;
        wall.apply(reload);
        QCOMPARE(wall.results.count(), 1);
        QCOMPARE(wall.results.at(0).id, ResultId(90));
        QCOMPARE(wall.runs.count(), 0);
        QCOMPARE(wall.pipelines().total, 0);
        QCOMPARE(wall.messages.rowCount(), 1);
        QVERIFY(!wall.historyComplete());
    }

    void aForgottenLaneLeavesTheWall()
    {
        Wall wall;
        QSignalSpy forgotten(&wall, &Wall::lanesForgotten);
        const ci::Run kept = sampleRun(3, ci::State::Success, u"shop/web"_s);
        Frame frame;
        frame.runs = {kept, sampleRun(2, ci::State::Failed), sampleRun(1, ci::State::Failed)};
        wall.apply(frame);
        Frame removal;
        removal.runs = {sampleRun(2, ci::State::Failed)}; // history that is older than what follows
        const QByteArray lane = ci::laneJson(ci::laneOf(sampleRun(1, ci::State::Failed)));
        removal.events.append({EventId(9), "ci", "deleted", sampleTime, lane});
        wall.apply(removal);
        QCOMPARE(forgotten.size(), 1);
        QCOMPARE(wall.runs.count(), 1);
        QCOMPARE(wall.pipelines().latest.size(), 1);
        QCOMPARE(wall.pipelines().latest.constFirst().project, u"shop/web"_s);

        wall.apply(frame);
        removal.events.append(runEvent("created", sampleRun(4, ci::State::Running))); // begins it anew
        wall.apply(removal);
        QCOMPARE(wall.runs.count(), 2);
        QCOMPARE(wall.runs.at(0).id, ci::RunId(4));
    }

    void aRunGoesWithTheLaneItCameTo()
    {
        Wall wall;
        QSignalSpy forgotten(&wall, &Wall::lanesForgotten);
        ci::Run run = sampleRun(1, ci::State::Failed);
        run.ref.clear(); // a job came first, and did not name it
        Frame frame;
        frame.runs = {run};
        wall.apply(frame);
        run.ref = u"main"_s;
        Frame removal;
        removal.events = {runEvent("updated", run),
                          {EventId(9), "ci", "deleted", sampleTime, ci::laneJson(ci::laneOf(run))}};
        wall.apply(removal);
        QCOMPARE(wall.runs.count(), 0);
        QVERIFY(wall.pipelines().latest.isEmpty());
        QCOMPARE(forgotten.at(0).at(1).value<QList<ci::RunId>>(), QList<ci::RunId>{run.id});
    }

    void everyEventIsNotedByItsCollection()
    {
        Wall wall;
        Frame frame;
        frame.collections = {sampleEvent(4, "stock")};
        frame.prices = {{u"ACME"_s, {{sampleTime, 10}}, EventId(5)}};
        frame.events = {sampleEvent(6, "builds"), sampleEvent(7, "prices", priceJson({u"ACME"_s, 11})),
                        sampleEvent(8, "stock")};
        wall.apply(frame);
        QCOMPARE(wall.collections().collections().size(), 3);
        QCOMPARE(wall.collections().collections().value("stock").newest.id, EventId(8));
        QCOMPARE(wall.prices().find(u"ACME"_s)->points.size(), 2);
        QCOMPARE(wall.recent().newest(), 3);

        Frame reload;
        reload.reload = true;
        reload.prices = {{u"ZETA"_s, {{sampleTime, 1}}, EventId(20)}};
        wall.apply(reload);
        QCOMPARE(wall.prices().series().keys(), QStringList{u"ZETA"_s});
        QVERIFY(wall.recent().oldest() > wall.recent().newest()); // nothing that joins what follows
    }

    void whatHappenedBeforeTheStartIsNoRate()
    {
        Wall wall;
        Frame frame;
        frame.events = {sampleEvent(6, "builds")}; // days ago
        wall.apply(frame);
        Event now = sampleEvent(7, "builds");
        now.time = presentTime() + std::chrono::hours(1); // another wall's clock may be ahead
        frame.events = {now};
        wall.apply(frame);
        QCOMPARE(wall.collections().collections().value("builds").rate.perMinute(presentTime()), 1);
    }

    void historyFillsAnEmptyLiveListOnce()
    {
        Wall wall;
        Frame page;
        for (qint64 id = 100; id > 0; --id)
            page.results.append(sampleResult(id));
        wall.apply(page);
        const int rows = wall.live.rowCount();
        QVERIFY(rows > 0);
        wall.apply(page);
        QCOMPARE(wall.live.rowCount(), rows);
    }
};

QTEST_GUILESS_MAIN(TestWall)
#include "tst_wall.moc"
