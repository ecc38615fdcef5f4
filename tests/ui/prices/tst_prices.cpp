// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/wall.h"
#include "ui/prices/price_words.h"
#include "ui/prices/prices_model.h"
#include "ui/prices/prices_screen.h"
#include "ui/shell/reach.h"
#include "ui/text/format.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/line_label.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Event tick(qint64 id, const QString &symbol, double price)
{
    return sampleEvent(id, "prices", priceJson({symbol, price}));
}

} // namespace

class TestPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void symbolsAreByNameAndStayWhereTheyAre()
    {
        PriceBoard board;
        PricesModel model(board);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        board.take(tick(1, u"beta"_s, 1));
        board.take(tick(2, u"X10"_s, 1));
        board.take(tick(3, u"X9"_s, 1));
        model.refresh();
        QCOMPARE(model.name(0), u"beta"_s);
        QCOMPARE(model.name(1), u"X9"_s);
        QCOMPARE(model.name(2), u"X10"_s);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        board.take(tick(4, u"Alpha"_s, 1));
        model.refresh();
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(model.name(0), u"Alpha"_s);
        board.take(tick(5, u"X10"_s, 2));
        board.take(tick(6, u"X9"_s, 2));
        model.refresh();
        QCOMPARE(changed.size(), 1); // of two neighbours
        QCOMPARE(changed.first().at(0).toModelIndex().row(), model.rowOf(u"X9"_s));
    }

    void aSymbolThatWasForgottenGoes()
    {
        PriceBoard board;
        PricesModel model(board);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < PriceBoard::maxSymbols; ++i)
            board.take(tick(i + 1, u"S%1"_s.arg(i), i));
        model.refresh();
        board.take(tick(1000, u"NEW"_s, 1));
        QVERIFY(!model.at(0)); // the one that was silent for longest; without a price until the next refresh
        model.refresh();
        QCOMPARE(model.rowCount(), int(PriceBoard::maxSymbols));
        QCOMPARE(model.rowOf(u"S0"_s), -1);
    }

    void aSeriesIsToldInWords()
    {
        const PriceSeries series{u"ACME"_s, {{sampleTime, 10}, {sampleTime + 1s, 12}, {sampleTime + 2s, 11.5}}, {}};
        const QList<Fact> facts = factsOf(series);
        QCOMPARE(facts.at(0).value, u"11.50"_s);
        QCOMPARE(facts.at(1).value, u"▼ 0.50"_s);
        QCOMPARE(facts.at(2).value, u"▲ 1.50 (15.0 %)"_s);
        QCOMPARE(facts.at(3).value, u"10.00"_s);
        QCOMPARE(facts.at(4).value, u"12.00"_s);
        const LineData line = chartOf(series);
        QCOMPARE(line.segments.first().last(), QPointF(2, 11.5));
        QVERIFY(line.describe(line.segments.first().last()).startsWith(u"11.50 at "_s));
        QCOMPARE(movesOf(series, 2), (QList<double>{0.5625, 0.0625}));
        QCOMPARE(movesOf({u"ONE"_s, {{sampleTime, 7}}, {}}, 60), QList<double>(60, 1)); // a line all the same
        QCOMPARE(line.middle, formatClock(sampleTime + 1s));
    }

    void aChangeIsWrittenAsItsPriceIs()
    {
        const auto shown = [](const QList<double> &prices) {
            PriceSeries series{u"ACME"_s, {}, {}};
            for (const double price : prices)
                series.points.append({sampleTime, price});
            return shownPrice(series.symbol, &series, nullptr, sampleTime);
        };
        const ShownPrice noise = shown({0.1, 0.3, 0.30000000000000004});
        QCOMPARE(noise.change, u"± 0"_s);
        QCOMPARE(noise.changed, 0.0); // no colour either
        const ShownPrice index = shown({506.13644, 5954.7058});
        QCOMPARE(plainFigures(index.price), u"5954.70580"_s);
        QCOMPARE(plainFigures(index.change), u"▲ 5448.56936"_s);
        const ShownPrice large = shown({1e14, 123456789012345.6});
        QCOMPARE(plainFigures(large.price), u"123456789012346"_s);
        QCOMPARE(plainFigures(large.change), u"▲ 23456789012346"_s);
        const ShownPrice small = shown({1.2e-7, 1.3e-7});
        QCOMPARE(small.price, u"0.00000013"_s);
        QCOMPARE(small.change, u"▲ 0.00000001"_s);
    }

    void whatNobodyTellsOfAnyMoreIsStale()
    {
        PriceSeries series{u"ACME"_s, {{sampleTime, 10}}, {}};
        QCOMPARE(patience(series), 1min);
        series.points = {{sampleTime, 10}, {sampleTime + 1s, 10.5}, {sampleTime + 2s, 11}}; // one a second
        QCOMPARE(patience(series), 1min);
        series.points = {{sampleTime, 10}, {sampleTime + 10min, 10.5}, {sampleTime + 40min, 11}};
        QCOMPARE(patience(series), 100min);
        const TimePoint last = sampleTime + 40min;
        QVERIFY(!isStale(series, last + 100min));
        QVERIFY(isStale(series, last + 100min + 1s));
        QVERIFY(!isStale(series, last - 1h)); // a clock that was set back

        const ShownPrice fresh = shownPrice(series.symbol, &series, nullptr, last + 3min);
        QVERIFY(!fresh.isStale && !fresh.isUnread);
        QCOMPARE(fresh.news, u"3 min ago"_s);
        QCOMPARE(priceColours(fresh, theme::dark).change, theme::dark.success);
        const ShownPrice stale = shownPrice(series.symbol, &series, nullptr, last + 3h);
        QVERIFY(stale.isStale);
        QCOMPARE(stale.news, u"No news for 3 h"_s);
        const PriceColours tints = priceColours(stale, theme::dark);
        QCOMPARE(tints.price, theme::dark.muted);
        QCOMPARE(tints.change, theme::dark.muted);
    }

    void whatCannotBeReadSaysWhy()
    {
        PriceBoard board;
        board.take(tick(1, u"ACME"_s, 10));
        PricesModel model(board);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const FailingSource acme{u"prices.acme"_s, u"it answers 404"_s, {}, u"ACME"_s};
        const FailingSource never{u"prices.never"_s, u"nobody\nlistens"_s, {}, u"NEVER"_s};
        model.refresh({acme, never, {u"jenkins"_s, u"it answers 500"_s, {}, {}}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.shown(0, sampleTime).price, u"10.00"_s); // the latest that was read
        QVERIFY(model.shown(0, sampleTime).isUnread);
        QCOMPARE(model.shown(1, sampleTime).news, u"Cannot be read: nobody listens"_s);
        QCOMPARE(model.shown(1, sampleTime).price, u"–"_s);
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"it answers 404"_s));
        QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"nobody listens"_s));
        QCOMPARE(shownPrices(board, {acme, never}, sampleTime).at(1), model.shown(1, sampleTime));
        model.refresh();
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.shown(0, sampleTime).isUnread);
    }

    void enormousPricesArePaintedAndTold()
    {
        constexpr double most = std::numeric_limits<double>::max();
        const PriceSeries series{u"X"_s, {{sampleTime, 1e-300}, {sampleTime + 1s, -most}, {sampleTime + 2s, most}}, {}};
        for (const double move : movesOf(series, 3))
            QVERIFY(std::isfinite(move));
        for (const Fact &fact : factsOf(series))
            QVERIFY2(fact.value.size() < 24 && !fact.value.contains(u"inf"_s), qPrintable(fact.value));
    }

    void thePageFollowsTheWall()
    {
        Wall wall;
        PricesScreen screen(wall);
        screen.resize(1024, 640);
        screen.show();
        QVERIFY(QTest::qWaitForWindowExposed(&screen));
        screen.setReach({{u"http://192.168.1.5:4000"_s}, {}});
        const auto *empty = screen.findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->command()->copiedText().contains(uR"("symbol":"ACME")"_s));
        Frame frame;
        frame.prices = {{u"ACME"_s, {{sampleTime, 10}}, EventId(1)}};
        frame.events = {tick(2, u"ACME"_s, 11), tick(3, u"ZETA"_s, 5)};
        wall.apply(frame);
        QTRY_VERIFY(screen.chosen());
        QVERIFY(!empty->isVisible());
        QCOMPARE(screen.chosen()->points.size(), 2);
        auto *ticker = screen.findChild<QListView *>();
        QTest::keyClick(ticker, Qt::Key_Down);
        QCOMPARE(screen.chosen()->symbol, u"ZETA"_s);
        Frame next;
        next.events = {tick(4, u"AAA"_s, 1)}; // comes above it
        wall.apply(next);
        QTRY_COMPARE(ticker->model()->rowCount(), 3);
        QCOMPARE(screen.chosen()->symbol, u"ZETA"_s);
        QTest::keyClick(ticker, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ZETA\t5.00\t± 0\n"_s);
        Frame failing;
        failing.status.failing = {{u"prices.x"_s, u"it answers 404"_s, {}, u"ZZZ"_s}};
        wall.apply(failing);
        QTRY_COMPARE(ticker->model()->rowCount(), 4);
        QTest::keyClick(ticker, Qt::Key_End); // nothing is known of it
        QVERIFY(!screen.chosen());
        const auto labels = screen.findChildren<LineLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const LineLabel *label) {
            return label->isVisible() && label->text() == u"Cannot be read: it answers 404"_s;
        }));
        screen.grab();
    }
};

QTEST_MAIN(TestPrices)
#include "tst_prices.moc"
