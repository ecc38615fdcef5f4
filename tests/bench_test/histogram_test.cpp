// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/histogram.h"

#include <QtTest>

using namespace tallywall::bench;
using namespace std::chrono_literals;

class HistogramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutValuesAllIsZero()
    {
        const Histogram histogram;
        QCOMPARE(histogram.count(), 0U);
        QCOMPARE(histogram.quantile(0.5), 0ns);
        QCOMPARE(histogram.max(), 0ns);
        QCOMPARE(histogram.mean(), 0ns);
    }

    void smallValuesAreExact()
    {
        Histogram histogram;
        for (int i = 1; i <= 100; ++i)
            histogram.add(Span(i));
        QCOMPARE(histogram.quantile(0), 1ns);
        QCOMPARE(histogram.quantile(0.5), 50ns);
        QCOMPARE(histogram.quantile(0.99), 99ns);
        QCOMPARE(histogram.quantile(1), 100ns);
        QCOMPARE(histogram.mean(), 50ns);
    }

    // Of one value all quantiles are that value: its bucket ends behind it, but no quantile is above the largest value.
    void everySizeIsAccurateToOnePercent()
    {
        for (Span::rep value = 1; value < (1LL << 45); value = value * 3 / 2 + 1) {
            Histogram histogram;
            histogram.add(Span(value));
            QCOMPARE(histogram.quantile(0.5), Span(value));
            histogram.add(Span(value * 2));
            const auto median = histogram.quantile(0.5).count();
            QVERIFY2(median >= value && median - value <= value / 100, qPrintable(QString::number(value)));
        }
    }

    void aRareLargeValueShowsOnlyInTheLastQuantiles()
    {
        Histogram histogram;
        for (int i = 0; i < 999; ++i)
            histogram.add(100us);
        histogram.add(2s);
        QVERIFY(histogram.quantile(0.999) < 101us);
        QCOMPARE(histogram.quantile(0.9999), Span(2s));
        QCOMPARE(histogram.max(), Span(2s));
    }

    void valuesOutsideTheRangeAreHeldAtItsEnds()
    {
        Histogram histogram;
        histogram.add(-5ns);
        QCOMPARE(histogram.max(), 0ns);
        histogram.add(std::chrono::hours(1000));
        QCOMPARE(histogram.max(), Span((1LL << 46) - 1));
        QCOMPARE(histogram.count(), 2U);
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
