// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries come late, twice and out of order: any order of the same ones ends in the same run.
#include "core/ci/merge.h"
#include "tests/core/ci/merging.h"
#include "tests/core/ci/run_deliveries.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

using Deliveries = QList<Run>;

const QString build = u"build"_s;
const QString tests = u"tests"_s;

Run with(Run run, std::optional<qint64> started, std::optional<qint64> finished)
{
    if (started)
        run.started = second(*started);
    if (finished)
        run.finished = second(*finished);
    return run;
}

Run unknown(const QString &word, qint64 said = 0)
{
    Run run = runOnly(State::Unknown, said);
    run.word = word;
    return run;
}

} // namespace

class MergeOrderTest : public QObject
{
    Q_OBJECT

private:
    static void addRow(const char *name, const Deliveries &deliveries, const char *state, double duration = -1)
    {
        QTest::newRow(name) << deliveries << QByteArray(state) << duration;
    }

    // Deliveries with their jobs, and those of the jobs themselves.
    static void addGitlabRows()
    {
        using enum State;
        addRow("a run that passes",
               {pipeline(Queued, {job(11, build, Queued), job(12, tests, Queued)}),
                pipeline(Running, {job(11, build, Running), job(12, tests, Queued)}), jobOnly(job(11, build, Running)),
                jobOnly(job(11, build, Success)), jobOnly(job(12, tests, Running)), jobOnly(job(12, tests, Success)),
                pipeline(Success, {job(11, build, Success), job(12, tests, Success)})},
               "success", 15);
        addRow("failed, retried, passed",
               {pipeline(Running, {job(11, build, Success), job(12, tests, Running)}), jobOnly(job(12, tests, Failed)),
                pipeline(Failed, {job(11, build, Success), job(12, tests, Failed)}), jobOnly(job(13, tests, Running)),
                pipeline(Running, {job(11, build, Success), job(13, tests, Running)}), jobOnly(job(13, tests, Success)),
                pipeline(Success, {job(11, build, Success), job(13, tests, Success)})},
               "success", 25);
        addRow("failed, retried twice, failed again",
               {pipeline(Failed, {job(11, build, Success), job(12, tests, Failed)}),
                pipeline(Running, {job(11, build, Success), job(13, tests, Running)}),
                pipeline(Failed, {job(11, build, Success), job(13, tests, Failed)}),
                pipeline(Running, {job(11, build, Success), job(14, tests, Running)}), jobOnly(job(14, tests, Failed)),
                pipeline(Failed, {job(11, build, Success), job(14, tests, Failed)})},
               "failed", 35);
        addRow("failed, and its retry has only been asked for",
               {pipeline(Queued, {job(12, tests, Queued)}), pipeline(Failed, {job(12, tests, Failed)}),
                jobOnly(job(13, tests, Queued)), pipeline(Queued, {job(13, tests, Queued)})},
               "queued");
        addRow("still running, and red already",
               {pipeline(Queued, {job(11, build, Queued), job(12, tests, Queued)}),
                pipeline(Running, {job(11, build, Running), job(12, tests, Queued)}), jobOnly(job(11, build, Failed)),
                jobOnly(job(12, tests, Running))},
               "failing");
        addRow("canceled while running",
               {pipeline(Running, {job(11, build, Success), job(12, tests, Running)}),
                jobOnly(job(12, tests, Canceled)),
                pipeline(Canceled, {job(11, build, Success), job(12, tests, Canceled)})},
               "canceled", 15);
        // GitLab makes a skipped job wait again, under its own id, when what failed before it is retried.
        addRow("what was skipped runs after a retry",
               {pipeline(Failed, {job(11, build, Failed), job(12, tests, Skipped)}), jobOnly(job(12, tests, Skipped)),
                pipeline(Running, {job(13, build, Running), job(12, tests, Skipped)}),
                pipeline(Running, {job(13, build, Success), job(12, tests, Running)}), jobOnly(job(12, tests, Success)),
                pipeline(Success, {job(13, build, Success), job(12, tests, Success)})},
               "success", 15);
        // A job for a person to start may be left alone; when it is started later, the run goes on.
        const QString deploy = u"deploy"_s;
        addRow("passed, and a person started one more job",
               {pipeline(Running, {job(11, build, Running), job(12, deploy, Waiting)}),
                pipeline(Success, {job(11, build, Success), job(12, deploy, Waiting)}),
                pipeline(Running, {job(11, build, Success), job(12, deploy, Running)}),
                jobOnly(job(12, deploy, Running))},
               "running");
        addRow("passed, a person started one more job, and it failed",
               {pipeline(Success, {job(11, build, Success), job(12, deploy, Waiting)}),
                pipeline(Running, {job(11, build, Success), job(12, deploy, Running)}),
                jobOnly(job(12, deploy, Failed)), pipeline(Failed, {job(11, build, Success), job(12, deploy, Failed)})},
               "failed", 15);
    }

    static void addJobRows()
    {
        using enum State;
        addRow("jobs alone, on their way",
               {jobOnly(job(11, build, Queued)), jobOnly(job(11, build, Running)), jobOnly(job(11, build, Success)),
                jobOnly(job(12, tests, Queued))},
               "running");
        addRow("jobs alone, all ended",
               {jobOnly(job(11, build, Queued)), jobOnly(job(11, build, Success)), jobOnly(job(12, tests, Running)),
                jobOnly(job(12, tests, Failed))},
               "failed", 15);
        addRow("jobs alone, one tried again",
               {jobOnly(job(11, build, Success)), jobOnly(job(12, tests, Failed)), jobOnly(job(13, tests, Running)),
                jobOnly(job(13, tests, Success))},
               "success", 25);
        // What ends at the same time in two ways is as bad as the worse.
        addRow("two ends of one job", {jobOnly(job(11, build, Failed)), jobOnly(job(11, build, Canceled))}, "failed",
               5);
    }

    // Deliveries without jobs, by a service that says when (GitHub), and those of jobs.
    static void addClockRows()
    {
        using enum State;
        const Run queued = with(runOnly(Queued, 1), 1, {});
        const Run running = with(runOnly(Running, 2), 1, {});
        const Run waiting = with(runOnly(Waiting, 6), 1, {});
        const Run goesOn = with(runOnly(Running, 7), 1, {});
        const Run completed = with(runOnly(Success, 60), 1, 60);
        addRow("by the clock, passed",
               {queued, running, jobOnly(job(11, build, Running)), waiting, goesOn, jobOnly(job(11, build, Success)),
                completed},
               "success", 59);
        addRow("by the clock, waits after running", {queued, running, jobOnly(job(11, build, Success)), waiting},
               "waiting");
        addRow("by the clock, goes on after waiting", {queued, running, waiting, goesOn}, "running");
        addRow("by the clock, goes on and is red",
               {queued, running, waiting, goesOn, jobOnly(job(11, build, Failed)), jobOnly(job(12, tests, Running))},
               "failing");
        addRow("two words in one second", {queued, runOnly(Running, 1), runOnly(Waiting, 1)}, "running");
        addRow("an unknown word comes last", {queued, running, unknown(u"hibernating"_s, 8)}, "unknown");
        addRow("two unknown words in one second",
               {queued, unknown(u"hibernating"_s, 8), unknown(u"dreaming"_s, 8), unknown(u"snoring"_s, 8)}, "unknown");
        addRow("what has ended stays so, whatever the clock says", {running, completed, runOnly(Running, 61)},
               "success", 59);
        addRow("an end that is corrected", {runOnly(Success, 60), runOnly(Canceled, 61)}, "canceled");
        addRow("two ends in one second", {running, runOnly(Success, 60), runOnly(Failed, 60)}, "failed");
    }

    static void addOtherRows()
    {
        using enum State;
        addRow("red while running, by the clock (Buildkite)",
               {runOnly(Queued, 1), with(runOnly(Running, 2), 2, {}), with(runOnly(Failing, 30), 2, {}),
                with(runOnly(Failed, 60), 2, 60)},
               "failed", 58);
        addRow("still red, without a clock",
               {runOnly(Queued), runOnly(Running), runOnly(Failing), jobOnly(job(11, build, Success))}, "failing");
        // CDEvents: each event says its own time alone.
        const Run started = with(runOnly(Running), 5, {});
        const Run finished = with(runOnly(Success), {}, 47);
        addRow("beginning and end apart", {runOnly(Queued), started, finished}, "success", 42);
        addRow("beginning and end apart, and jobs likewise",
               {started, finished, jobOnly(Job{.key = 1, .name = build, .state = Running, .started = second(6)}),
                jobOnly(Job{.key = 1, .name = build, .state = Success, .finished = second(40)})},
               "success", 42);
        addRow("an end that is told twice, later the second time (Jenkins)",
               {started, with(runOnly(Success), {}, 47), with(runOnly(Success), {}, 49)}, "success", 44);
        Run measured = with(runOnly(Success), {}, 47);
        measured.duration = 40;
        addRow("an end that says how long it took", {started, measured, runOnly(Queued)}, "success", 40);
        addRow("an end without its time, and one with it", {started, runOnly(Failed), with(runOnly(Success), {}, 47)},
               "failed", 42);
    }

private Q_SLOTS:
    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<Deliveries>("deliveries"); // in the order in which they were said
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<double>("duration"); // below zero: none
        addGitlabRows();
        addJobRows();
        addClockRows();
        addOtherRows();
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(Deliveries, deliveries);
        QFETCH(QByteArray, state);
        QFETCH(double, duration);
        const Run inOrder = mergeAll(deliveries);
        QCOMPARE(stateWord(inOrder.state), state);
        QCOMPARE(inOrder.duration.value_or(-1), duration);
        QList<qsizetype> order(deliveries.size());
        std::iota(order.begin(), order.end(), 0);
        do {
            Deliveries shuffled;
            QByteArray name;
            for (const qsizetype i : order) {
                shuffled << deliveries.at(i);
                name += ' ' + QByteArray::number(i);
            }
            const Run run = mergeAll(shuffled);
            QVERIFY2(described(run) == described(inOrder),
                     "order" + name + "\n gave     " + described(run) + "\n expected " + described(inOrder));
            QCOMPARE(mergeAll(shuffled + shuffled), run); // each of them twice
        } while (std::next_permutation(order.begin(), order.end()));
    }

    // More jobs than are kept, one of them tried again: the same ones are kept.
    void theSameJobsAreKeptOfTooMany()
    {
        Deliveries deliveries;
        for (qint64 key = 1; key <= Run::maxJobs + 100; ++key)
            deliveries << jobOnly(job(key, QString::number(key), State::Running));
        deliveries << jobOnly(job(9000, u"1"_s, State::Failed)) << jobOnly(job(9001, u"99"_s, State::Failed));
        const QByteArray expected = described(mergeAll(deliveries));
        std::reverse(deliveries.begin(), deliveries.end());
        QCOMPARE(described(mergeAll(deliveries)), expected);
        std::rotate(deliveries.begin(), deliveries.begin() + 300, deliveries.end());
        QCOMPARE(described(mergeAll(deliveries)), expected);
    }
};

QTEST_GUILESS_MAIN(MergeOrderTest)
#include "merge_order_test.moc"
