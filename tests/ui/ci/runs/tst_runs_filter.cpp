// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/runs/run_history.h"
#include "ui/ci/runs/runs_filter.h"
#include "ui/ci/runs/runs_proxy.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunsFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreLookedForEverywhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("found");
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("project") << u"SHOP"_s << true;
        QTest::newRow("pipeline") << u"nightly"_s << true;
        QTest::newRow("author") << u"ada"_s << true;
        QTest::newRow("message") << u"race"_s << true;
        QTest::newRow("state") << u"failed"_s << true;
        QTest::newRow("number") << u"#7"_s << true;
        QTest::newRow("commit begins") << u"2f9d1c"_s << true;
        QTest::newRow("inside a commit") << u"7e4b6a"_s << false;
        QTest::newRow("all words") << u"  finish   ada "_s << true;
        QTest::newRow("one is missing") << u"finish grace"_s << false;
    }

    void wordsAreLookedForEverywhere()
    {
        QFETCH(QString, text);
        ci::Run run = sampleRun(7, ci::State::Failed);
        run.pipeline = u"Nightly"_s;
        run.message = u"Fix a race at the finish line"_s;
        QTEST(accepts({.text = text}, run), "found");
    }

    void everyChoiceCounts()
    {
        const ci::Run run = sampleRun(7, ci::State::Failed);
        QVERIFY(accepts({.project = u"shop/api"_s, .ref = u"main"_s, .author = u"Ada"_s, .state = ci::State::Failed},
                        run));
        QVERIFY(!accepts({.project = u"shop"_s}, run));
        QVERIFY(!accepts({.ref = u"topic"_s}, run));
        QVERIFY(!accepts({.author = u"Grace"_s}, run));
        QVERIFY(!accepts({.state = ci::State::Success}, run));
        QVERIFY(accepts({.since = run.updated}, run));
        QVERIFY(!accepts({.since = run.updated + 1ms}, run));
        const RunsFilter filter{.text = u"x"_s,
                                .project = u"p"_s,
                                .ref = u"r"_s,
                                .author = u"a"_s,
                                .state = ci::State::Error,
                                .since = sampleTime};
        const ci::RunsQuery query = queryOf(filter, ci::RunId(5));
        QCOMPARE(query.project, u"p"_s);
        QCOMPARE(query.ref, u"r"_s);
        QCOMPARE(query.author, u"a"_s);
        QCOMPARE(*query.state, ci::State::Error);
        QCOMPARE(*query.since, sampleTime);
        QCOMPARE(query.before, ci::RunId(5));
        QVERIFY(query.limit <= ci::RunsQuery::maxLimit);
    }

    void olderRunsStandBelow()
    {
        RunsModel newest(nullptr, 4);
        RunHistory history(newest);
        RunsProxy proxy(history);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        newest.apply({.upserts = runs(5, 8), .removed = {}});
        QCOMPARE(history.take(runs(3, 6)), 2); // 5 and 6 are here
        QCOMPARE(idsOf(proxy), (QList<qint64>{8, 7, 6, 5, 4, 3}));
        QVERIFY(history.find(ci::RunId(3)) && !history.find(ci::RunId(2)));
        QCOMPARE(history.take(runs(3, 4)), 0);

        newest.apply({.upserts = runs(9, 10), .removed = {}}); // 5 and 6 fall out: they are kept below
        QCOMPARE(idsOf(proxy), (QList<qint64>{10, 9, 8, 7, 6, 5, 4, 3}));
        history.forgetOlder();
        QCOMPARE(idsOf(proxy), (QList<qint64>{10, 9, 8, 7}));
        newest.apply({.upserts = runs(11, 11), .removed = {}});
        QCOMPARE(history.older(), 0); // nobody looks at older ones
        history.take(runs(1, 2));
        newest.clear();
        QCOMPARE(proxy.rowCount(), 0);
    }

    void whatWasRemovedIsNotKept()
    {
        RunsModel newest;
        RunHistory history(newest);
        newest.apply({.upserts = runs(5, 8), .removed = {}});
        history.take(runs(1, 4));
        QCOMPARE(history.oldest(), ci::RunId(1));
        // 6 and 8 go with their lane; 7 went to it just before, and is known by the lane that it had.
        const QList<ci::RunId> removed{ci::RunId(6), ci::RunId(7), ci::RunId(8)};
        newest.apply({.upserts = {}, .removed = removed});
        history.forget({ci::laneOf(sampleRun(1, ci::State::Success, u"even"_s))}, removed);
        QCOMPARE(idsOf(history), (QList<qint64>{5, 3, 1}));
        QVERIFY(!history.isFull());
    }

    void olderRunsHaveNoJobs()
    {
        RunsModel newest;
        RunHistory history(newest);
        QList<ci::Run> older = runs(1, 1);
        older[0].jobs.append({.key = 1, .name = u"unit"_s});
        history.take(older);
        QVERIFY(history.find(ci::RunId(1))->jobs.isEmpty());
    }

    void aFilterIsNoReset()
    {
        RunsModel newest;
        RunHistory history(newest);
        RunsProxy proxy(history);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        newest.apply({.upserts = runs(1, 9), .removed = {}});
        QSignalSpy reset(&proxy, &QAbstractItemModel::modelReset);
        proxy.setFilter({.project = u"odd"_s});
        QCOMPARE(idsOf(proxy), (QList<qint64>{9, 7, 5, 3, 1}));
        newest.apply({.upserts = runs(10, 11), .removed = {}}); // of these one passes
        QCOMPARE(proxy.rowCount(), 6);
        proxy.setFilter({});
        QCOMPARE(proxy.rowCount(), 11);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(history.values(&ci::Run::project), (QStringList{u"even"_s, u"odd"_s}));
        QCOMPARE(history.values(&ci::Run::pipeline), QStringList());
    }

    void aSortGoesByValueAndBack()
    {
        RunsModel newest;
        RunHistory history(newest);
        RunsProxy proxy(history);
        newest.apply({.upserts = runs(1, 12), .removed = {}});
        proxy.sort(RunsModel::Number, Qt::AscendingOrder);
        QCOMPARE(idsOf(proxy).first(), 1); // 10 is not before 2
        QCOMPARE(idsOf(proxy).at(1), 2);
        proxy.sort(-1);
        QCOMPARE(idsOf(proxy).first(), 12);
    }

private:
    static QList<ci::Run> runs(qint64 first, qint64 last)
    {
        QList<ci::Run> result;
        for (qint64 id = first; id <= last; ++id)
            result.append(sampleRun(id, ci::State::Success, id % 2 == 0 ? u"even"_s : u"odd"_s));
        return result;
    }

    static QList<qint64> idsOf(const QAbstractItemModel &model)
    {
        QList<qint64> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.index(row, 0).data(IdRole).toLongLong());
        return ids;
    }
};

QTEST_GUILESS_MAIN(TestRunsFilter)
#include "tst_runs_filter.moc"
