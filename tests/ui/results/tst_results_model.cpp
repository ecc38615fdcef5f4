// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/frame_reader.h"
#include "ui/results/results_model.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

// A model that is checked all its life, and what it told.
struct Watched {
    explicit Watched(int bound = ResultsModel::maxRows) : model(nullptr, bound) { }

    void apply(const Frame &frame)
    {
        for (QSignalSpy *spy : {&inserted, &removed, &changed, &reset})
            spy->clear();
        model.apply(readFrame(frame).results);
    }
    [[nodiscard]] QList<qint64> ids() const
    {
        QList<qint64> result;
        for (int row = 0; row < model.count(); ++row)
            result.append(static_cast<qint64>(model.at(row).id));
        return result;
    }

    ResultsModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};
};

Frame deletedFrame(const QList<qint64> &ids)
{
    Frame frame;
    for (const qint64 id : ids)
        frame.events.append(resultEvent("deleted", sampleResult(id)));
    return frame;
}

} // namespace

class TestResultsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyNewRowsAreOneInsertionOnTop()
    {
        Watched watched;
        watched.apply(createdFrame(1, 500));
        QCOMPARE(watched.inserted.size(), 1);
        watched.apply(createdFrame(501, 500));
        QCOMPARE(watched.inserted.size(), 1);
        QCOMPARE(watched.inserted.first().at(1).toInt(), 0);
        QCOMPARE(watched.inserted.first().at(2).toInt(), 499);
        QCOMPARE(watched.model.at(0).id, ResultId(1000));
        QCOMPARE(watched.model.rowOf(ResultId(1)), 999);
        QCOMPARE(watched.changed.size() + watched.removed.size() + watched.reset.size(), 0);
    }

    void anUpdateTellsOneRowAndItsRoles()
    {
        Watched watched;
        watched.apply(createdFrame(1, 10));
        Frame frame;
        frame.events.append(resultEvent("updated", sampleResult(4, 44)));
        watched.apply(frame);
        QCOMPARE(watched.changed.size(), 1);
        QCOMPARE(watched.changed.first().at(0).toModelIndex().row(), 6);
        QCOMPARE(watched.changed.first().at(1).toModelIndex(), watched.model.index(6, ResultsModel::When));
        QVERIFY(watched.changed.first().at(2).value<QList<int>>().contains(int(Qt::DisplayRole)));
        QCOMPARE(watched.model.index(6, ResultsModel::Time).data().toString(), u"44.00"_s);
        QCOMPARE(watched.inserted.size(), 0);
    }

    void neighboursAreToldTogether()
    {
        Watched watched;
        watched.apply(createdFrame(1, 10));
        Frame frame;
        for (const qint64 id : {2, 3, 4, 8})
            frame.events.append(resultEvent("updated", sampleResult(id, 50)));
        watched.apply(frame);
        QCOMPARE(watched.changed.size(), 2);
        watched.apply(deletedFrame({3, 4, 5, 9}));
        QCOMPARE(watched.removed.size(), 2);
        QCOMPARE(watched.ids(), (QList<qint64>{10, 8, 7, 6, 2, 1}));
    }

    void whatDidNotChangeIsNotTold()
    {
        Watched watched;
        watched.apply(createdFrame(1, 10));
        watched.apply(createdFrame(1, 10));
        QCOMPARE(watched.inserted.size() + watched.changed.size() + watched.removed.size(), 0);
    }

    void deletingWhatIsNotThereIsNothing()
    {
        Watched watched;
        watched.apply(createdFrame(1, 3));
        watched.apply(deletedFrame({77}));
        QCOMPARE(watched.removed.size(), 0);
        QCOMPARE(watched.model.count(), 3);
    }

    void olderPagesGoBelowAndGapsAreFilled()
    {
        Watched watched;
        watched.apply(createdFrame(100, 3));
        Frame page;
        page.results = {sampleResult(50), sampleResult(49), sampleResult(48)};
        watched.apply(page);
        QCOMPARE(watched.inserted.size(), 1);
        page.results = {sampleResult(101, 5), sampleResult(70), sampleResult(60), sampleResult(40)};
        watched.apply(page);
        QCOMPARE(watched.inserted.size(), 2);
        QCOMPARE(watched.changed.size(), 1);
        QCOMPARE(watched.ids(), (QList<qint64>{102, 101, 100, 70, 60, 50, 49, 48, 40}));
    }

    void pastTheBoundTheOldestGoInOneRemoval()
    {
        Watched watched(100);
        watched.apply(createdFrame(1, 100));
        watched.apply(createdFrame(101, 30));
        QCOMPARE(watched.removed.size(), 1);
        QCOMPARE(watched.removed.first().at(1).toInt(), 70);
        QCOMPARE(watched.removed.first().at(2).toInt(), 99);
        QCOMPARE(watched.inserted.size(), 1);
        QCOMPARE(watched.model.count(), 100);
        QCOMPARE(watched.ids().last(), 31);
        watched.apply(createdFrame(1000, 250)); // more than all
        QCOMPARE(watched.model.count(), 100);
        QCOMPARE(watched.ids().first(), 1249);
        Frame old;
        old.results = {sampleResult(5)};
        watched.apply(old); // older than what is kept
        QCOMPARE(watched.inserted.size() + watched.removed.size(), 0);
    }

    void clearIsTheOnlyReset()
    {
        Watched watched;
        watched.apply(createdFrame(1, 10));
        watched.reset.clear();
        watched.model.clear();
        QCOMPARE(watched.reset.size(), 1);
        QCOMPARE(watched.model.count(), 0);
        watched.model.clear();
        QCOMPARE(watched.reset.size(), 1); // nothing there, nothing told
    }

    void aHundredThousandRowsTakeNewOnes()
    {
        ResultsModel model; // without the tester, which walks through all rows at each signal
        Frame history;
        for (qint64 id = ResultsModel::maxRows; id > 0; --id)
            history.results.append(sampleResult(id));
        model.apply(readFrame(history).results);
        QCOMPARE(model.count(), int(ResultsModel::maxRows));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        for (qint64 id = ResultsModel::maxRows + 1; id <= ResultsModel::maxRows + 2000; ++id)
            model.apply({.upserts = {sampleResult(id)}, .removed = {}});
        QCOMPARE(inserted.size(), 2000);
        QCOMPARE(removed.size(), 2000);
        QCOMPARE(model.count(), int(ResultsModel::maxRows));
        QCOMPARE(model.rowOf(ResultId(ResultsModel::maxRows)), 2000);
    }

    void dataIsPlain()
    {
        Watched watched;
        Frame frame;
        frame.events.append(resultEvent("created", sampleResult(1, 12.5, u"<b>Ada</b>\n"_s)));
        watched.apply(frame);
        QCOMPARE(watched.model.index(0, ResultsModel::Name).data().toString(), u"<b>Ada</b> "_s);
        QCOMPARE(watched.model.index(0, ResultsModel::Time).data().toString(), u"12.50"_s);
        QCOMPARE(watched.model.index(0, ResultsModel::Time).data(SortRole).toDouble(), 12.5);
        QVERIFY(watched.model.index(0, ResultsModel::When).data(Qt::ToolTipRole).toString().contains(u"20"_s));
        QVERIFY(!watched.model.index(0, ResultsModel::Name).data(Qt::ToolTipRole).toString().isEmpty());
        QCOMPARE(watched.model.headerData(ResultsModel::Time, Qt::Horizontal).toString(), u"Time (s)"_s);
    }
};

QTEST_GUILESS_MAIN(TestResultsModel)
#include "tst_results_model.moc"
