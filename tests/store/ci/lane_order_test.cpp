// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/figures.h"
#include "store/ci/deliveries_table.h"
#include "store/ci/runs_page.h"
#include "store/ci/runs_table.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace tallywall;
using ci::State;
using ci::Transition;

namespace {

ci::Run run(qint64 number, State state, const QString &ref = u"main"_s, qint64 from = 0)
{
    number += from;
    ci::Run made{.provider = u"gitlab"_s,
                 .project = u"group/wall"_s,
                 .ref = ref,
                 .reported = state,
                 .key = QString::number(number),
                 .number = number,
                 .sequence = number,
                 .updated = fromUnixMs(1'000'000 + number),
                 .generation = 1};
    if (ci::isFinished(state)) {
        made.finished = fromUnixMs(1'000'000 + number * 1000);
        made.duration = double(number);
    }
    return made;
}

// The same run, once more: of a service that retries within it.
ci::Run again(ci::Run run)
{
    ++run.generation;
    return run;
}

} // namespace

// What a run means among the others of its lane, in whatever order they are told.
class LaneOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto database = Database::open({m_dir->filePath(u"wall.sqlite"_s)});
        QVERIFY(database);
        m_database = *std::move(database);
        m_table = std::make_unique<RunsTable>(*m_database);
        QVERIFY(m_table->open());
    }
    void cleanup()
    {
        m_table.reset();
        m_database.reset();
    }

    void aLaneBreaksStaysBrokenAndIsFixed()
    {
        QCOMPARE(record(run(1, State::Success)).transition, Transition::None);
        QCOMPARE(record(run(2, State::Failed)).transition, Transition::Broken);
        QCOMPARE(record(run(3, State::Canceled)).transition, Transition::StillBroken);
        QCOMPARE(record(run(4, State::Error)).transition, Transition::StillBroken);
        QCOMPARE(record(run(5, State::Running)).transition, Transition::StillBroken);
        QCOMPARE(record(run(5, State::Warning)).transition, Transition::Fixed);
        QCOMPARE(record(run(6, State::Success)).transition, Transition::None);
        QCOMPARE(record(run(8, State::Running)).transition, Transition::None);              // behind a green one
        QCOMPARE(record(run(7, State::Failed, u"other"_s)).transition, Transition::Broken); // a lane of its own
        const auto list = m_table->transitions(10);
        QCOMPARE(list->size(), 3);
        QCOMPARE(list->at(0).number, 7); // the one that ended last
        QCOMPARE(list->at(1).number, 5);
        QCOMPARE(list->at(2).number, 2);
    }

    void aLateRunChangesWhatTheNextOneMeans()
    {
        record(run(1, State::Success));
        record(run(3, State::Failed));
        const auto late = m_table->recorder().record(run(2, State::Failed));
        QCOMPARE(late->run.transition, Transition::Broken);
        QCOMPARE(late->others.size(), 1);
        QCOMPARE(late->others.constFirst().number, 3);
        QCOMPARE(late->others.constFirst().transition, Transition::StillBroken);
        QCOMPARE(m_table->byId(ci::RunId(2))->transition, Transition::StillBroken);
    }

    void whatDecidesNothingLeavesARedLaneBroken_data()
    {
        QTest::addColumn<State>("state");
        for (const State state : {State::Queued, State::Waiting, State::Running, State::Failing, State::Canceled,
                                  State::Skipped, State::Unknown})
            QTest::newRow(ci::stateWord(state).constData()) << state;
    }
    void whatDecidesNothingLeavesARedLaneBroken()
    {
        QFETCH(State, state);
        ci::Run other = run(3, state == State::Failing ? State::Running : state);
        if (state == State::Failing)
            other.jobs = {ci::Job{.key = 1, .name = u"a"_s, .state = State::Failed}};
        record(run(1, State::Success));
        QCOMPARE(record(other).transition, Transition::None);
        const auto late = m_table->recorder().record(run(2, State::Failed));
        QCOMPARE(late->others.size(), 1);
        QCOMPARE(late->others.constFirst().transition, Transition::StillBroken);
        const auto fixed = m_table->recorder().record(again(run(2, State::Success)));
        QCOMPARE(fixed->others.constFirst().transition, Transition::None);
        QVERIFY(m_table->transitions(10)->isEmpty());
    }

    void aRedRunReachesTheNextDecisiveOneAndTheNewest()
    {
        record(run(1, State::Success));
        const int decisive = RunRecorder::maxReached + 10;
        for (int number = 3; number < decisive; ++number)
            record(run(number, State::Canceled));
        record(run(decisive, State::Failed));
        const int newest = 2 * decisive;
        record(run(newest, State::Running));
        const auto late = m_table->recorder().record(run(2, State::Failed));
        QCOMPARE(late->others.size(), RunRecorder::maxReached + 1);
        QCOMPARE(late->others.constLast().number, decisive);
        QCOMPARE(late->others.constLast().transition, Transition::StillBroken);

        for (int number = 3; number < decisive; ++number)
            record(run(number, State::Canceled, u"undecided"_s, 1000));
        const auto first = m_table->recorder().record(run(2, State::Failed, u"undecided"_s, 1000));
        QCOMPARE(first->others.size(), RunRecorder::maxReached + 1);
        QCOMPARE(first->others.constLast().number, 1000 + decisive - 1);
        QCOMPARE(first->others.constLast().transition, Transition::StillBroken);
    }

    void anyOrderMeansTheSame()
    {
        std::mt19937 random(4711);
        constexpr std::array states{State::Success, State::Warning, State::Failed,   State::Error,
                                    State::Running, State::Skipped, State::Canceled, State::Queued};
        for (int pass = 0; pass < 20; ++pass) {
            cleanup();
            init();
            QList<ci::Run> runs;
            for (int number = 1; number <= 40; ++number)
                runs.append(run(number, states.at(random() % states.size()), random() % 2 ? u"a"_s : u"b"_s));
            QList<ci::Run> shuffled = runs;
            std::shuffle(shuffled.begin(), shuffled.end(), random);
            // Some are told twice, and elsewhere or otherwise before: what they meant then is taken back.
            for (const ci::Run &one : std::as_const(shuffled)) {
                if (random() % 3 == 0) {
                    ci::Run first = run(one.number, states.at(random() % states.size()),
                                        random() % 2 ? u"a"_s : u"b"_s);
                    QVERIFY(m_table->recorder().record(first));
                }
            }
            for (const ci::Run &one : std::as_const(shuffled))
                QVERIFY(m_table->recorder().record(again(one)));
            checkAgainst(runs);
        }
    }

    void aRunThatMovesToAnotherLaneTakesItsMeaningAlong()
    {
        record(run(1, State::Success));
        record(run(2, State::Failed));
        record(run(3, State::Failed));
        ci::Run moved = run(2, State::Failed, u"feature"_s);
        moved.said = fromUnixMs(5);
        const auto recorded = m_table->recorder().record(moved);
        QCOMPARE(recorded->run.ref, u"feature"_s);
        QCOMPARE(recorded->others.size(), 1);
        QCOMPARE(recorded->others.constFirst().number, 3);
        QCOMPARE(recorded->others.constFirst().transition, Transition::Broken); // nothing red before it any more
        QCOMPARE(m_table->latest()->size(), 2);
    }

    void aRunningRunKnowsHowLongItMayTake()
    {
        QVERIFY(!record(run(1, State::Running)).estimate);
        for (int number = 10; number <= 20; ++number) // 10 to 20 s
            record(run(number, State::Success));
        record(run(21, State::Failed)); // red ones end early or late: they do not count
        const ci::Run running = record(run(30, State::Running));
        QCOMPARE(running.estimate, 15.0);
        QCOMPARE(running.overdueAfter, 15 * 1.25 + 10);
        QCOMPARE(record(run(31, State::Running, u"new branch"_s)).estimate, 15.0); // by the others of its pipeline
        ci::Run elsewhere = run(32, State::Running);
        elsewhere.pipeline = u"nightly"_s;
        QVERIFY(!record(elsewhere).estimate);
    }

    void aRedRunKnowsWhenItsLaneWasGreen()
    {
        record(run(1, State::Success));
        record(run(2, State::Failed));
        const ci::Run red = record(run(3, State::Failed));
        QCOMPARE(red.lastGreen, run(1, State::Success).finished);
        QVERIFY(!record(run(4, State::Success)).lastGreen);
        QVERIFY(!record(run(5, State::Failed, u"other"_s)).lastGreen);
    }

    void aLateGreenRunReachesThoseBehindIt()
    {
        for (int number = 2; number <= RunRecorder::maxReached + 10; ++number)
            record(run(number, number == 30 ? State::Success : State::Failed));
        const auto late = m_table->recorder().record(run(1, State::Success));
        QCOMPARE(late->others.size(), 28); // 2 to 29: the next green one ends its reach
        for (const ci::Run &one : late->others)
            QCOMPARE(one.lastGreen, run(1, State::Success).finished);
        ci::Run unknown = run(0, State::Success, u"other"_s);
        unknown.finished.reset();
        record(unknown);
        QCOMPARE(record(run(1000, State::Failed, u"other"_s)).lastGreen, unknown.updated); // when the wall heard of it
    }

    void theNewestOfALaneIsReachedInAnyCase()
    {
        const int newest = RunRecorder::maxReached + 10;
        for (int number = 2; number <= newest; ++number)
            record(run(number, State::Failed));
        const auto late = m_table->recorder().record(run(1, State::Success));
        QCOMPARE(late->others.size(), RunRecorder::maxReached + 1);
        QCOMPARE(late->others.constLast().number, newest);
        QCOMPARE(m_table->latest()->constFirst().lastGreen, run(1, State::Success).finished);
    }

    void aGreenRunThatLeavesItsLaneIsForgottenThere()
    {
        record(run(1, State::Success));
        record(run(2, State::Failed));
        ci::Run moved = run(1, State::Success, u"feature"_s);
        moved.said = fromUnixMs(5);
        const auto recorded = m_table->recorder().record(moved);
        QCOMPARE(recorded->others.size(), 1);
        QVERIFY(!recorded->others.constFirst().lastGreen);
    }

    void aRunThatChangesItsLaneIsClaimedThere()
    {
        record(run(1, State::Failed));
        const ci::Claim ada{u"Ada"_s, fromUnixMs(77)};
        QVERIFY(m_table->recorder().claim(ci::RunId(1), ada));
        QCOMPARE(record(run(2, State::Running, u"refs/merge-requests/1/head"_s)).claim, ci::Claim{});
        ci::Run moved = run(2, State::Running);
        moved.said = fromUnixMs(5);
        QCOMPARE(record(moved).claim, ada);
    }

    void aClaimLastsUntilTheLaneIsGreen()
    {
        record(run(1, State::Failed));
        const ci::Claim ada{u"Ada"_s, fromUnixMs(77)};
        QCOMPARE(m_table->recorder().claim(ci::RunId(1), ada)->constFirst().claim, ada);
        QCOMPARE(record(run(2, State::Running)).claim, ada);
        QCOMPARE(record(run(2, State::Failed)).claim, ada);
        QCOMPARE(record(run(3, State::Canceled)).claim, ada);
        QCOMPARE(record(run(4, State::Success)).claim, ci::Claim{});
        QCOMPARE(record(run(5, State::Failed)).claim, ci::Claim{});
        QCOMPARE(m_table->recorder().claim(ci::RunId(4), ada)->constFirst().number,
                 5); // the one that stands for the lane
        QCOMPARE(m_table->recorder().claim(ci::RunId(5), {})->constFirst().claim, ci::Claim{});
        QVERIFY(claimed().isEmpty());
    }

    void aClaimStandsAtTheNewestRunAndTheLastRedOne()
    {
        record(run(1, State::Failed));
        const ci::Claim ada{u"Ada"_s, fromUnixMs(77)};
        QVERIFY(m_table->recorder().claim(ci::RunId(1), ada));
        QVERIFY(m_table->recorder().record(run(2, State::Canceled))->others.isEmpty());
        QCOMPARE(claimed(), (QList<qint64>{2, 1}));
        const auto next = m_table->recorder().record(run(3, State::Running)); // and 2 has nothing to say any more
        QCOMPARE(next->others.size(), 1);
        QCOMPARE(next->others.constFirst().number, 2);
        QCOMPARE(claimed(), (QList<qint64>{3, 1}));
        record(run(3, State::Failed));
        QCOMPARE(claimed(), QList<qint64>{3});
        record(run(2, State::Canceled)); // says nothing new
        QCOMPARE(claimed(), QList<qint64>{3});
        const auto fixed = m_table->recorder().record(run(4, State::Success));
        QCOMPARE(fixed->run.claim, ci::Claim{});
        QCOMPARE(fixed->others.size(), 1);
        QCOMPARE(claimed(), QList<qint64>());
    }

    void aClaimIsGivenBackByBothWhoCarryIt()
    {
        record(run(1, State::Failed));
        record(run(2, State::Running));
        const ci::Claim ada{u"Ada"_s, fromUnixMs(77)};
        const auto taken = m_table->recorder().claim(ci::RunId(1), ada);
        QCOMPARE(taken->constFirst().number, 1); // the one that was named
        QCOMPARE(claimed(), (QList<qint64>{2, 1}));
        QCOMPARE(m_table->recorder().claim(ci::RunId(2), {{}, fromUnixMs(78)})->size(), 2);
        QCOMPARE(claimed(), QList<qint64>());
        QCOMPARE(m_table->byId(ci::RunId(1))->claim, ci::Claim{}); // without a time, too
    }

    void aRetryThatTurnsGreenEndsTheClaim()
    {
        record(run(1, State::Failed));
        record(run(2, State::Running));
        QVERIFY(m_table->recorder().claim(ci::RunId(1), {u"Ada"_s, fromUnixMs(77)}));
        record(again(run(1, State::Success))); // the lane is green now, and 2 goes on
        QCOMPARE(claimed(), QList<qint64>());
    }

    void aRunThatLeavesItsLaneGivesTheClaimBack()
    {
        record(run(1, State::Failed));
        QVERIFY(m_table->recorder().claim(ci::RunId(1), {u"Ada"_s, fromUnixMs(77)}));
        record(run(2, State::Canceled));
        record(run(3, State::Running));
        QCOMPARE(claimed(), (QList<qint64>{3, 1}));
        ci::Run moved = run(3, State::Running, u"feature"_s);
        moved.said = fromUnixMs(5);
        record(moved);
        QCOMPARE(claimed(), (QList<qint64>{2, 1}));
    }

    void aForgottenLaneIsGoneAndBeginsAnew()
    {
        record(run(1, State::Failed));
        record(run(2, State::Running));
        record(run(3, State::Failed, u"other"_s));
        const ci::Lane lane = ci::laneOf(run(1, State::Failed));
        QCOMPARE(m_table->sizeOf(lane).value(), 2);
        QCOMPARE(m_table->recorder().forget(lane, 2)->runs, 2);
        QCOMPARE(m_table->recorder().forget(lane, 2).error().code, ErrorCode::NotFound);
        QCOMPARE(m_table->byId(ci::RunId(1)).error().code, ErrorCode::NotFound);
        QCOMPARE(m_table->latest()->size(), 1);
        QCOMPARE(m_table->summary()->runs, 1);
        QCOMPARE(m_table->pipelines().all()->constFirst().runs, 1); // of the other branch
        QCOMPARE(m_table->transitions(10)->size(), 1);
        const ci::Run anew = record(run(2, State::Failed));
        QCOMPARE(anew.id, ci::RunId(4)); // no id is given out twice
        QCOMPARE(anew.transition, Transition::Broken);
        for (const QString &ref : {u"main"_s, u"other"_s})
            QVERIFY(m_table->recorder().forget(ci::laneOf(run(1, State::Failed, ref)), 2)->isWhole);
        QVERIFY(m_table->pipelines().all()->isEmpty());
    }

    void whatIsGreenCannotBeClaimed()
    {
        record(run(1, State::Success));
        QCOMPARE(m_table->recorder().claim(ci::RunId(1), {u"Ada"_s, fromUnixMs(1)}).error().code, ErrorCode::Conflict);
        QCOMPARE(m_table->recorder().claim(ci::RunId(9), {u"Ada"_s, fromUnixMs(1)}).error().code, ErrorCode::NotFound);
        const ci::Claim ada{u"Ada"_s, fromUnixMs(1)};
        const ci::RunId running = record(run(2, State::Running)).id;
        QCOMPARE(m_table->recorder().claim(running, ada).error().code, ErrorCode::Conflict);
        const ci::RunId canceled = record(run(3, State::Canceled, u"other"_s)).id;
        QCOMPARE(m_table->recorder().claim(canceled, ada).error().code, ErrorCode::Conflict);
        record(run(2, State::Failed));
        QVERIFY(m_table->recorder().claim(record(run(4, State::Queued)).id, ada)); // behind a red one
    }

    void theStatusOfALaneKeepsItsLastResult()
    {
        record(run(1, State::Failed));
        record(run(2, State::Canceled));
        record(run(3, State::Running));
        record(run(4, State::Queued, u"new"_s));
        record(run(5, State::Success, u"old"_s));
        const auto statuses = m_table->statuses();
        QCOMPARE(statuses->size(), 3);
        QCOMPARE(statuses->at(0).latest.number, 3); // by ref
        QCOMPARE(statuses->at(0).lastDecisive->number, 1);
        QVERIFY(!statuses->at(1).lastDecisive);
        QVERIFY(!statuses->at(2).lastDecisive); // none before the one that is shown
    }

    // With a million runs as with a thousand: nothing that is asked for each delivery, or by every page, may walk through a
    // table, and nothing may be sorted.
    void noStatementWalksThroughTheRuns()
    {
        DeliveriesTable deliveries(*m_database);
        QVERIFY(deliveries.open());
        const QByteArrayList prepared = m_database->prepared();
        QVERIFY(prepared.size() > 30);
        for (const QByteArray &statement : prepared)
            checkPlan(statement);
    }

    void noPageWalksThroughTheRuns()
    {
        const ci::RunsQuery queries[] = {{},
                                         {.before = ci::RunId(9)},
                                         {.project = u"x"_s},
                                         {.project = u"x"_s, .before = ci::RunId(9)},
                                         {.project = u"x"_s, .ref = u"x"_s},
                                         {.provider = u"x"_s,
                                          .project = u"x"_s,
                                          .pipeline = u"x"_s,
                                          .author = u"x"_s,
                                          .state = State::Failed,
                                          .since = fromUnixMs(1),
                                          .until = fromUnixMs(2),
                                          .before = ci::RunId(9)},
                                         {.provider = u"x"_s},
                                         {.ref = u"x"_s},
                                         {.author = u"x"_s}};
        for (const ci::RunsQuery &query : queries)
            checkPlan(runsPageQuestion(query, ci::RunId(300'000)).statement);
    }

private:
    ci::Run record(const ci::Run &delivered)
    {
        const auto recorded = m_table->recorder().record(delivered);
        return recorded ? recorded->run : ci::Run{};
    }

    // Numbers of the runs that somebody looks into, the newest first.
    QList<qint64> claimed()
    {
        QList<qint64> numbers;
        const auto page = m_table->page({});
        for (const ci::Run &one : page->runs) {
            if (one.claim != ci::Claim{})
                numbers.append(one.number);
        }
        return numbers;
    }

    void checkPlan(const QByteArray &statement)
    {
        auto plan = m_database->prepare("EXPLAIN QUERY PLAN " + statement);
        QVERIFY(plan);
        sqlite::Rows rows = plan->ask();
        while (rows.next()) {
            const QString step = rows.text(3);
            const bool sorts = step.contains(u"TEMP B-TREE"_s);
            // Lanes and pipelines are listed in the order of an index; a page without a filter is the end of the table;
            // deliveries are bounded in number; and what a subquery gives was searched for.
            const bool isBounded = step.startsWith(u"SCAN ci_deliveries"_s) || step.startsWith(u"SCAN (subquery"_s)
                    || step == u"SCAN CONSTANT ROW"_s;
            const bool isList = step.contains(u"ci_runs_transitions"_s) || step.contains(u"INDEX ci_lanes_by_"_s)
                    || step.contains(u"INDEX ci_pipelines_by_"_s)
                    || (step == u"SCAN ci_runs"_s && statement.contains("ORDER BY id DESC LIMIT"));
            const bool walks = step.startsWith(u"SCAN"_s) && !isList && !isBounded;
            QVERIFY2(!sorts && !walks, qPrintable(QString::fromUtf8(statement) + u": "_s + step));
        }
    }

    // By a walk through all of them in their order.
    void checkAgainst(const QList<ci::Run> &runs)
    {
        QHash<QString, State> last;
        QHash<QString, qint64> newest;
        QHash<QString, std::optional<TimePoint>> green;
        QList<ci::TrendPoint> points;
        for (const ci::Run &one : runs) {
            newest[one.ref] = one.number;
            const auto stored = m_table->page({.limit = 1000});
            const auto same = std::find_if(stored->runs.begin(), stored->runs.end(),
                                           [&one](const ci::Run &other) { return other.number == one.number; });
            Transition expected = Transition::None;
            if (ci::isDecisive(one.reported)) {
                const bool red = !ci::isGreen(one.reported);
                const bool wasRed = last.contains(one.ref) && !ci::isGreen(last.value(one.ref));
                if (red)
                    expected = wasRed ? Transition::StillBroken : Transition::Broken;
                else if (wasRed)
                    expected = Transition::Fixed;
                last[one.ref] = one.reported;
                points.append({.state = one.reported, .duration = one.duration});
            } else if (last.contains(one.ref) && !ci::isGreen(last.value(one.ref))) {
                expected = Transition::StillBroken;
            }
            QCOMPARE(same->transition, expected);
            if (ci::isGreen(one.reported))
                green[one.ref] = one.finished;
            QCOMPARE(same->lastGreen, ci::isGreen(one.reported) ? std::nullopt : green.value(one.ref));
        }
        const auto latest = m_table->latest();
        for (const ci::Run &one : *latest)
            QCOMPARE(one.number, newest.value(one.ref));
        const auto figures = m_table->pipelines().all();
        QCOMPARE(figures->size(), 1);
        const ci::PipelineFigures expected = ci::figuresOf(points);
        QCOMPARE(figures->constFirst().runs, expected.runs);
        QCOMPARE(figures->constFirst().successRate, expected.successRate);
        QCOMPARE(figures->constFirst().median, expected.median);
        QCOMPARE(figures->constFirst().percentile90, expected.percentile90);
        const auto trend = m_table->pipelines().trend(u"gitlab"_s, u"group/wall"_s, {});
        QCOMPARE(trend->points.size(), points.size());
        QVERIFY(std::is_sorted(trend->points.begin(), trend->points.end(),
                               [](const auto &a, const auto &b) { return a.number < b.number; }));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<RunsTable> m_table;
};

QTEST_GUILESS_MAIN(LaneOrderTest)
#include "lane_order_test.moc"
