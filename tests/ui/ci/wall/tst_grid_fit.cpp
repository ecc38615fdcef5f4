// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/grid_fit.h"

#include <QTest>

using namespace tallywall;

class TestGridFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tilesFillTheScreen_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QSizeF>("area");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::newRow("one") << 1 << QSizeF(1600, 900) << 1 << 1;
        QTest::newRow("two, wide") << 2 << QSizeF(1600, 500) << 2 << 1;
        QTest::newRow("two, high") << 2 << QSizeF(500, 900) << 1 << 2;
        QTest::newRow("four") << 4 << QSizeF(1600, 900) << 2 << 2;
        QTest::newRow("twelve") << 12 << QSizeF(1600, 900) << 3 << 4;
        QTest::newRow("25, full HD") << 25 << QSizeF(1664, 912) << 5 << 5;
        QTest::newRow("25, small screen") << 25 << QSizeF(1110, 600) << 5 << 5;
        QTest::newRow("60") << 60 << QSizeF(1664, 912) << 8 << 8;
    }

    void tilesFillTheScreen()
    {
        QFETCH(int, count);
        QFETCH(QSizeF, area);
        const GridFit fit = fitGrid(count, area, {});
        QTEST(fit.columns, "columns");
        QTEST(fit.rows, "rows");
        QVERIFY(!fit.scrolls);
        QVERIFY(fit.height() <= area.height() + 0.01);
    }

    void everyTileIsInsideAndNoneOverlap()
    {
        const TileRules rules;
        for (int count = 1; count <= 64; ++count) {
            const QSizeF area(1664, 912);
            const GridFit fit = fitGrid(count, area, rules);
            QVERIFY(fit.columns * fit.rows >= count);
            QVERIFY(fit.columns * (fit.rows - 1) < count); // no row is empty
            QVERIFY(fit.tile.height() <= fit.tile.width() * rules.tallest + 0.01);
            for (int i = 0; i < count; ++i) {
                const QRectF tile = fit.tileAt(i);
                QVERIFY(QRectF({-0.01, -0.01}, area + QSizeF(0.02, 0.02)).contains(tile));
                if (i > 0)
                    QVERIFY(!tile.intersects(fit.tileAt(i - 1)));
            }
        }
    }

    void moreTilesAreSmallerTiles()
    {
        double last = 1e9;
        for (const int count : {1, 4, 9, 16, 25, 36, 49}) {
            const GridFit fit = fitGrid(count, {1600, 900}, {});
            const double area = fit.tile.width() * fit.tile.height();
            QVERIFY(area < last);
            last = area;
        }
    }

    void whatWouldBeTooSmallScrolls()
    {
        const TileRules rules;
        const GridFit fit = fitGrid(500, {1664, 912}, rules);
        QVERIFY(fit.scrolls);
        QCOMPARE(fit.columns, 8); // as many as go side by side
        QCOMPARE(fit.tile.height(), rules.least.height());
        QVERIFY(fit.tile.width() >= rules.least.width());
        QCOMPARE(fit.rows, 63);
        QVERIFY(fit.height() > 912);
        QCOMPARE(fit.perPage(912), 8 * 8);
    }

    void anAreaTooSmallForOneStillHasOne()
    {
        const GridFit fit = fitGrid(3, {100, 50}, {});
        QCOMPARE(fit.columns, 1);
        QVERIFY(fit.scrolls);
        QCOMPARE(fit.perPage(50), 1);
        QCOMPARE(fitGrid(0, {100, 50}, {}).rows, 0);
        QCOMPARE(fitGrid(0, {}, {}).height(), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestGridFit)
#include "tst_grid_fit.moc"
