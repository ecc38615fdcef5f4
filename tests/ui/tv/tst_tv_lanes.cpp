// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ci/fake_store.h"
#include "tests/ui/samples.h"
#include "ui/feed/wall.h"
#include "ui/shell/window_memory.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"
#include "ui/tv/tv_lanes.h"
#include "ui/tv/tv_wall.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestTvLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitTakesTurns()
    {
        TvLanes lanes;
        lanes.resize(1824, 992); // full HD without its margins
        lanes.setTiles(laneTiles(sampleLanes(presentTime()), Green::Shown), {});
        QCOMPARE(lanes.pageCount(), 3); // nine of 25 at a time can be read at five metres
        QCOMPARE(lanes.page(), 0);
        QVERIFY(lanes.turn());
        QVERIFY(lanes.turn());
        QCOMPARE(lanes.page(), 2);
        lanes.grab();
        QVERIFY(!lanes.turn());
        QCOMPARE(lanes.page(), 0);
        lanes.turn();
        lanes.setTiles({}, {}); // the page that was shown is gone
        QCOMPARE(lanes.page(), 0);
        QCOMPARE(lanes.pageCount(), 1);
        QVERIFY(!lanes.turn());
        lanes.grab();
    }

    void troubleHasItsGroundInItsColour()
    {
        TvLanes lanes;
        lanes.setPalette(makePalette(theme::dark));
        lanes.resize(1824, 992);
        lanes.setTiles({{.run = sampleRun(1, ci::State::Failed)}, {.run = sampleRun(2, ci::State::Success)}}, {});
        const QImage image = lanes.grab().toImage();
        const QColor trouble = image.pixelColor(image.width() / 4, image.height() - 200);
        const QColor calm = image.pixelColor(image.width() * 3 / 4, image.height() - 200);
        QCOMPARE(calm, colour(theme::dark.surface));
        QVERIFY(trouble.red() > calm.red() + 30);
    }

    void whatIsStillRedHasALighterGround()
    {
        TvLanes lanes;
        lanes.setPalette(makePalette(theme::dark));
        lanes.resize(1824, 992);
        ci::Run again = sampleRun(2, ci::State::Running);
        again.transition = ci::Transition::StillBroken;
        lanes.setTiles({{.run = sampleRun(1, ci::State::Failed)}, {.run = again}}, {});
        const QImage image = lanes.grab().toImage();
        const int failed = image.pixelColor(image.width() / 4, image.height() - 200).red();
        const int stillRed = image.pixelColor(image.width() * 3 / 4, image.height() - 200).red();
        QVERIFY(stillRed > colour(theme::dark.surface).red() + 10);
        QVERIFY(stillRed < failed - 10);
    }

    void aRedLaneThatBuildsAgainIsNoNewTrouble()
    {
        Wall wall;
        const WindowMemory memory;
        TvWall tv(wall, memory, {});
        tv.resize(1920, 1080);
        tv.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&tv));
        Frame frame;
        frame.runs = {sampleRun(1, ci::State::Failed), sampleRun(2, ci::State::Success, u"fine"_s)};
        wall.apply(frame);
        QCOMPARE(tv.currentPage(), int(TvWall::Ci));
        tv.turn();
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles));
        ci::Run again = sampleRun(3, ci::State::Running);
        again.transition = ci::Transition::StillBroken;
        frame.runs = {again};
        wall.apply(frame);
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles)); // known already

        frame.runs.clear();
        frame.events = {{EventId(9), "ci", "deleted", sampleTime, ci::laneJson(ci::laneOf(again))}};
        wall.apply(frame);
        frame.events.clear();
        frame.runs = {sampleRun(4, ci::State::Failed)};
        wall.apply(frame);
        QCOMPARE(tv.currentPage(), int(TvWall::Ci)); // it came back, red
    }

    void thePageOfPipelinesHasSeveralTurnsAndTroubleItsFirst()
    {
        Wall wall;
        const WindowMemory memory;
        TvWall tv(wall, memory, {});
        tv.resize(1920, 1080);
        tv.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&tv));
        Frame frame;
        frame.runs = sampleLanes(presentTime());
        wall.apply(frame); // with trouble in it
        QCOMPARE(tv.currentPage(), int(TvWall::Ci));
        const auto *lanes = tv.findChild<TvLanes *>();
        QVERIFY(lanes && lanes->isVisible());
        const int pages = lanes->pageCount();
        QVERIFY(pages > 1);
        for (int page = 1; page < pages; ++page) {
            tv.turn();
            QCOMPARE(tv.currentPage(), int(TvWall::Ci));
            QCOMPARE(lanes->page(), page);
        }
        frame.runs = {sampleRun(1000, ci::State::Failed, u"fresh"_s)};
        wall.apply(frame);
        QCOMPARE(lanes->page(), 0); // where the trouble is
        for (int page = 0; page < pages; ++page)
            tv.turn();
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles));
    }

    void whatIsFoldedInTheWindowIsFoldedHere()
    {
        Wall wall;
        WindowMemory memory;
        memory.setGreenFolded(true);
        TvWall tv(wall, memory, {});
        tv.resize(1920, 1080);
        tv.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&tv));
        Frame frame;
        frame.runs = {sampleRun(3, ci::State::Failed, u"c"_s)};
        for (int id = 4; id < 40; ++id)
            frame.runs.prepend(sampleRun(id, ci::State::Success, QString::number(id)));
        wall.apply(frame);
        QCOMPARE(tv.findChild<TvLanes *>()->pageCount(), 1); // two tiles
    }
};

QTEST_MAIN(TestTvLanes)
#include "tst_tv_lanes.moc"
