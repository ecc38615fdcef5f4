// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scale.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <utility>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheHighestWithAtMostFourLines_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("top");
        QTest::newRow("just fits") << 20.0 << 20.0;
        QTest::newRow("halves") << 18.3 << 20.0;
        QTest::newRow("thirds") << 14.0 << 15.0;
        QTest::newRow("small") << 0.011 << 0.012;
        QTest::newRow("large") << 123456.0 << 150000.0;
    }

    void holdsTheHighestWithAtMostFourLines()
    {
        QFETCH(double, highest);
        QFETCH(double, top);
        const Scale scale = niceScale(highest);
        QCOMPARE(scale.top, top);
        QVERIFY(scale.steps == 2 || scale.steps == 3);
    }

    void labelsHaveAsManyDecimalsAsTheyNeed()
    {
        for (const double highest : {0.007, 0.3, 0.7, 1.0, 2.2, 4.9, 7.0, 18.0, 70.0, 700.0}) {
            const Scale scale = niceScale(highest);
            const double step = scale.top / scale.steps;
            QCOMPARE(QString::number(step, 'f', scale.decimals).toDouble(), step);
        }
    }

    void nothingToShowIsNoError()
    {
        for (const double odd :
             {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
            QCOMPARE(niceScale(odd), Scale());
    }

    void enormousValuesStayFinite()
    {
        for (const double odd : {1e-300, 1e-11, 1e99, 1e300, 1e308, std::numeric_limits<double>::max()}) {
            const Scale scale = niceScale(drawable(odd));
            QVERIFY(std::isfinite(scale.top) && scale.top > 0);
            QVERIFY(scale.top >= drawable(odd));
            QVERIFY(QString::asprintf(labelFormat(scale).toLatin1().constData(), scale.top).size() < 12);
        }
        QCOMPARE(drawable(std::numeric_limits<double>::quiet_NaN()), 0.0);
        QVERIFY(std::isfinite(drawable(std::numeric_limits<double>::infinity())));
    }

    void labelsHaveTheirThousandsApart()
    {
        QCOMPARE(labelOf({6100, 6400, 3, 0}, 6400), u"6\u2009400"_s);
        QCOMPARE(labelOf({-1500, 1500, 3, 1}, -1500), u"-1\u2009500.0"_s);
        QCOMPARE(labelOf({-0.5, 1, 3, 1}, -0.5), u"-0.5"_s);
        QCOMPARE(labelOf({-0.2, 0.1, 3, 1}, -0.2 + 2 * (0.3 / 3)), u"0.0"_s); // -2.8e-17
        QCOMPARE(labelOf({0, 3e15, 3, 0}, 1e15), u"1e+15"_s);
    }

    void whatDiffersByLittleFillsTheScale_data()
    {
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::newRow("prices") << 67'890.12 << 67'890.5;
        QTest::newRow("below nothing") << -3.2 << 1.1;
        QTest::newRow("all below nothing") << -37.0 << -36.5;
        QTest::newRow("across a step") << 199.9 << 200.3;
        QTest::newRow("from nothing") << 0.0 << 7.0;
        QTest::newRow("enormous") << -1e100 << 1e100;
    }

    void whatDiffersByLittleFillsTheScale()
    {
        QFETCH(double, lowest);
        QFETCH(double, highest);
        const Scale scale = niceScale(lowest, highest);
        const double span = highest - lowest;
        QVERIFY(scale.bottom <= lowest + span * 1e-6 && scale.top >= highest - span * 1e-6);
        QVERIFY2(scale.top - scale.bottom < 4 * span, qPrintable(QString::number(scale.top - scale.bottom)));
    }

    void whatDoesNotDifferHasAScaleToo()
    {
        for (const double same : {12.5, 0.0, -4.0, 1e-9, 1e100}) {
            const Scale scale = niceScale(same, same);
            QVERIFY(scale.bottom <= same && scale.top >= same);
            QVERIFY(std::isfinite(scale.top) && scale.top > scale.bottom);
        }
    }

    void labelsOfNeighboursDiffer()
    {
        for (const auto &[lowest, highest] :
             {std::pair{12'345'670.0, 12'345'690.0}, {1e9, 1e9 + 3}, {1e15, 1e15 + 1e9}}) {
            const Scale scale = niceScale(lowest, highest);
            const QByteArray format = labelFormat(scale).toLatin1();
            const double step = (scale.top - scale.bottom) / scale.steps;
            QVERIFY(QString::asprintf(format.constData(), scale.bottom)
                    != QString::asprintf(format.constData(), scale.bottom + step));
        }
    }

    void durationsAreShownInTheUnitThatFits()
    {
        QCOMPARE(timeUnitFor(90).name, u"s"_s);
        QCOMPARE(timeUnitFor(300).name, u"min"_s);
        QCOMPARE(timeUnitFor(3 * 3600).name, u"h"_s);
    }
};

QTEST_GUILESS_MAIN(TestScale)
#include "tst_scale.moc"
