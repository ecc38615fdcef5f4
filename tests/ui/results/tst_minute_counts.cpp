// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/results/minute_counts.h"
#include "ui/results/results_model.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMinuteCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreCountedAsTheyComeAndGo()
    {
        ResultsModel model;
        const MinuteCounts counts(model);
        const TimePoint now = sampleTime;
        RowChanges<TimedResult> changes;
        qint64 id = 0;
        for (const auto age : {90min, 59min, 2min, 2min, 0min, -5min}) // the last by a clock that is ahead
            changes.upserts.append({ResultId(++id), u"Ada"_s, 1, now - age});
        model.apply(changes);
        QList<double> hour = counts.lastHour(now);
        QCOMPARE(hour.size(), 60);
        QCOMPARE(hour.first(), 1.0);
        QCOMPARE(hour.at(57), 2.0);
        QCOMPARE(hour.last(), 2.0);
        model.apply({.upserts = {}, .removed = {ResultId(3), ResultId(5)}});
        hour = counts.lastHour(now);
        QCOMPARE(hour.at(57), 1.0);
        QCOMPARE(hour.last(), 1.0);
        model.clear();
        QCOMPARE(counts.lastHour(now), QList<double>(60));
    }
};

QTEST_GUILESS_MAIN(TestMinuteCounts)
#include "tst_minute_counts.moc"
