// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/pipelines.h"
#include "ui/ci/runs_model.h"
#include "ui/ci/state_look.h"
#include "ui/ci/web_link.h"
#include "ui/feed/frame_reader.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestRunsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunMovesOnInItsRow()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Frame frame;
        frame.events = {runEvent("created", sampleRun(1, ci::State::Queued)),
                        runEvent("created", sampleRun(2, ci::State::Running))};
        model.apply(readFrame(frame).runs);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        frame.events = {runEvent("updated", sampleRun(1, ci::State::Running)),
                        runEvent("updated", sampleRun(1, ci::State::Failed))};
        model.apply(readFrame(frame).runs);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(model.index(1, RunsModel::State).data().toString(), u"failed"_s);
        QCOMPARE(model.index(1, RunsModel::State).data(StateRole).toInt(), int(ci::State::Failed));
        QCOMPARE(model.index(1, RunsModel::Commit).data().toString(), u"2f9d1c7e"_s);
        QCOMPARE(model.index(1, RunsModel::Duration).data().toString(), QString());
    }

    void theOldestGoPastTheBound()
    {
        RunsModel model(nullptr, 10);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (qint64 id = 1; id <= 25; ++id)
            model.apply({.upserts = {sampleRun(id, ci::State::Success)}, .removed = {}});
        QCOMPARE(model.count(), 10);
        QCOMPARE(model.at(9).id, ci::RunId(16));
    }

    void onlyTheLatestRunOfARefCounts()
    {
        RunsModel model;
        QList<ci::Run> runs{sampleRun(1, ci::State::Failed, u"a"_s),  sampleRun(2, ci::State::Success, u"a"_s),
                            sampleRun(3, ci::State::Error, u"b"_s),   sampleRun(4, ci::State::Running, u"c"_s),
                            sampleRun(5, ci::State::Failing, u"d"_s), sampleRun(6, ci::State::Canceled, u"e"_s)};
        ci::Run branch = sampleRun(7, ci::State::Failed, u"a"_s);
        branch.ref = u"topic"_s;
        runs.append(branch);
        model.apply({.upserts = runs, .removed = {}});
        const Pipelines pipelines = summarise(model);
        QCOMPARE(pipelines.total, 6);
        QCOMPARE(pipelines.running, 2);
        QCOMPARE(pipelines.trouble.size(), 3);
        QCOMPARE(pipelines.trouble.first().id, ci::RunId(7));
    }

    void theLatestRunIsTheOneWithTheHighestNumber()
    {
        RunsModel model;
        ci::Run late = sampleRun(2, ci::State::Failed, u"a"_s); // came later, ran earlier
        late.number = late.sequence = 10;
        ci::Run latest = sampleRun(1, ci::State::Success, u"a"_s);
        latest.number = latest.sequence = 11;
        model.apply({.upserts = {latest, late}, .removed = {}});
        QCOMPARE(summarise(model).failed, 0);
        QCOMPARE(summarise(model).total, 1);
        WallStatus status;
        status.ciRuns = 31;
        status.ciFailed = 2;
        status.ciRunning = 3;
        const Pipelines pipelines = summarise(model, status); // the store knows more than the model
        QCOMPARE(pipelines.total, 31);
        QCOMPARE(pipelines.failed, 2);
        QCOMPARE(pipelines.running, 3);
        QCOMPARE(pipelines.latest.size(), 1);
    }

    void aRedLaneStaysHoweverManyThereAre()
    {
        RunsModel model;
        QList<ci::Run> runs{sampleRun(1, ci::State::Failed, u"red"_s)};
        for (qint64 id = 2; id <= Pipelines::maxLanes + 1; ++id)
            runs.append(sampleRun(id, ci::State::Success, u"p%1"_s.arg(id)));
        model.apply({.upserts = runs, .removed = {}});
        const Pipelines pipelines = summarise(model);
        QCOMPARE(pipelines.latest.size(), Pipelines::maxLanes);
        QCOMPARE(pipelines.latest.first().id, runs.constLast().id);
        QCOMPARE(pipelines.latest.constLast().project, u"red"_s);
        QCOMPARE(pipelines.trouble.size(), 1);
        QCOMPARE(countWords(pipelines), u"1 failed, 0 running, of %1 and 1 more"_s.arg(formatCount(1000)));
    }

    void aLaneThatIsStillBrokenIsRed()
    {
        RunsModel model;
        ci::Run again = sampleRun(1, ci::State::Running);
        again.transition = ci::Transition::StillBroken;
        model.apply({.upserts = {again}, .removed = {}});
        const Pipelines pipelines = summarise(model);
        QCOMPARE(pipelines.failed, 1);
        QCOMPARE(pipelines.running, 1);
        QCOMPARE(pipelines.trouble.first().id, again.id);
        QCOMPARE(countWords(pipelines), u"1 failed, 1 running, of 1"_s);
        QCOMPARE(model.index(0, RunsModel::State).data().toString(), u"running · still broken"_s);
    }

    void aPipelineOfItsOwnIsALaneOfItsOwn()
    {
        RunsModel model;
        ci::Run test = sampleRun(1, ci::State::Failed);
        ci::Run deploy = sampleRun(2, ci::State::Success);
        deploy.pipeline = u"deploy"_s;
        model.apply({.upserts = {test, deploy}, .removed = {}});
        QCOMPARE(summarise(model).total, 2);
        QCOMPARE(summarise(model).failed, 1);
    }

    void aQuietLaneStaysWhenTheModelIsFull()
    {
        RunsModel model(nullptr, 3);
        const ci::Run quiet = sampleRun(1, ci::State::Failed, u"quiet"_s);
        model.apply({.upserts = {quiet}, .removed = {}});
        Pipelines pipelines = summarise(model);
        QList<ci::Run> busy;
        for (qint64 id = 2; id <= 6; ++id)
            busy.append(sampleRun(id, ci::State::Success, u"busy"_s));
        model.apply({.upserts = busy, .removed = {}});
        QVERIFY(model.rowOf(ci::RunId(1)) < 0);
        pipelines = summarise(model, {}, pipelines.latest + busy);
        QCOMPARE(pipelines.total, 2);
        QCOMPARE(pipelines.trouble.size(), 1);

        ci::Run claimed = quiet; // news of what the model has no room for
        claimed.claim.by = u"Ada"_s;
        pipelines = summarise(model, {}, pipelines.latest + QList{claimed});
        QCOMPARE(pipelines.trouble.first().claim.by, u"Ada"_s);
        const ci::Run fixed = sampleRun(7, ci::State::Success, u"quiet"_s);
        model.apply({.upserts = {fixed}, .removed = {}});
        pipelines = summarise(model, {}, pipelines.latest + QList{fixed});
        QCOMPARE(pipelines.total, 2);
        QVERIFY(pipelines.trouble.isEmpty());
    }

    void aRunThatChangesItsLaneLeavesNoneBehind()
    {
        RunsModel model;
        ci::Run run = sampleRun(1, ci::State::Running);
        run.ref.clear(); // a job came first, and did not name it
        model.apply({.upserts = {run}, .removed = {}});
        const Pipelines before = summarise(model);
        run.ref = u"main"_s;
        model.apply({.upserts = {run}, .removed = {}});
        QCOMPARE(summarise(model, {}, before.latest + QList{run}).total, 1);
    }

    void everyStateHasAnIconAWordAndAColour()
    {
        QSet<QString> words;
        for (int state = 0; state <= int(ci::State::Unknown); ++state) {
            const StateLook look = stateLook(static_cast<ci::State>(state));
            QVERIFY(!look.icon.isEmpty());
            QVERIFY(look.colour);
            words.insert(look.word);
        }
        QCOMPARE(words.size(), int(ci::State::Unknown) + 1);
    }

    void onlyWebLinksAreOpened_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("may");
        QTest::newRow("https") << u"https://gitlab.example.org/a/-/pipelines/1"_s << true;
        QTest::newRow("http") << u"http://ci.lan:8080/1"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("script") << u"javascript:alert(1)"_s << false;
        QTest::newRow("no host") << u"https:///x"_s << false;
        QTest::newRow("other program") << u"ssh://host/x"_s << false;
        QTest::newRow("relative") << u"/pipelines/1"_s << false;
    }

    void onlyWebLinksAreOpened()
    {
        QFETCH(QString, url);
        QTEST(mayOpen(url), "may");
    }
};

QTEST_GUILESS_MAIN(TestRunsModel)
#include "tst_runs_model.moc"
