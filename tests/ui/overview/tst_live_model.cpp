// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/overview/live_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

QList<LiveRow> rows(int first, int count)
{
    QList<LiveRow> result;
    for (int i = first; i < first + count; ++i)
        result.append({sampleTime, u"results"_s, QString::number(i), {}});
    return result;
}

} // namespace

class TestLiveModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastOfAFrameIsOnTop()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.prepend(rows(0, 10));
        model.prepend(rows(10, 10));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(inserted.last().at(1).toInt(), 0);
        QCOMPARE(model.index(0, LiveModel::Text).data().toString(), u"19"_s);
        QCOMPARE(model.index(19, LiveModel::Text).data().toString(), u"0"_s);
    }

    void pastTheBoundTheOldestGoInOneRemoval()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.prepend(rows(0, LiveModel::maxRows));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.prepend(rows(200, 30));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.rowCount(), int(LiveModel::maxRows));
        QCOMPARE(model.at(LiveModel::maxRows - 1).text, u"30"_s);
        model.prepend(rows(1000, 500));
        QCOMPARE(model.rowCount(), int(LiveModel::maxRows));
        QCOMPARE(model.at(0).text, u"1499"_s);
    }
};

QTEST_GUILESS_MAIN(TestLiveModel)
#include "tst_live_model.moc"
