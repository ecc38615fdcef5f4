// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/state_bar_chart.h"

#include <QImage>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

// How many pixels of a row differ from the row's right end, where no bar is.
int barWidth(const QImage &image, qsizetype row)
{
    // Along the lower edge of the row's bar: no words there.
    const double height = image.height() / static_cast<double>(RankChart::maxBars);
    const int y = static_cast<int>(height * (static_cast<double>(row) + 0.5));
    const QRgb ground = image.pixel(image.width() - 2, 1);
    int count = 0;
    for (int x = 0; x < image.width(); ++x)
        count += image.pixel(x, y) != ground ? 1 : 0;
    return count;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules({}); }

    void barsLieInTheirOwnRow()
    {
        RankChart chart;
        chart.resize(600, 500);
        QList<NamedBar> bars;
        for (int i = 1; i <= 10; ++i)
            bars.append({{}, static_cast<double>(i), {}});
        chart.setBars(bars);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const QImage image = chart.grab().toImage();
        const int first = barWidth(image, 0);
        const int last = barWidth(image, 9);
        QVERIFY2(last > 4 * first, qPrintable(u"first %1, last %2 pixels"_s.arg(first).arg(last)));
    }

    void aLargeChartAsksForNoMoreThanASmallOne()
    {
        StateBarChart chart;
        chart.setBars({{60, StateBar::Kind::Good, {}}}, {}, {});
        chart.resize(1200, 900);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QCOMPARE(chart.sizeHint().height(), chart.minimumHeight());
    }

    void enormousValuesAreDrawnWithoutComplaint()
    {
        QTest::failOnWarning(QRegularExpression(u"nan|inf|painter"_s, QRegularExpression::CaseInsensitiveOption));
        LineChart line;
        RankChart rank;
        StateBarChart states;
        LineData data;
        data.segments = {{{0, 1e308}, {1, 0}, {2, 1e-308}, {3, 1.7e308}}};
        data.lastX = 3;
        line.setData(data);
        rank.setBars({{u"Ada"_s, 1e-308, {}}, {u"Bob"_s, 1.7e308, {}}});
        states.setBars({{1e308, StateBar::Kind::Bad, {}}, {1, StateBar::Kind::Good, {}}}, {}, {});
        for (QWidget *chart :
             {static_cast<QWidget *>(&line), static_cast<QWidget *>(&rank), static_cast<QWidget *>(&states)}) {
            chart->show();
            QVERIFY(QTest::qWaitForWindowExposed(chart));
            chart->grab();
        }
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
