// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint second(qint64 s)
{
    return fromUnixMs(1'700'000'000'000 + s * 1000);
}

Job job(qint64 key, const QString &name, State state)
{
    const qint64 begin = (key % 100) * 10;
    Job made{.key = key, .name = name, .stage = u"test"_s, .state = state};
    if (state == State::Running || isFinished(state))
        made.started = second(begin);
    if (isFinished(state)) {
        made.finished = second(begin + 5);
        made.duration = 5;
    }
    return made;
}

// What a pipeline's own delivery says.
Run pipeline(State state, const QList<Job> &jobs)
{
    Run run{.provider = u"gitlab"_s,
            .project = u"group/wall"_s,
            .ref = u"main"_s,
            .commit = u"abc"_s,
            .message = u"Add it"_s,
            .author = u"Ada"_s,
            .state = state,
            .url = u"https://ci.example.com/31"_s,
            .number = 31,
            .generation = 1,
            .jobs = jobs};
    for (const Job &one : jobs) {
        run.generation = std::max(run.generation, one.key);
        if (one.started)
            run.started = std::min(run.started.value_or(*one.started), *one.started);
        if (one.finished && isFinished(state))
            run.finished = std::max(run.finished.value_or(*one.finished), *one.finished);
    }
    if (run.finished && run.started)
        run.duration = std::chrono::duration<double>(*run.finished - *run.started).count();
    return run;
}

// What a job's delivery says: the run's state is none of its business.
Run jobOnly(const Job &one)
{
    return Run{.provider = u"gitlab"_s,
               .project = u"group/wall"_s,
               .ref = u"main"_s,
               .commit = u"abc"_s,
               .message = u"Add it"_s,
               .author = u"Ada"_s,
               .url = u"https://ci.example.com/31"_s,
               .number = 31,
               .jobs = {one}};
}

Run mergeAll(const QList<Run> &deliveries)
{
    return std::accumulate(deliveries.begin(), deliveries.end(), Run{},
                           [](const Run &known, const Run &next) { return merge(known, next); });
}

QByteArray described(Run run)
{
    run.updated = {};
    return runJson(run) + " generation " + QByteArray::number(run.generation) + ' ' + jobsJson(run.jobs);
}

} // namespace

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<QList<Run>>("deliveries"); // in the order in which they were said
        QTest::addColumn<QByteArray>("state");
        const auto b = u"build"_s;
        const auto t = u"tests"_s;
        using enum State;
        QTest::newRow("a run that passes") << QList<Run>{pipeline(Queued, {job(11, b, Queued), job(12, t, Queued)}),
                                                         pipeline(Running, {job(11, b, Running), job(12, t, Queued)}),
                                                         jobOnly(job(11, b, Running)),
                                                         jobOnly(job(11, b, Success)),
                                                         jobOnly(job(12, t, Running)),
                                                         jobOnly(job(12, t, Success)),
                                                         pipeline(Success, {job(11, b, Success), job(12, t, Success)})}
                                           << "success"_ba;
        QTest::newRow("failed, retried, passed")
                << QList<Run>{pipeline(Running, {job(11, b, Success), job(12, t, Running)}),
                              jobOnly(job(12, t, Failed)),
                              pipeline(Failed, {job(11, b, Success), job(12, t, Failed)}),
                              jobOnly(job(13, t, Running)),
                              pipeline(Running, {job(11, b, Success), job(13, t, Running)}),
                              jobOnly(job(13, t, Success)),
                              pipeline(Success, {job(11, b, Success), job(13, t, Success)})}
                << "success"_ba;
        QTest::newRow("failed, retried twice, failed again")
                << QList<Run>{pipeline(Failed, {job(11, b, Success), job(12, t, Failed)}),
                              pipeline(Running, {job(11, b, Success), job(13, t, Running)}),
                              pipeline(Failed, {job(11, b, Success), job(13, t, Failed)}),
                              pipeline(Running, {job(11, b, Success), job(14, t, Running)}),
                              jobOnly(job(14, t, Failed)),
                              pipeline(Failed, {job(11, b, Success), job(14, t, Failed)})}
                << "failed"_ba;
        QTest::newRow("failed, and its retry has only been asked for")
                << QList<Run>{pipeline(Queued, {job(12, t, Queued)}), pipeline(Failed, {job(12, t, Failed)}),
                              jobOnly(job(13, t, Queued)), pipeline(Queued, {job(13, t, Queued)})}
                << "queued"_ba;
        QTest::newRow("still running, and red already")
                << QList<Run>{pipeline(Queued, {job(11, b, Queued), job(12, t, Queued)}),
                              pipeline(Running, {job(11, b, Running), job(12, t, Queued)}), jobOnly(job(11, b, Failed)),
                              jobOnly(job(12, t, Running))}
                << "failing"_ba;
        QTest::newRow("canceled while running")
                << QList<Run>{pipeline(Running, {job(11, b, Success), job(12, t, Running)}),
                              jobOnly(job(12, t, Canceled)),
                              pipeline(Canceled, {job(11, b, Success), job(12, t, Canceled)})}
                << "canceled"_ba;
        QTest::newRow("jobs alone") << QList<Run>{jobOnly(job(11, b, Queued)), jobOnly(job(11, b, Running)),
                                                  jobOnly(job(11, b, Success)), jobOnly(job(12, t, Queued))}
                                    << "running"_ba;
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(QList<Run>, deliveries);
        QFETCH(QByteArray, state);
        const Run inOrder = mergeAll(deliveries);
        QCOMPARE(stateWord(inOrder.state), state);
        QList<qsizetype> order(deliveries.size());
        std::iota(order.begin(), order.end(), 0);
        int permutations = 0;
        do {
            QList<Run> shuffled;
            QByteArray name;
            for (const qsizetype i : order) {
                shuffled << deliveries.at(i);
                name += ' ' + QByteArray::number(i);
            }
            const Run run = mergeAll(shuffled);
            QVERIFY2(described(run) == described(inOrder),
                     "order" + name + "\n gave     " + described(run) + "\n expected " + described(inOrder));
            ++permutations;
        } while (std::next_permutation(order.begin(), order.end()));
        QVERIFY(permutations >= 6);
    }

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
                                 << "running"_ba;
        QTest::newRow("failed") << "failed"_ba
                                << "failing"_ba;
        QTest::newRow("unknown") << "unknown"_ba
                                 << "queued"_ba;
    }
    void jobsBeforeTheirRunTellHowItStands()
    {
        QFETCH(QByteArray, job);
        const State state = stateFromWord(QString::fromLatin1(job));
        QTEST(stateWord(merge(Run{}, jobOnly(::job(11, u"a"_s, state))).state), "run");
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
                 .state = State::Success,
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
