// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "store/journal.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using ci::RunId;
using ci::State;

namespace {

constexpr TimePoint now = fromUnixMs(1'795'214'160'123);

ci::Run run(qint64 number, State state, const QString &ref = u"main"_s)
{
    return {.provider = u"gitlab"_s,
            .project = u"group/wall"_s,
            .ref = ref,
            .reported = state,
            .key = QString::number(number),
            .number = number,
            .sequence = number,
            .updated = fromUnixMs(1'000'000 + number),
            .generation = 1};
}

// The same run, told of later: of a service that retries within it, and that may know its ref better now.
ci::Run later(ci::Run run)
{
    ++run.generation;
    run.said = fromUnixMs(5);
    return run;
}

} // namespace

// What the feed is told when a run moves to another lane, when it is retried, and when a lane is forgotten.
class LaneEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto journal = Journal::open({m_dir->filePath(u"wall.sqlite"_s)});
        QVERIFY(journal);
        m_journal = *std::move(journal);
    }
    void cleanup() { m_journal.reset(); }

    void aRunThatLeavesALaneTellsOfTheOneThatStandsForItNow()
    {
        record(run(1, State::Success));
        record(run(2, State::Running));
        record(run(3, State::Running, u"feature"_s));
        QCOMPARE(record(later(run(2, State::Running, u"feature"_s))), (QList<qint64>{2, 1, 3}));
        QCOMPARE(record(later(run(3, State::Success, u"feature"_s))), QList<qint64>{3}); // moves nowhere
    }

    void aRunThatMovesWithinItsLaneTellsOfItsNewest()
    {
        record(run(1, State::Success));
        record(run(2, State::Running));
        ci::Run moved = later(run(2, State::Running));
        moved.sequence = 0;
        QCOMPARE(record(moved), (QList<qint64>{2, 1}));
    }

    void aRetryThatIsCanceledEndsTheClaim()
    {
        record(run(1, State::Failed));
        claim(1);
        record(later(run(1, State::Running)));
        QCOMPARE(claimed(), QList<qint64>{1}); // it may turn red again
        record(later(later(run(1, State::Canceled))));
        QCOMPARE(claimed(), QList<qint64>());
    }

    void aRedRunThatMovesTakesItsClaimAlong()
    {
        record(run(1, State::Success));
        record(run(2, State::Failed));
        claim(2);
        record(later(run(2, State::Failed, u"feature"_s)));
        QCOMPARE(claimed(), QList<qint64>{2});
    }

    void aClaimStaysInALaneThatIsStillRed()
    {
        record(run(1, State::Failed));
        record(run(2, State::Failed));
        claim(2);
        record(later(run(2, State::Failed, u"feature"_s)));
        QCOMPARE(claimed(), QList<qint64>{1});
    }

    void aLaneIsForgottenInSlices()
    {
        constexpr qint64 runs = DeleteLane::maxRuns + 2;
        QList<Change> changes;
        for (qint64 number = runs; number > 0; --number) // so that the oldest is the one that came last
            changes.append({RecordRun{run(number, State::Success)}, now});
        QVERIFY(!m_journal->write(changes).failure);

        const ci::Lane lane = ci::laneOf(run(1, State::Success));
        Commit slice = m_journal->write({{DeleteLane{lane}, now}});
        QVERIFY(slice.events.isEmpty());
        const auto &rest = slice.outcomes.constFirst()->rest;
        QVERIFY(rest);
        QCOMPARE(weight(*rest), DeleteLane::maxRuns);
        QCOMPARE(m_journal->runs().sizeOf(lane).value(), 2);
        QCOMPARE(m_journal->runs().latest()->constFirst().number, runs);
        QCOMPARE(record(run(runs + 1, State::Failed)), QList<qint64>{runs + 1}); // between two slices

        slice = m_journal->write({*rest});
        QVERIFY(!slice.outcomes.constFirst()->rest);
        QCOMPARE(slice.outcomes.constFirst()->deleted, runs + 1);
        QCOMPARE(slice.events.size(), 1);
        QCOMPARE(slice.events.constFirst().type, "deleted"_ba);
        QCOMPARE(parseJsonObject(slice.events.constFirst().data)->value("runs"_L1).toInteger(), runs + 1);
        QVERIFY(m_journal->runs().latest()->isEmpty());
        QCOMPARE(m_journal->write({{DeleteLane{lane}, now}}).outcomes.constFirst().error().code, ErrorCode::NotFound);
    }

    void aSliceMayTakeTheWholeLane()
    {
        QList<Change> changes;
        for (qint64 number = 1; number <= DeleteLane::maxRuns; ++number)
            changes.append({RecordRun{run(number, State::Success)}, now});
        QVERIFY(!m_journal->write(changes).failure);
        const Commit slice = m_journal->write({{DeleteLane{ci::laneOf(run(1, State::Success))}, now}});
        QCOMPARE(slice.outcomes.constFirst()->deleted, DeleteLane::maxRuns);
        QVERIFY(!slice.outcomes.constFirst()->rest);
    }

    void aForgottenLaneSetsNoTimeBack()
    {
        record(run(1, State::Success, u"old"_s));
        record(run(9, State::Success));
        const TimePoint heard = m_journal->runs().pipelines().all()->constFirst().updated;
        QVERIFY(!m_journal->write({{DeleteLane{ci::laneOf(run(1, State::Success, u"old"_s))}, now}}).failure);
        QCOMPARE(m_journal->runs().pipelines().all()->constFirst().updated, heard);
        record(run(2, State::Success)); // late
        QCOMPARE(m_journal->runs().pipelines().all()->constFirst().updated, heard);
        QCOMPARE(m_journal->runs().pipelines().all()->constFirst().runs, 2);
    }

    void whatWasForgottenCanBeDeliveredAgain()
    {
        const Change delivery{RecordDelivery{{.received = now,
                                              .provider = u"gitlab"_s,
                                              .deliveryId = u"a"_s,
                                              .outcome = ci::Outcome::Recorded,
                                              .project = u"group/wall"_s},
                                             run(1, State::Failed)},
                              now};
        const auto deliver = [&] { return m_journal->write({delivery}).outcomes.constFirst()->delivery; };
        QCOMPARE(deliver(), ci::Outcome::Recorded);
        QCOMPARE(deliver(), ci::Outcome::Duplicate);
        QVERIFY(!m_journal->write({{DeleteLane{ci::laneOf(run(1, State::Failed))}, now}}).failure);
        QCOMPARE(deliver(), ci::Outcome::Recorded);
        QCOMPARE(deliver(), ci::Outcome::Duplicate);
    }

private:
    // Numbers of the runs that the feed is told of.
    QList<qint64> record(const ci::Run &delivered)
    {
        QList<qint64> numbers;
        const Commit commit = m_journal->write({{RecordRun{delivered}, now}});
        for (const Event &event : commit.events)
            numbers.append(parseJsonObject(event.data)->value("number"_L1).toInteger());
        return numbers;
    }

    void claim(qint64 id)
    {
        QVERIFY(m_journal->write({{SetClaim{RunId(id), {u"Ada"_s, now}}, now}}).outcomes.constFirst());
    }

    // Numbers of the runs that somebody looks into, the newest first.
    QList<qint64> claimed()
    {
        QList<qint64> numbers;
        const auto page = m_journal->runs().page({});
        for (const ci::Run &one : page->runs) {
            if (one.claim != ci::Claim{})
                numbers.append(one.number);
        }
        return numbers;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(LaneEventsTest)
#include "lane_events_test.moc"
