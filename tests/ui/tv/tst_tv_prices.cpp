// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/wall.h"
#include "ui/shell/window_memory.h"
#include "ui/theme/appearance.h"
#include "ui/tv/tv_prices.h"
#include "ui/tv/tv_wall.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestTvPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesHaveAPageWhereThereAreAny()
    {
        Wall wall;
        const WindowMemory memory;
        TvWall tv(wall, memory, {});
        tv.startWith(TvWall::Prices);
        tv.resize(1920, 1080);
        tv.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&tv));
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles)); // there are none
        tv.turn();
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles));
        Frame frame;
        frame.events = {sampleEvent(1, "prices", priceJson({u"ACME"_s, 128.4}))};
        wall.apply(frame);
        tv.turn();
        QCOMPARE(tv.currentPage(), int(TvWall::Prices));
        tv.grab();
        tv.turn();
        QCOMPARE(tv.currentPage(), int(TvWall::Tiles));
        tv.hide();
        tv.setVisible(true);
        QTRY_COMPARE(tv.currentPage(), int(TvWall::Prices));
    }

    void whatDoesNotFitTakesTurns()
    {
        TvPrices page;
        page.resize(1824, 992);
        page.setPrices(samples(20));
        QVERIFY(page.pageCount() > 1);
        for (int turn = 1; turn < page.pageCount(); ++turn) {
            QVERIFY(page.turn());
            page.grab();
        }
        QVERIFY(!page.turn());
    }

    void whatCannotBeReadHasItsGroundInItsColour()
    {
        TvPrices page;
        page.setPalette(makePalette(theme::dark));
        page.resize(1824, 992);
        QList<ShownPrice> prices = samples(2);
        prices[1].isUnread = true;
        prices[1].news = u"Cannot be read: "_s + u"it answers 404 "_s.repeated(20);
        prices[1].price = u"9"_s.repeated(40); // still inside its tile
        page.setPrices(prices);
        const QImage image = page.grab().toImage();
        const QColor calm = image.pixelColor(image.width() / 4, image.height() - 40);
        const QColor trouble = image.pixelColor(image.width() - 20, image.height() / 2);
        QCOMPARE(calm, colour(theme::dark.surface));
        QVERIFY(trouble.red() > calm.red() + 15);
        QVERIFY(page.accessibleName().endsWith(u"1 not read, of 2"_s));
    }

private:
    static QList<ShownPrice> samples(int count)
    {
        QList<ShownPrice> prices;
        for (int i = 0; i < count; ++i)
            prices.append({.symbol = u"S%1"_s.arg(i),
                           .price = u"128.40"_s,
                           .change = u"▲ 0.52"_s,
                           .changed = 0.52,
                           .news = u"now"_s,
                           .moves = {1, 2, 1.5}});
        return prices;
    }
};

QTEST_MAIN(TestTvPrices)
#include "tst_tv_prices.moc"
