// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "store/journal.h"
#include "tests/store/raw_sqlite.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

constexpr TimePoint now = fromUnixMs(1'795'214'160'123);

Change create(const QStringList &names)
{
    CreateResults what;
    for (const QString &name : names)
        what.results.append({name, 1.5});
    return {what, now};
}

Change update(qint64 id, const QString &name)
{
    return {UpdateResult{ResultId(id), {name, 2.5}}, now};
}

Change remove(qint64 id)
{
    return {DeleteResult{ResultId(id)}, now};
}

Change record(qint64 number, ci::State state)
{
    return {RecordRun{{.provider = u"gitlab"_s,
                       .project = u"group/wall"_s,
                       .ref = u"main"_s,
                       .reported = state,
                       .key = QString::number(number),
                       .number = number,
                       .sequence = number,
                       .updated = now,
                       .generation = 1}},
            now};
}

// Any of what can be written, of results that may be there or not.
Change anyChange(std::mt19937 &random, qint64 results)
{
    const auto below = [&random](qint64 bound) { return std::uniform_int_distribution<qint64>(0, bound - 1)(random); };
    const QString name = u"name %1"_s.arg(below(9));
    const qint64 dice = below(20);
    if (dice < 10)
        return create({name});
    if (dice == 10)
        return create(QStringList(below(40), name));
    if (dice < 14)
        return update(1 + below(results), name);
    if (dice < 16)
        return remove(1 + below(results));
    if (dice < 18)
        return record(below(5), below(2) == 0 ? ci::State::Running : ci::State::Success);
    return {RecordEvent{"free", "said", below(2) == 0 ? QByteArray() : "{}"_ba}, now};
}

bool sayTheSame(const Result<Applied> &a, const Result<Applied> &b)
{
    if (a.has_value() != b.has_value())
        return false;
    return a ? a->results == b->results && a->events == b->events
             : a.error().code == b.error().code && a.error().message == b.error().message;
}

QList<qint64> idsOf(const QList<Event> &events)
{
    QList<qint64> ids;
    for (const Event &event : events)
        ids << static_cast<qint64>(event.id);
    return ids;
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_journal.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"wall.sqlite"_s);
        reopen();
    }

    void cleanup() { m_journal.reset(); }

    void idsGrowAndAreNeverUsedAgain()
    {
        QCOMPARE(first(m_journal->write({create({u"a"_s, u"b"_s})})).size(), 2);
        QVERIFY(!m_journal->write({remove(2)}).failure);
        reopen(); // the last row is gone, and with it what the table knows of its id
        QCOMPARE(m_journal->log().newest(), EventId(3));
        const auto rows = first(m_journal->write({create({u"c"_s})}));
        QCOMPARE(rows.constFirst().id, ResultId(3));
        QVERIFY(!m_journal->write({remove(1), remove(3)}).failure);
        reopen();
        QCOMPARE(first(m_journal->write({create({u"d"_s})})).constFirst().id, ResultId(4));
        rawSqlite(m_path, {u"DELETE FROM events"_s}); // what keeps the log short may take its end, too
        const EventId newest = m_journal->log().newest();
        reopen();
        QCOMPARE(m_journal->log().newest(), newest);
    }

    void aBatchHasAnOutcomeForEachChangeInOrder()
    {
        const Commit commit = m_journal->write({create({u"a"_s}), update(9, u"x"_s), create({u"b"_s, u"c"_s}),
                                                update(1, u"A"_s), remove(2), remove(2), record(31, ci::State::Running),
                                                update(2, u"gone"_s), record(31, ci::State::Running),
                                                record(31, ci::State::Success)});
        QVERIFY(!commit.failure);
        QCOMPARE(commit.outcomes.size(), 10);
        const QList<bool> expected{true, false, true, true, true, false, true, false, true, true};
        for (qsizetype i = 0; i < expected.size(); ++i) {
            QCOMPARE(commit.outcomes.at(i).has_value(), expected.at(i));
            if (!expected.at(i))
                QCOMPARE(commit.outcomes.at(i).error().code, ErrorCode::NotFound);
        }
        QVERIFY(commit.outcomes.at(1).error().message.contains(u"there is no result 9"_s));
        QCOMPARE(commit.outcomes.at(2)->results.size(), 2);
        QCOMPARE(commit.outcomes.at(2)->events, (QList<EventId>{EventId(2), EventId(3)}));
        QCOMPARE(commit.outcomes.at(3)->results.constFirst(), (TimedResult{ResultId(1), u"A"_s, 2.5, now}));
        QCOMPARE(commit.outcomes.at(4)->results.constFirst().name, u"b"_s); // as it was
        QVERIFY(commit.outcomes.at(8)->events.isEmpty());                   // delivered twice
        QCOMPARE(idsOf(commit.events), (QList<qint64>{1, 2, 3, 4, 5, 6, 7}));
        QByteArrayList kinds;
        for (const Event &event : commit.events)
            kinds << event.collection + '/' + event.type;
        QCOMPARE(kinds.join(' '),
                 "results/created results/created results/created results/updated results/deleted ci/created "
                 "ci/updated"_ba);
    }

    void batchesOfAnySizeKeepTheirOrder_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 4, 16, 17, 10'000})
            QTest::addRow("%d", size) << size;
    }
    void batchesOfAnySizeKeepTheirOrder()
    {
        QFETCH(int, size);
        QList<Change> changes;
        for (int i = 0; i < size; ++i)
            changes << create({QString::number(i)});
        const Commit commit = m_journal->write(std::move(changes));
        QVERIFY(!commit.failure);
        QCOMPARE(commit.outcomes.size(), size);
        QCOMPARE(commit.events.size(), size);
        QList<TimedResult> rows;
        for (qsizetype i = 0; i < size; ++i) {
            const auto &applied = commit.outcomes.at(i);
            QCOMPARE(applied->results, (QList<TimedResult>{{ResultId(i + 1), QString::number(i), 1.5, now}}));
            QCOMPARE(applied->events, QList<EventId>{EventId(i + 1)});
            QCOMPARE(commit.events.at(i).data, resultJson(applied->results.constFirst()));
            rows.prepend(applied->results.constFirst());
        }
        reopen();
        QCOMPARE(everyResult(), rows);
        QCOMPARE(everyEvent(), commit.events);
        QCOMPARE(m_journal->results().newest(), ResultId(size));
    }

    void aBatchDoesWhatItsChangesDoOneByOne_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 4, 16, 17, 32, 100}) {
            for (unsigned seed = 1; seed <= 3; ++seed)
                QTest::addRow("%d, seed %u", size, seed) << seed << size;
        }
    }
    void aBatchDoesWhatItsChangesDoOneByOne()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, size);
        const auto other = Journal::open({m_dir->filePath(u"other.sqlite"_s)});
        QVERIFY(other);
        std::mt19937 random(seed);
        for (int round = 0; round < 5; ++round) {
            QList<Change> changes;
            for (int i = 0; i < size; ++i)
                changes << anyChange(random, 10 + round * size);
            const Commit batch = m_journal->write(changes);
            QVERIFY(!batch.failure);
            QCOMPARE(batch.outcomes.size(), size);
            QList<Event> events;
            for (qsizetype i = 0; i < size; ++i) {
                const Commit one = (*other)->write({changes.at(i)});
                QVERIFY(sayTheSame(batch.outcomes.at(i), one.outcomes.constFirst()));
                events += one.events;
            }
            QCOMPARE(batch.events, events);
            QCOMPARE(m_journal->resultsVersion(), (*other)->resultsVersion());
            const auto summary = m_journal->results().summary(now);
            QCOMPARE(summary->total, everyResult().size());
            QCOMPARE(summary->today, summary->total);
        }
        reopen();
        QCOMPARE(everyResult(), (*other)->results().page({ResultsQuery::maxLimit})->results);
        QCOMPARE(m_journal->results().newest(), (*other)->results().newest());
        QCOMPARE(m_journal->log().newest(), (*other)->log().newest());
        QCOMPARE(everyEvent(), *(*other)->log().tail(1'000'000, 1'000'000'000));
    }

    void aRowThatFailsAnywhereStoresNothing_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("place");
        for (const QString &table : {u"results"_s, u"events"_s}) {
            for (const int place : {1, 8, 16, 17, 20, 21, 22})
                QTest::addRow("%s, row %d", qPrintable(table), place) << table << place;
        }
    }
    void aRowThatFailsAnywhereStoresNothing()
    {
        QFETCH(QString, table);
        QFETCH(int, place);
        rawSqlite(m_path,
                  {u"CREATE TRIGGER deny BEFORE INSERT ON %1 WHEN NEW.id = %2"
                   " BEGIN SELECT RAISE(ABORT, 'the trigger said no'); END"_s.arg(table, QString::number(place))});
        QList<Change> changes(20, create({u"a"_s}));
        changes << create({u"b"_s, u"c"_s});
        const Commit commit = m_journal->write(changes);
        QVERIFY(commit.failure.has_value());
        QVERIFY(commit.events.isEmpty());
        QCOMPARE(commit.outcomes.size(), 21);
        for (const auto &outcome : commit.outcomes)
            QCOMPARE(outcome.error().code, ErrorCode::Unavailable);
        QVERIFY(everyResult().isEmpty());
        QVERIFY(everyEvent().isEmpty());
        QCOMPARE(m_journal->results().summary(now)->today, 0);

        rawSqlite(m_path, {u"DROP TRIGGER deny"_s});
        QCOMPARE(idsOf(m_journal->write(changes).events).constLast(), 22); // none was used up
        QCOMPARE(m_journal->results().summary(now)->today, 22);
    }

    void whatWasGatheredIsDroppedWithItsTransaction()
    {
        rawSqlite(m_path, {u"CREATE TRIGGER deny BEFORE INSERT ON ci_runs BEGIN SELECT RAISE(ABORT, 'no'); END"_s});
        QVERIFY(m_journal->write({create({u"a"_s, u"b"_s}), record(31, ci::State::Running)}).failure);
        const Commit commit = m_journal->write({create({u"c"_s})});
        QVERIFY(!commit.failure);
        QCOMPARE(everyResult(), first(commit));
        QCOMPARE(first(commit), (QList<TimedResult>{{ResultId(1), u"c"_s, 1.5, now}}));
        QCOMPARE(everyEvent(), commit.events);
        QCOMPARE(m_journal->results().summary(now)->today, 1);
    }

    void theLogHoldsWhatWasApplied()
    {
        QList<Event> told;
        told << m_journal->write({create({u"a \"quoted\" \u2028 😀"_s, u"b"_s}), update(7, u"x"_s)}).events;
        told << m_journal->write({update(1, u"A"_s), remove(2), record(31, ci::State::Failed)}).events;
        QCOMPARE(told.size(), 5);
        for (int pass = 0; pass < 2; ++pass) {
            const auto page = m_journal->log().after(EventId::None, {});
            QVERIFY(page);
            QCOMPARE(page->events, told);
            reopen();
        }
        QCOMPARE(told.at(0).data, resultJson({ResultId(1), u"a \"quoted\" \u2028 😀"_s, 1.5, now}));
        QCOMPARE(told.at(3).data, resultJson({ResultId(2), u"b"_s, 1.5, now}));
        const auto run = parseJsonObject(told.at(4).data);
        QVERIFY(run);
        QCOMPARE(run->value("id"_L1).toInteger(), 1);
        QCOMPARE(run->value("state"_L1).toString(), u"failed"_s);
    }

    void namesComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("quotes") << u"Robert'); DROP TABLE results;--"_s;
        QTest::newRow("a zero in the middle") << QString::fromUtf16(u"a\0b", 3);
        QTest::newRow("emoji") << u"😀"_s.repeated(200);
        QTest::newRow("blanks around") << u" \u00a0Ada\n"_s;
        QTest::newRow("looks like a number") << u"007"_s;
        QTest::newRow("not normalised") << u"e\u0301"_s;
    }
    void namesComeBackAsTheyWere()
    {
        QFETCH(QString, name);
        QCOMPARE(first(m_journal->write({create({name})})).constFirst().name, name);
        QCOMPARE(m_journal->results().byId(ResultId(1))->name, name);
        const auto page = m_journal->log().after(EventId::None, {});
        QCOMPARE((*parseJsonObject(page->events.constFirst().data)).value("name"_L1).toString(), name);
    }

    void givenTimesOfCreationAreKept()
    {
        CreateResults what{{{u"a"_s, 1}, {u"b"_s, 2}}, {fromUnixMs(5)}};
        const auto rows = first(m_journal->write({Change{what, now}}));
        QCOMPARE(rows.at(0).created, fromUnixMs(5));
        QCOMPARE(rows.at(1).created, now);
    }

    void aFailureInTheMiddleStoresNothing_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("abort") << u"ABORT"_s;
        QTest::newRow("SQLite rolls back itself") << u"ROLLBACK"_s;
        QTest::newRow("fail") << u"FAIL"_s;
    }
    void aFailureInTheMiddleStoresNothing()
    {
        QFETCH(QString, how);
        QVERIFY(!m_journal->write({create({u"before"_s})}).failure);
        const EventId version = m_journal->resultsVersion();
        rawSqlite(m_path,
                  {u"CREATE TRIGGER deny BEFORE INSERT ON results WHEN NEW.name = 'poison'"
                   " BEGIN SELECT RAISE(%1, 'the trigger said no'); END"_s.arg(how)});
        const Commit commit = m_journal->write({create({u"a"_s}), record(31, ci::State::Running), update(1, u"x"_s),
                                                create({u"b"_s, u"poison"_s, u"c"_s}), remove(1)});
        QVERIFY(commit.failure.has_value());
        QCOMPARE(commit.failure->code, ErrorCode::Unavailable);
        QVERIFY2(commit.failure->message.contains(m_path), qPrintable(commit.failure->message));
        QVERIFY(commit.events.isEmpty());
        QCOMPARE(commit.outcomes.size(), 5);
        for (const auto &outcome : commit.outcomes)
            QCOMPARE(outcome.error().code, ErrorCode::Unavailable);

        QCOMPARE(m_journal->log().newest(), EventId(1));
        QCOMPARE(m_journal->results().newest(), ResultId(1));
        QCOMPARE(m_journal->runs().newest(), ci::RunId::None);
        QCOMPARE(m_journal->resultsVersion(), version);
        QCOMPARE(m_journal->results().page({})->results.size(), 1);
        QCOMPARE(m_journal->results().byId(ResultId(1))->name, u"before"_s);
        QCOMPARE(m_journal->log().after(EventId::None, {})->events.size(), 1);
        QCOMPARE(m_journal->results().summary(now)->total, 1);

        rawSqlite(m_path, {u"DROP TRIGGER deny"_s});
        const Commit after = m_journal->write({create({u"poison"_s}), record(31, ci::State::Running)});
        QVERIFY(!after.failure);
        QCOMPARE(after.outcomes.at(0)->results.constFirst().id, ResultId(2)); // none was used up
        QCOMPARE(idsOf(after.events), (QList<qint64>{2, 3}));
        reopen();
        QCOMPARE(m_journal->results().page({})->results.size(), 2);
        QCOMPARE(m_journal->log().newest(), EventId(3));
        QCOMPARE(m_journal->runs().newest(), ci::RunId(1));
    }

    void whoeverHoldsTheFileLockedIsNamedAsTheCause()
    {
        const QString name = u"holder"_s;
        {
            QSqlDatabase holder = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            holder.setDatabaseName(m_path);
            QVERIFY(holder.open());
            QSqlQuery query(holder);
            QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
            const Commit commit = m_journal->write({create({u"a"_s})}); // waits its two seconds
            QVERIFY(commit.failure.has_value());
            QVERIFY2(commit.failure->message.contains(u"locked"_s), qPrintable(commit.failure->message));
            QVERIFY(query.exec(u"ROLLBACK"_s));
        }
        QSqlDatabase::removeDatabase(name);
        QVERIFY(!m_journal->write({create({u"a"_s})}).failure);
    }

    void theVersionOfTheResultsFollowsTheirEventsAlone()
    {
        QCOMPARE(m_journal->resultsVersion(), EventId::None);
        (void)m_journal->write({create({u"a"_s}), record(31, ci::State::Running)});
        QCOMPARE(m_journal->resultsVersion(), EventId(1));
        (void)m_journal->write({record(32, ci::State::Running), update(1, u"b"_s), record(33, ci::State::Running)});
        QCOMPARE(m_journal->resultsVersion(), EventId(4));
        (void)m_journal->write({remove(99)});
        QCOMPARE(m_journal->resultsVersion(), EventId(4));
        reopen();
        QCOMPARE(m_journal->resultsVersion(), EventId(4));
    }

    void anEmptyBatchIsACommit()
    {
        const Commit commit = m_journal->write({});
        QVERIFY(!commit.failure);
        QVERIFY(commit.outcomes.isEmpty() && commit.events.isEmpty());
    }

    void aRunThatIsDeliveredTwiceIsOneEvent() // what is stored reads back equal
    {
        ci::Run run{.provider = u"gitlab"_s,
                    .project = u"p"_s,
                    .reported = ci::State::Success,
                    .duration = 0.1 + 0.2,
                    .key = u"1"_s,
                    .number = 1,
                    .sequence = 1,
                    .updated = now,
                    .generation = 1,
                    .jobs = {ci::Job{.key = 9'007'199'254'740'993, .name = u"a\u2028😀"_s, .duration = 1e-9}}};
        QCOMPARE(m_journal->write({Change{RecordRun{run}, now}}).events.size(), 1);
        QVERIFY(m_journal->write({Change{RecordRun{run}, now}}).events.isEmpty());
        reopen();
        QVERIFY(m_journal->write({Change{RecordRun{run}, now}}).events.isEmpty());
    }

    void anEventOfAFreeCollectionIsKeptAsItCame()
    {
        const Commit commit = m_journal->write({Change{RecordEvent{"a.b-c", "type \u2028 \"😀\"", R"({"n":1})"}, now},
                                                Change{RecordEvent{"a", "b", {}}, now}, create({u"a"_s})});
        QVERIFY(!commit.failure);
        QCOMPARE(commit.outcomes.at(0)->events, QList<EventId>{EventId(1)});
        QCOMPARE(commit.outcomes.at(1)->events, QList<EventId>{EventId(2)});
        QVERIFY(commit.outcomes.at(0)->results.isEmpty());
        QCOMPARE(m_journal->resultsVersion(), EventId(3));
        for (int pass = 0; pass < 2; ++pass) {
            const auto page = m_journal->log().after(EventId::None, {});
            QVERIFY(page);
            QCOMPARE(page->events, commit.events);
            QCOMPARE(page->events.at(0), (Event{EventId(1), "a.b-c", "type \u2028 \"😀\"", now, R"({"n":1})"}));
            QVERIFY(page->events.at(1).data.isEmpty());
            reopen();
        }
        QVERIFY(rawSqlite(m_path, {u"SELECT data IS NULL FROM events WHERE id = 2"_s}).toBool());
    }

    void bytesGrow()
    {
        const qint64 before = m_journal->bytes();
        QVERIFY(before > 0);
        (void)m_journal->write({create(QStringList(1000, u"a name"_s))});
        QVERIFY(m_journal->bytes() > before);
    }

private:
    void reopen()
    {
        m_journal.reset();
        auto journal = Journal::open({m_path});
        QVERIFY(journal);
        m_journal = *std::move(journal);
    }

    [[nodiscard]] QList<TimedResult> everyResult()
    {
        return m_journal->results().page({ResultsQuery::maxLimit})->results;
    }
    [[nodiscard]] QList<Event> everyEvent() { return *m_journal->log().tail(1'000'000, 1'000'000'000); }

    static QList<TimedResult> first(const Commit &commit)
    {
        return commit.failure || !commit.outcomes.constFirst() ? QList<TimedResult>{}
                                                               : commit.outcomes.constFirst()->results;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
