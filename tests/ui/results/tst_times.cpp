// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/results/results_model.h"
#include "ui/results/times.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestTimesAreInTheOrderInWhichTheyCame()
    {
        ResultsModel model;
        for (qint64 id = 1; id <= 50; ++id)
            model.apply({.upserts = {sampleResult(id, static_cast<double>(id))}, .removed = {}});
        const LineData line = newestTimes(model, 20);
        QCOMPARE(line.segments.size(), 1);
        QCOMPARE(line.segments.first().size(), 20);
        QCOMPARE(line.segments.first().first().y(), 31.0);
        QCOMPARE(line.segments.first().last().y(), 50.0);
        QVERIFY(line.describe(line.segments.first().last()).contains(u"50.00 s"_s));
        QVERIFY(newestTimes(ResultsModel(), 20).segments.isEmpty());
    }

    void aQuietTimeIsAGap()
    {
        ResultsModel model;
        const TimePoint now = sampleTime;
        qint64 id = 0;
        for (const auto age : {70min, 50min, 49min, 30min, 2min, 0min})
            model.apply({.upserts = {{ResultId(++id), u"Ada"_s, 5, now - age}}, .removed = {}});
        const LineData line = timesOfLastHour(model, now);
        QCOMPARE(line.segments.size(), 3);
        QCOMPARE(line.segments.at(0).size(), 2);
        QCOMPARE(line.segments.at(1).size(), 1);
        QCOMPARE(line.segments.at(2).last().x(), line.lastX);
    }

    void theFastestTenAreInOrder()
    {
        ResultsModel model;
        for (qint64 id = 1; id <= 100; ++id)
            model.apply({.upserts = {sampleResult(id, static_cast<double>(id * 37 % 101))}, .removed = {}});
        const QList<NamedBar> bars = fastestTimes(model);
        QCOMPARE(bars.size(), RankChart::maxBars);
        for (qsizetype i = 0; i < bars.size(); ++i)
            QCOMPARE(bars.at(i).value, static_cast<double>(i + 1));
        QVERIFY(fastestTimes(ResultsModel()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTimes)
#include "tst_times.moc"
