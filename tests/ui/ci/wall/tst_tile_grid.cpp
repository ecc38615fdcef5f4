// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ci/fake_store.h"
#include "tests/ui/samples.h"
#include "ui/ci/wall/lanes_model.h"
#include "ui/ci/wall/tile_grid.h"
#include "ui/ci/wall/tile_painter.h"
#include "ui/ci/wall/tile_type.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestTileGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_lanes = std::make_unique<LanesModel>();
        m_grid = std::make_unique<TileGrid>(*m_lanes);
        m_grid->setPalette(makePalette(theme::dark));
        m_grid->resize(1200, 700);
        m_grid->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_grid.get()));
    }

    void cleanup()
    {
        m_grid.reset();
        m_lanes.reset();
    }

    void arrowsGoFromTileToTile()
    {
        fill(10);
        const int columns = m_grid->fit().columns;
        QVERIFY(columns > 1 && m_grid->fit().rows > 1);
        m_grid->setFocus();
        m_grid->setCurrentIndex(m_lanes->index(0));
        const auto press = [this](Qt::Key key) {
            QTest::keyClick(m_grid.get(), key);
            return m_grid->currentIndex().row();
        };
        QCOMPARE(press(Qt::Key_Right), 1);
        QCOMPARE(press(Qt::Key_Down), 1 + columns);
        QCOMPARE(press(Qt::Key_Left), columns);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_Left), 0);
        QCOMPARE(press(Qt::Key_End), 9);
        QCOMPARE(press(Qt::Key_Right), 9);
        QCOMPARE(press(Qt::Key_Down), 9);
        QCOMPARE(press(Qt::Key_Home), 0);
    }

    void enterAndAClickOpenAndCClaims()
    {
        fill(6);
        QSignalSpy opened(m_grid.get(), &TileGrid::opened);
        QSignalSpy claimed(m_grid.get(), &TileGrid::claimPressed);
        m_grid->setFocus();
        m_grid->setCurrentIndex(m_lanes->index(2));
        QTest::keyClick(m_grid.get(), Qt::Key_Return);
        QTest::keyClick(m_grid.get(), Qt::Key_C);
        QTest::keyClick(m_grid.get(), Qt::Key_C, Qt::ControlModifier);
        QTest::mouseClick(m_grid->viewport(), Qt::LeftButton, {}, m_grid->visualRect(m_lanes->index(4)).center());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(0).at(0).toModelIndex().row(), 2);
        QCOMPARE(opened.at(1).at(0).toModelIndex().row(), 4);
        QCOMPARE(claimed.size(), 1);
    }

    void manyScrollAndWhatIsCurrentIsSeen()
    {
        fill(500);
        QVERIFY(m_grid->fit().scrolls);
        QVERIFY(m_grid->verticalScrollBar()->maximum() > 0);
        m_grid->setFocus();
        m_grid->setCurrentIndex(m_lanes->index(0));
        QTest::keyClick(m_grid.get(), Qt::Key_End);
        QVERIFY(m_grid->viewport()->rect().contains(m_grid->visualRect(m_lanes->index(499))));
        QCOMPARE(m_grid->indexAt(m_grid->visualRect(m_lanes->index(498)).center()).row(), 498);
        QTest::keyClick(m_grid.get(), Qt::Key_PageUp);
        QVERIFY(m_grid->currentIndex().row() < 499);
        QTest::keyClick(m_grid.get(), Qt::Key_Home);
        QCOMPARE(m_grid->verticalScrollBar()->value(), 0);
        fill(4);
        QTRY_COMPARE(m_grid->verticalScrollBar()->maximum(), 0);
        QVERIFY(!m_grid->fit().scrolls);
    }

    void theLaneStaysCurrentWhenTheOrderChanges()
    {
        fill(5);
        m_grid->setCurrentIndex(m_lanes->index(1));
        const QString project = m_grid->currentIndex().data().toString();
        QList<LaneTile> tiles = m_lanes->tiles();
        std::reverse(tiles.begin(), tiles.end());
        m_lanes->setTiles(tiles);
        QCOMPARE(m_grid->currentIndex().data().toString(), project);
        QCOMPARE(m_grid->currentIndex().row(), 3);
    }

    void everyTileTellsItsAge()
    {
        ci::Run run = sampleRun(1, ci::State::Running);
        run.started.reset();
        run.finished.reset();
        run.author = u"A name that leaves no room beside it"_s;
        run.claim.by = u"Somebody with a long name, too"_s;
        run.transition = ci::Transition::StillBroken;
        for (const QSize size : {QSize(192, 96), QSize(260, 130), QSize(700, 300)}) {
            for (const auto distance : {TileType::Distance::Desk, TileType::Distance::Room}) {
                TileType type(m_grid->font(), size, distance);
                const auto painted = [&](std::chrono::minutes age) {
                    run.updated = sampleTime - age;
                    QImage image(size, QImage::Format_ARGB32_Premultiplied);
                    image.fill(Qt::black);
                    QPainter painter(&image);
                    paintTile(painter, QRectF({}, size), {.run = run}, type, {&theme::dark, sampleTime});
                    return image;
                };
                QVERIFY(painted(std::chrono::minutes(2)) != painted(std::chrono::minutes(47)));
            }
        }
    }

    void everyTileHasAName()
    {
        fill(3);
        QAccessibleInterface *grid = QAccessible::queryAccessibleInterface(m_grid.get());
        QVERIFY(grid);
        QCOMPARE(grid->text(QAccessible::Name), u"Wall of pipelines"_s);
        QCOMPARE(grid->childCount(), 3);
        QVERIFY(grid->child(1)->text(QAccessible::Name).contains(u"p1"_s));
        QVERIFY(grid->child(1)->text(QAccessible::Name).contains(u"failed"_s));
    }

    void everyStateIsPaintedInBothSchemes()
    {
        const TimePoint now = presentTime();
        QList<LaneTile> tiles = laneTiles(sampleLanes(now), Green::Shown);
        tiles.append({.folded = 1234, .warnings = 1});
        m_lanes->setTiles(tiles);
        for (const theme::Palette *scheme : {&theme::dark, &theme::light}) {
            m_grid->setPalette(makePalette(*scheme));
            for (const QSize size : {QSize(1800, 1000), QSize(640, 300), QSize(150, 60)}) {
                m_grid->resize(size);
                const QImage image = m_grid->grab().toImage();
                // The left edge of the first tile, which is in trouble, has its colour.
                const QRect first = m_grid->visualRect(m_lanes->index(0));
                QCOMPARE(image.pixelColor(first.left() + 2, first.center().y()), colour(scheme->failed));
            }
        }
    }

    void whatIsUnderWayInARedLaneHasBothColours()
    {
        ci::Run run = sampleRun(1, ci::State::Running);
        m_grid->setPalette(makePalette(theme::dark));
        const auto paintedAs = [&](ci::Transition transition) {
            run.transition = transition;
            m_lanes->setTiles({{.run = run}});
            m_grid->doItemsLayout();
            return m_grid->grab().toImage();
        };
        const auto edge = [this](const QImage &image) {
            const QRect tile = m_grid->visualRect(m_lanes->index(0));
            return image.pixelColor(tile.left() + 2, tile.center().y());
        };
        QCOMPARE(edge(paintedAs(ci::Transition::None)), colour(theme::dark.running));
        const QImage stillRed = paintedAs(ci::Transition::StillBroken);
        QCOMPARE(edge(stillRed), colour(theme::dark.failed));
        bool saysItRuns = false;
        for (int x = 0; x < stillRed.width() / 2; ++x) {
            for (int y = 0; y < stillRed.height() / 4; ++y)
                saysItRuns = saysItRuns || stillRed.pixelColor(x, y) == colour(theme::dark.running);
        }
        QVERIFY(saysItRuns);
    }

private:
    void fill(int count)
    {
        QList<LaneTile> tiles;
        for (int i = 0; i < count; ++i)
            tiles.append({.run = sampleRun(i + 1, ci::State::Failed, u"p%1"_s.arg(i))});
        m_lanes->setTiles(tiles);
        m_grid->doItemsLayout();
    }

    std::unique_ptr<LanesModel> m_lanes;
    std::unique_ptr<TileGrid> m_grid;
};

QTEST_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
