// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_page.h"
#include "store/ci/runs_table.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall;
using ci::State;

namespace {

ci::Run run(qint64 number, const QString &ref, State state, qint64 updated)
{
    return ci::Run{.provider = u"gitlab"_s,
                   .project = u"group/wall"_s,
                   .ref = ref,
                   .reported = state,
                   .key = QString::number(number),
                   .number = number,
                   .sequence = number,
                   .updated = fromUnixMs(updated),
                   .generation = 1};
}

} // namespace

class RunsTableTest : public QObject
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

    void aDeliveryIsNewChangedOrTheSame()
    {
        using Was = RecordedRun::Was;
        auto recorded = m_table->recorder().record(run(31, u"main"_s, State::Running, 1));
        QVERIFY(recorded);
        QCOMPARE(recorded->was, Was::New);
        QCOMPARE(recorded->run.id, ci::RunId(1));
        recorded = m_table->recorder().record(run(31, u"main"_s, State::Running, 2));
        QCOMPARE(recorded->was, Was::Same);
        QCOMPARE(recorded->run.updated, fromUnixMs(1));
        recorded = m_table->recorder().record(run(31, u"main"_s, State::Success, 3));
        QCOMPARE(recorded->was, Was::Changed);
        QCOMPARE(recorded->run.id, ci::RunId(1));
        recorded = m_table->recorder().record(run(31, u"main"_s, State::Running, 4)); // late
        QCOMPARE(recorded->was, Was::Same);
        QCOMPARE(m_table->byId(ci::RunId(1))->state, State::Success);
        QCOMPARE(m_table->newest(), ci::RunId(1));
        QCOMPARE(m_table->byId(ci::RunId(2)).error().code, ErrorCode::NotFound);
    }

    void whatMakesARunAnotherOne_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("another");
        QTest::newRow("provider") << 0 << true;
        QTest::newRow("project") << 1 << true;
        QTest::newRow("key") << 2 << true;
        QTest::newRow("attempt") << 3 << true;
        QTest::newRow("not its ref") << 4 << false;
        QTest::newRow("not its commit") << 5 << false;
    }
    void whatMakesARunAnotherOne()
    {
        QFETCH(int, what);
        QFETCH(bool, another);
        (void)m_table->recorder().record(run(31, u"main"_s, State::Running, 1));
        ci::Run other = run(31, u"main"_s, State::Running, 2);
        switch (what) {
        case 0: other.provider = u"github"_s; break;
        case 1: other.project = u"group/other"_s; break;
        case 2: other.key = u"32"_s; break;
        case 3: other.attempt = 2; break;
        case 4: other.ref = u"other"_s; break;
        case 5: other.commit = u"abc"_s; break;
        }
        const auto recorded = m_table->recorder().record(other);
        QVERIFY(recorded);
        QCOMPARE(recorded->run.id, ci::RunId(another ? 2 : 1));
    }

    void whichDeliveryToldATextIsStored()
    {
        ci::Run older = run(31, u"main"_s, State::Running, 1);
        older.said = fromUnixMs(5);
        older.message = u"as it began"_s;
        ci::Run newest = older;
        newest.said = fromUnixMs(6);
        newest.message.clear();
        (void)m_table->recorder().record(older);
        const auto both = m_table->recorder().record(newest);
        QCOMPARE(both->run.message, older.message);
        QVERIFY(!both->run.textRanks.isEmpty());
        QCOMPARE(m_table->byId(both->run.id)->textRanks, both->run.textRanks);
    }

    void ofTwoThatBeganTogetherTheGreaterKeyIsLater_data()
    {
        QTest::addColumn<QStringList>("keys"); // in the order in which they are heard of
        QTest::newRow("in order") << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("the other way round") << QStringList{u"b"_s, u"a"_s};
    }
    void ofTwoThatBeganTogetherTheGreaterKeyIsLater()
    {
        QFETCH(QStringList, keys);
        for (const QString &key : keys) {
            ci::Run one = run(31, u"main"_s, key == u"a"_s ? State::Failed : State::Success, 1);
            one.key = key;
            QVERIFY(m_table->recorder().record(one));
        }
        QCOMPARE(m_table->latest()->size(), 1);
        QCOMPARE(m_table->latest()->constFirst().key, u"b"_s);
        QCOMPARE(m_table->latest()->constFirst().transition, ci::Transition::Fixed);
    }

    void everyFactIsStored()
    {
        ci::Run full = run(std::numeric_limits<qint64>::max(), u"feature/ä"_s, State::Failed, 7);
        full.pipeline = u"nightly"_s;
        full.commit = u"abc"_s;
        full.said = fromUnixMs(5);
        full.message = u"Add 'it' \u2028 😀"_s;
        full.author = u"Ada"_s;
        full.started = fromUnixMs(1);
        full.finished = fromUnixMs(2);
        full.duration = 0.1 + 0.2;
        full.url = u"https://example.org/"_s;
        full.generation = 12;
        full.steps = 2; // its only job has ended
        full.jobs = {ci::Job{.key = 12,
                             .name = u"a"_s,
                             .stage = u"b"_s,
                             .state = State::Failed,
                             .started = fromUnixMs(1),
                             .finished = fromUnixMs(2),
                             .duration = 0.001,
                             .url = u"https://example.org/1"_s,
                             .allowFailure = true}};
        const auto recorded = m_table->recorder().record(full);
        QVERIFY(recorded);
        full.id = ci::RunId(1);
        full.state = State::Failed;
        full.transition = ci::Transition::Broken; // the first that ended
        full.measured = full.duration;
        QCOMPARE(recorded->run, full);
        QCOMPARE(*m_table->byId(ci::RunId(1)), full);
        QCOMPARE(m_table->latest()->constFirst(), full);
        QCOMPARE(m_table->page({})->runs.constFirst(), full);
        const ci::Run bare{.provider = u"x"_s, .project = u"y"_s, .key = u"1"_s};
        QVERIFY(m_table->recorder().record(bare));
        QCOMPARE(m_table->byId(ci::RunId(2))->started, std::nullopt);
        QCOMPARE(m_table->byId(ci::RunId(2))->duration, std::nullopt);
    }

    void theLatestOfARefIsTheOneWithTheHighestNumber()
    {
        (void)m_table->recorder().record(run(32, u"main"_s, State::Running, 1));
        (void)m_table->recorder().record(run(31, u"main"_s, State::Success, 2)); // late, and of an older run
        (void)m_table->recorder().record(run(7, u"feature"_s, State::Failed, 3));
        auto latest = m_table->latest();
        QVERIFY(latest);
        QCOMPARE(latest->size(), 2);
        QCOMPARE(latest->at(0).number, 7); // the red one first
        QCOMPARE(latest->at(1).number, 32);
        (void)m_table->recorder().record(run(31, u"main"_s, State::Failed, 4));
        QCOMPARE(m_table->latest()->at(1).number, 32);
        (void)m_table->recorder().record(run(33, u"main"_s, State::Queued, 5));
        QCOMPARE(m_table->latest()->at(1).number, 33);
        ci::Run again = run(33, u"main"_s, State::Running, 6);
        again.attempt = 2;
        (void)m_table->recorder().record(again);
        QCOMPARE(m_table->latest()->size(), 2);
        QCOMPARE(m_table->latest()->at(1).attempt, 2);
    }

    // GitLab's job events of a merge request say refs/merge-requests/1/head, its pipeline event says the branch.
    void aRunThatLearnsItsRefLeavesNoGhostAtTheOldOne()
    {
        ci::Run job = run(31, u"refs/merge-requests/1/head"_s, State::Unknown, 1);
        job.generation = 0;
        job.jobs = {ci::Job{.key = 5, .name = u"a"_s, .state = State::Running}};
        (void)m_table->recorder().record(job);
        (void)m_table->recorder().record(run(31, u"feature"_s, State::Running, 2));
        QCOMPARE(m_table->latest()->size(), 1);
        (void)m_table->recorder().record(run(32, u"feature"_s, State::Failed, 3));
        const auto latest = m_table->latest();
        QCOMPARE(latest->size(), 1);
        QCOMPARE(latest->constFirst().number, 32);
        QCOMPARE(m_table->summary()->runs, 1);
    }

    void aRefThatLosesItsLatestShowsTheOneBefore()
    {
        (void)m_table->recorder().record(run(30, u"main"_s, State::Success, 1));
        ci::Run job = run(31, u"main"_s, State::Unknown, 2);
        job.generation = 0;
        (void)m_table->recorder().record(job);
        (void)m_table->recorder().record(run(31, u"feature"_s, State::Running, 3));
        const auto latest = m_table->latest();
        QCOMPARE(latest->size(), 2);
        QCOMPARE(latest->at(0).number, 31);
        QCOMPARE(latest->at(1).number, 30);
    }

    void pagesAreFiltered()
    {
        for (qint64 number = 1; number <= 100; ++number) {
            ci::Run one = run(number, number % 2 == 0 ? u"main"_s : u"it's"_s,
                              number % 5 == 0 ? State::Failed : State::Success, number);
            if (number % 10 == 0)
                one.project = u"other/wall"_s;
            QVERIFY(m_table->recorder().record(one));
        }
        const auto count = [this](const ci::RunsQuery &query) {
            ci::RunsQuery next = query;
            qsizetype rows = 0;
            ci::RunId last{1'000'000};
            do {
                const auto page = m_table->page(next);
                if (!page)
                    return qsizetype(-1);
                for (const ci::Run &one : page->runs) {
                    if (one.id >= last)
                        return qsizetype(-2);
                    last = one.id;
                }
                rows += page->runs.size();
                next.before = page->next;
            } while (next.before != ci::RunId::None);
            return rows;
        };
        QCOMPARE(count({}), 100);
        QCOMPARE(count({.limit = 1}), 100);
        QCOMPARE(count({.limit = 7}), 100);
        QCOMPARE(count({.ref = u"it's"_s}), 50);
        QCOMPARE(count({.ref = u"main"_s, .limit = 3}), 50);
        QCOMPARE(count({.project = u"other/wall"_s}), 10);
        QCOMPARE(count({.state = State::Failed, .limit = 20}), 20);
        QCOMPARE(count({.project = u"group/wall"_s, .ref = u"it's"_s, .state = State::Failed, .limit = 3}), 10);
        QCOMPARE(count({.project = u"group"_s}), 0);
        QCOMPARE(count({.project = u"x' OR '1'='1"_s}), 0);
        QCOMPARE(count({.before = ci::RunId(11)}), 10);
    }

    void theSummaryCountsTheLatest()
    {
        (void)m_table->recorder().record(run(1, u"main"_s, State::Failed, 1));
        (void)m_table->recorder().record(run(2, u"main"_s, State::Running, 2));
        (void)m_table->recorder().record(run(3, u"a"_s, State::Failed, 3));
        (void)m_table->recorder().record(run(4, u"b"_s, State::Error, 4));
        (void)m_table->recorder().record(run(5, u"c"_s, State::Success, 5));
        ci::Run failing = run(6, u"d"_s, State::Running, 6);
        failing.jobs = {ci::Job{.key = 1, .name = u"a"_s, .state = State::Failed}};
        (void)m_table->recorder().record(failing);
        const auto summary = m_table->summary();
        QCOMPARE(summary->runs, 5);
        QCOMPARE(summary->failed, 4); // main is still broken
        QCOMPARE(summary->running, 2);
    }

    void theListOfTheLatestIsBounded()
    {
        (void)m_database->run(u"BEGIN"_s);
        for (int i = 1; i <= RunsTable::maxLatest + 5; ++i)
            QVERIFY(m_table->recorder().record(run(i, u"ref %1"_s.arg(i), State::Success, i)));
        (void)m_database->run(u"COMMIT"_s);
        const auto latest = m_table->latest();
        QCOMPARE(latest->size(), RunsTable::maxLatest);
        QCOMPARE(latest->constFirst().number, RunsTable::maxLatest + 5);
    }

    void whatIsRedOrUnderWayIsNeverCutOff()
    {
        (void)m_database->run(u"BEGIN"_s);
        (void)m_table->recorder().record(run(1, u"queued"_s, State::Queued, 1));
        (void)m_table->recorder().record(run(2, u"failed"_s, State::Failed, 2));
        (void)m_table->recorder().record(run(3, u"running"_s, State::Running, 3));
        (void)m_table->recorder().record(run(4, u"error"_s, State::Error, 4));
        (void)m_table->recorder().record(run(5, u"fixed"_s, State::Failed, 5));
        for (int i = 6; i <= RunsTable::maxLatest + 5; ++i)
            QVERIFY(m_table->recorder().record(run(i, u"ref %1"_s.arg(i), State::Success, i)));
        (void)m_table->recorder().record(run(1000, u"fixed"_s, State::Success, 1000));
        (void)m_database->run(u"COMMIT"_s);
        const auto latest = m_table->latest();
        QCOMPARE(latest->size(), RunsTable::maxLatest);
        QList<qint64> first;
        for (int i = 0; i < 6; ++i)
            first << latest->at(i).number;
        QCOMPARE(first, (QList<qint64>{4, 2, 3, 1, 1000, RunsTable::maxLatest + 5}));
        // The same run, as it goes on.
        (void)m_table->recorder().record(run(1, u"queued"_s, State::Success, 2000));
        (void)m_table->recorder().record(run(3, u"running"_s, State::Failed, 2001));
        QCOMPARE(m_table->latest()->at(0).number, 3);
        QCOMPARE(m_table->latest()->at(3).number, 1);
        QCOMPARE(m_table->summary()->failed, 3);
        QCOMPARE(m_table->summary()->running, 0);
    }

    void statusesAreAskedForByProjectAndProvider()
    {
        ci::Run one = run(1, u"main"_s, State::Failed, 1);
        one.jobs = {ci::Job{.key = 1, .name = u"a"_s, .state = State::Failed}};
        (void)m_table->recorder().record(one);
        one.provider = u"gitea"_s;
        (void)m_table->recorder().record(one);
        one.project = u"other"_s;
        (void)m_table->recorder().record(one);
        QCOMPARE(m_table->statuses()->size(), 3);
        QCOMPARE(m_table->statusesOf({.project = u"other"_s})->size(), 1);
        QCOMPARE(m_table->statusesOf({.project = u"group/wall"_s})->size(), 2);
        QCOMPARE(m_table->statusesOf({.project = u"group"_s})->size(), 0);
        QCOMPARE(m_table->statusesOfProvider(u"gitea"_s)->size(), 2);
        QVERIFY(m_table->statusesOf({.project = u"other"_s})->constFirst().latest.jobs.isEmpty());
        QCOMPARE(m_table->byId(ci::RunId(3))->jobs.size(), 1);
    }

    void theStatusesOfAProjectAreThoseOfTheLikeliestRef()
    {
        const auto numbers = [this](const StatusQuery &query) {
            QList<qint64> list;
            const auto statuses = m_table->statusesOf(query);
            for (const ci::LaneStatus &status : *statuses)
                list.append(status.latest.number);
            return list;
        };
        const auto record = [this](ci::Run one, const QString &pipeline = {}) {
            one.pipeline = pipeline;
            QVERIFY(m_table->recorder().record(one));
        };
        const QString project = u"group/wall"_s;
        QCOMPARE(numbers({.project = project}), QList<qint64>());
        record(run(1, u"new"_s, State::Success, 50));
        record(run(2, u"old"_s, State::Success, 10));
        QCOMPARE(numbers({.project = project}), QList<qint64>{1}); // the one that was heard of last
        record(run(3, u"master"_s, State::Success, 5));
        QCOMPARE(numbers({.project = project}), QList<qint64>{3});
        record(run(4, u"main"_s, State::Success, 4));
        record(run(5, u"main"_s, State::Failed, 6), u"nightly"_s);
        QCOMPARE(numbers({.project = project}), (QList<qint64>{5, 4}));
        QCOMPARE(numbers({.project = project, .ref = u"old"_s}), QList<qint64>{2});
        QCOMPARE(numbers({.project = project, .ref = u""_s}), QList<qint64>());
        QCOMPARE(numbers({.project = project, .pipeline = u""_s}), QList<qint64>{4});
        QCOMPARE(numbers({.project = project, .pipeline = u"nightly"_s}), QList<qint64>{5});
        QCOMPARE(numbers({.project = project, .pipeline = u"nightly"_s, .ref = u"old"_s}), QList<qint64>());
        record(run(6, u"feature"_s, State::Failed, 7), u"deploy"_s);
        QCOMPARE(numbers({.project = project, .pipeline = u"deploy"_s}), QList<qint64>{6}); // it is not on main
        QCOMPARE(numbers({.project = project, .provider = u"gitea"_s}), QList<qint64>());
        for (int i = 1; i <= RunsTable::maxOfRef; ++i)
            record(run(100 + i, u"main"_s, State::Success, 100 + i), QString::number(i));
        QCOMPARE(numbers({.project = project}).size(), RunsTable::maxOfRef);
        QCOMPARE(numbers({.project = project}).constFirst(), 100 + RunsTable::maxOfRef);
    }

    // A question that no index serves looks at so many ids, and says where to go on.
    void aPageThatFindsNothingSaysWhereToGoOn()
    {
        QVERIFY(m_table->recorder().record(run(1, u"main"_s, State::Failed, 1)));
        m_table->rewind(ci::RunId(2 * RunsPageQuestion::maxScan));
        QVERIFY(m_table->recorder().record(run(2, u"main"_s, State::Failed, 2)));
        QVERIFY(m_table->recorder().record(run(3, u"main"_s, State::Success, 3)));
        ci::RunsQuery query{.state = State::Failed};
        auto page = m_table->page(query);
        QCOMPARE(page->runs.size(), 1);
        QCOMPARE(page->runs.constFirst().number, 2);
        query.before = page->next;
        QCOMPARE(query.before, ci::RunId(RunsPageQuestion::maxScan + 3));
        page = m_table->page(query);
        QVERIFY(page->runs.isEmpty());
        query.before = page->next;
        QCOMPARE(query.before, ci::RunId(3));
        page = m_table->page(query);
        QCOMPARE(page->runs.size(), 1);
        QCOMPARE(page->runs.constFirst().number, 1);
        QCOMPARE(page->next, ci::RunId::None);
        QCOMPARE(m_table->page({.project = u"group/wall"_s})->runs.size(), 3); // an index serves it
        QCOMPARE(m_table->page({.state = State::Failed, .limit = 1})->next, ci::RunId(RunsPageQuestion::maxScan + 3));
    }

    void aListHasABoundedNumberOfJobs()
    {
        constexpr int runs = 70;
        ci::Run one = run(0, u"main"_s, State::Failed, 1);
        for (int i = 1; i <= ci::Run::maxJobs; ++i)
            one.jobs.append(ci::Job{.key = i, .name = QString::number(i), .stage = QString(200, u'x')});
        const qsizetype bytes = ci::jobsJson(one.jobs).size();
        const qsizetype whole = RunRows::maxJobsBytes / bytes + 1;
        QVERIFY(whole < runs);
        (void)m_database->run(u"BEGIN"_s);
        for (int i = 1; i <= runs; ++i) {
            one.key = one.ref = QString::number(i);
            QVERIFY(m_table->recorder().record(one));
        }
        (void)m_database->run(u"COMMIT"_s);
        const auto withJobs = [](const QList<ci::Run> &list) {
            return std::count_if(list.begin(), list.end(), [](const ci::Run &each) { return !each.jobs.isEmpty(); });
        };
        for (const QList<ci::Run> &list : {*m_table->latest(), m_table->page({.limit = 1000})->runs}) {
            QCOMPARE(list.size(), runs);
            QCOMPARE(withJobs(list), whole);
            QCOMPARE(list.at(whole - 1).jobs.size(), ci::Run::maxJobs);
            QCOMPARE(m_table->byId(list.constLast().id)->jobs.size(), ci::Run::maxJobs);
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<RunsTable> m_table;
};

QTEST_GUILESS_MAIN(RunsTableTest)
#include "runs_table_test.moc"
