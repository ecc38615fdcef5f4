// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "tests/core/ci/run_deliveries.h"

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesTwiceChangesNothing()
    {
        const QList<Run> deliveries{pipeline(State::Running, {job(11, u"build"_s, State::Running)}),
                                    jobOnly(job(11, u"build"_s, State::Success)),
                                    pipeline(State::Success, {job(11, u"build"_s, State::Success)})};
        Run known;
        for (const Run &delivery : deliveries) {
            known = merge(known, delivery);
            QCOMPARE(merge(known, delivery), known);
        }
        for (const Run &delivery : deliveries)
            QCOMPARE(merge(known, delivery), known);
    }

    void theKeyOfTheWallIsKept()
    {
        Run known = pipeline(State::Running, {});
        known.id = RunId(7);
        QCOMPARE(merge(known, pipeline(State::Success, {})).id, RunId(7));
    }

    void updatedNeverGoesBack()
    {
        Run known = pipeline(State::Running, {});
        known.updated = second(100);
        Run late = pipeline(State::Success, {});
        late.updated = second(50);
        QCOMPARE(merge(known, late).updated, second(100));
        late.updated = second(150);
        QCOMPARE(merge(known, late).updated, second(150));
    }

    void aRedJobMakesARunningRunFailingUnlessItMayFail()
    {
        Job red = job(11, u"lint"_s, State::Failed);
        const Run running = pipeline(State::Running, {job(12, u"tests"_s, State::Running)});
        QCOMPARE(merge(running, jobOnly(red)).state, State::Failing);
        QCOMPARE(merge(jobOnly(red), running).state, State::Failing);
        red.allowFailure = true;
        QCOMPARE(merge(running, jobOnly(red)).state, State::Running);
        QCOMPARE(merge(merge(Run{}, jobOnly(red)), running).state, State::Running);
    }

    void aRetriedJobIsNoLongerRed()
    {
        Run run = merge(pipeline(State::Running, {job(11, u"a"_s, State::Running)}),
                        jobOnly(job(11, u"a"_s, State::Failed)));
        QCOMPARE(run.state, State::Failing);
        run = merge(run, jobOnly(job(12, u"a"_s, State::Running)));
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.jobs.size(), 1);
        QCOMPARE(run.jobs.constFirst().key, 12);
        run = merge(run, jobOnly(job(11, u"a"_s, State::Failed))); // late
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.jobs.size(), 1);
    }

    void jobsBeforeTheirRunTellHowItStands_data()
    {
        QTest::addColumn<QByteArray>("job");
        QTest::addColumn<QByteArray>("run");
        QTest::newRow("queued") << "queued"_ba
                                << "queued"_ba;
        QTest::newRow("waiting") << "waiting"_ba
                                 << "queued"_ba;
        QTest::newRow("running") << "running"_ba
                                 << "running"_ba;
        QTest::newRow("success") << "success"_ba
                                 << "success"_ba;
        QTest::newRow("failed") << "failed"_ba
                                << "failed"_ba;
        QTest::newRow("unknown") << "unknown"_ba
                                 << "queued"_ba;
    }
    void jobsBeforeTheirRunTellHowItStands()
    {
        QFETCH(QByteArray, job);
        const State state = stateFromWord(QString::fromLatin1(job));
        QTEST(stateWord(merge(Run{}, jobOnly(::job(11, u"a"_s, state))).state), "run");
    }

    void aRunWithoutAnyJobIsNotAtItsEnd()
    {
        QCOMPARE(merge(Run{}, Run{.project = u"wall"_s, .key = u"1"_s}).state, State::Queued);
    }

    void theRunsOwnWordsComeBeforeThoseOfItsJobs()
    {
        Run spoken = jobOnly(job(11, u"a"_s, State::Running));
        spoken.ref = u"refs/merge-requests/1/head"_s;
        spoken.author = u"a bot"_s;
        spoken.pipeline = u"CI"_s;
        const Run own = pipeline(State::Running, {});
        for (const Run &run : {merge(merge({}, spoken), own), merge(merge({}, own), spoken)}) {
            QCOMPARE(run.ref, own.ref);
            QCOMPARE(run.author, own.author);
            QCOMPARE(run.pipeline, u"CI"_s); // of which the run itself said nothing
        }
    }

    void theNewestTextCounts()
    {
        Run early = runOnly(State::Running, 5);
        early.message = u"Deploying"_s;
        Run late = runOnly(State::Success, 9);
        late.message = u"Deployed"_s;
        QCOMPARE(merge(merge({}, early), late).message, u"Deployed"_s);
        QCOMPARE(merge(merge({}, late), early).message, u"Deployed"_s);
    }

    void aLateJobDoesNotReopenARunThatEnded()
    {
        const Run ended = merge(Run{}, pipeline(State::Success, {job(11, u"a"_s, State::Success)}));
        QCOMPARE(merge(ended, jobOnly(job(11, u"a"_s, State::Running))), ended);
    }

    void factsThatADeliveryDoesNotNameStay()
    {
        const Run full = pipeline(State::Running, {job(11, u"a"_s, State::Running)});
        Run bare{.provider = full.provider,
                 .project = full.project,
                 .reported = State::Success,
                 .key = full.key,
                 .number = full.number,
                 .generation = 11};
        const Run merged = merge(full, bare);
        QCOMPARE(merged.state, State::Success);
        QCOMPARE(merged.ref, full.ref);
        QCOMPARE(merged.commit, full.commit);
        QCOMPARE(merged.message, full.message);
        QCOMPARE(merged.author, full.author);
        QCOMPARE(merged.url, full.url);
        QCOMPARE(merged.started, full.started);
        QCOMPARE(merged.jobs, full.jobs);
    }

    void jobsAreSortedAndBounded()
    {
        Run run;
        for (qint64 key = 700; key > 0; --key)
            run = merge(run, jobOnly(job(key, QString::number(key), State::Running)));
        QCOMPARE(run.jobs.size(), Run::maxJobs);
        QVERIFY(std::is_sorted(run.jobs.begin(), run.jobs.end(),
                               [](const Job &a, const Job &b) { return a.key < b.key; }));
    }

    // A blocking manual job ("when: manual, allow_failure: false"): GitLab says running, then manual, then running again.
    void aRunThatStopsForAPersonIsWaiting()
    {
        const Run running = pipeline(State::Running,
                                     {job(11, u"a"_s, State::Running), job(12, u"deploy"_s, State::Queued)});
        const Run blocked = pipeline(State::Waiting,
                                     {job(11, u"a"_s, State::Success), job(12, u"deploy"_s, State::Waiting)});
        const Run played = pipeline(State::Running,
                                    {job(11, u"a"_s, State::Success), job(12, u"deploy"_s, State::Running)});
        QCOMPARE(merge(merge(Run{}, running), blocked).state, State::Waiting);
        QCOMPARE(merge(merge(Run{}, blocked), running).state, State::Waiting);
        QCOMPARE(merge(merge(merge(Run{}, running), blocked), played).state, State::Running);
        QCOMPARE(merge(merge(merge(Run{}, played), blocked), running).state, State::Running);
    }
};

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
