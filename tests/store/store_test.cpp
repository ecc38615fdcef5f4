// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"
#include "tests/store/raw_sqlite.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

Change create(const QString &name, qsizetype count = 1)
{
    return {CreateResults{QList<ResultInput>(count, {name, 1.5}), {}}, fromUnixMs(1'000)};
}

// Every row on disk, read by nobody's leave.
int rowsOf(const QString &path, const QString &table = u"results"_s)
{
    return rawSqlite(path, {u"SELECT count(*) FROM "_s + table}).toInt();
}

} // namespace

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"wall.sqlite"_s);
    }

    void cleanup() { m_store.reset(); }

    void openingTellsTheFacts()
    {
        open();
        QCOMPARE(m_facts.newest, EventId::None);
        QVERIFY(!m_facts.storeName.isEmpty());
        const QByteArray name = m_facts.storeName;
        int answers = 0;
        m_store->write(create(u"a"_s, 3), [&answers](const Result<Applied> &applied) { answers += applied ? 1 : 0; });
        QTRY_COMPARE(answers, 1);
        open();
        QCOMPARE(m_facts.newest, EventId(3));
        QCOMPARE(m_facts.resultsVersion, EventId(3));
        QCOMPARE(m_facts.storeName, name);
        QCOMPARE(m_facts.tail.size(), 3);
        QCOMPARE(m_facts.tail.constFirst().id, EventId(1));
    }

    void theLogIsGoneAfterAnOrderlyEnd()
    {
        open();
        bool answered = false;
        m_store->write(create(u"a"_s, 5), [&answered](const Result<Applied> &) { answered = true; });
        QTRY_VERIFY(answered);
        QVERIFY(QFile::exists(m_path + u"-wal"_s));
        m_store.reset();
        QVERIFY(!QFile::exists(m_path + u"-wal"_s));
        QVERIFY(!QFile::exists(m_path + u"-shm"_s));
    }

    void aStoreThatCannotBeOpenedSaysSo()
    {
        Store store;
        QSignalSpy failed(&store, &Store::openFailed);
        store.open({u"/nowhere/at/all/wall.sqlite"_s});
        QVERIFY(failed.wait());
        QVERIFY(failed.constFirst().constFirst().toString().contains(u"/nowhere/at/all/wall.sqlite"_s));
    }

    void writesGatherWhileOneIsUnderWay()
    {
        open();
        constexpr int writes = 1000;
        int answers = 0;
        QSignalSpy committed(m_store.get(), &Store::committed);
        const auto write = [&] {
            m_store->write(create(u"a"_s), [&answers](const Result<Applied> &applied) { answers += applied ? 1 : 0; });
        };
        write();
        QCOMPARE(m_store->figures().queued, 1); // for the others of this turn
        m_store->writeNext();
        QCOMPARE(m_store->figures().queued, 0);
        for (int i = 1; i < writes; ++i)
            write();
        QCOMPARE(m_store->figures().queued, writes - 1);
        QVERIFY(!m_store->idle());
        QTRY_COMPARE(answers, writes);
        QCOMPARE(m_store->figures().commits, 2); // the first alone, then all that had come meanwhile
        QCOMPARE(m_store->figures().events, writes);
        QCOMPARE(m_store->figures().queued, 0);
        QCOMPARE(committed.size(), 2);
        QVERIFY(m_store->idle());
    }

    void aChangeInSlicesIsAnsweredWhenItIsDone()
    {
        open();
        constexpr qint64 runs = 2 * DeleteLane::maxRuns + 1;
        const ci::Run run{.provider = u"gitlab"_s, .project = u"group/wall"_s, .reported = ci::State::Success};
        int recorded = 0;
        for (qint64 number = 1; number <= runs; ++number) {
            ci::Run one = run;
            one.key = QString::number(number);
            one.sequence = number;
            m_store->write({RecordRun{one}, {}},
                           [&recorded](const Result<Applied> &applied) { recorded += applied ? 1 : 0; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(recorded, int(runs), 60'000);
        QStringList answers;
        QSignalSpy committed(m_store.get(), &Store::committed);
        m_store->write({DeleteLane{ci::laneOf(run)}, {}}, [&answers](const Result<Applied> &applied) {
            answers << (applied ? u"deleted %1"_s.arg(applied->deleted) : u"failed"_s);
        });
        m_store->writeNext();
        m_store->write(create(u"between"_s), [&answers](const Result<Applied> &) { answers << u"created"_s; });
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, 60'000);
        QCOMPARE(answers, (QStringList{u"created"_s, u"deleted %1"_s.arg(runs)}));
        QCOMPARE(committed.size(), 2); // a slice that is not the last one logs nothing
        QVERIFY(m_store->idle());
        QCOMPARE(rowsOf(m_path, u"ci_runs"_s), 0);
    }

    void theWritesOfOneTurnGoTogetherWithinTheBound()
    {
        open();
        int answers = 0;
        const auto count = [&answers](const Result<Applied> &applied) { answers += applied ? 1 : 0; };
        for (int i = 0; i < 5; ++i)
            m_store->write(create(u"a"_s, Store::maxTogether / 2), count);
        m_store->write({RecordEvent{"a", "b", QByteArray(1024 * Store::maxTogether, '1')}, {}}, count);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 6, 60'000);
        QCOMPARE(m_store->figures().commits, 4); // two, two, one, and the one that is larger than all of them
        QCOMPARE(m_store->figures().queued, 0);
    }

    void answersComeInOrderAndBeforeTheEvents()
    {
        open();
        QList<qint64> told;
        qint64 answered = 0;
        QObject::connect(m_store.get(), &Store::committed, this, [&](const QList<Event> &events) {
            for (const Event &event : events) {
                QVERIFY2(static_cast<qint64>(event.id) <= answered, "its event came before its answer");
                told << static_cast<qint64>(event.id);
            }
        });
        for (int i = 0; i < 300; ++i) {
            m_store->write(create(QString::number(i)), [&answered, i](const Result<Applied> &applied) {
                QVERIFY(applied);
                QCOMPARE(applied->results.constFirst().name, QString::number(i));
                QCOMPARE(applied->events.constFirst(), EventId(i + 1));
                answered = i + 1;
            });
            if (i % 50 == 0)
                QCoreApplication::processEvents();
        }
        QTRY_COMPARE(told.size(), 300);
        QVERIFY(std::is_sorted(told.begin(), told.end()));
    }

    void anAnswerMayWriteAgain()
    {
        open();
        int depth = 0;
        Store::Answer again;
        again = [&](const Result<Applied> &applied) {
            QVERIFY(applied);
            if (++depth < 20)
                m_store->write(create(u"again"_s), again);
        };
        m_store->write(create(u"first"_s), again);
        QTRY_COMPARE(depth, 20);
        QTRY_VERIFY(m_store->idle());
        QCOMPARE(rowsOf(m_path), 20);
    }

    void aReadSeesWhatWasWrittenBeforeIt()
    {
        open();
        qsizetype rows = -1;
        m_store->write(create(u"a"_s, 5), [](const Result<Applied> &) {});
        m_store->read<ResultsPage>([](Journal &journal) { return journal.results().page({}); },
                                   [&rows](const Result<ResultsPage> &page) { rows = page->results.size(); });
        QTRY_COMPARE(rows, 5);
    }

    void pastItsBoundAWriteIsRefusedAtOnce()
    {
        open();
        int stored = 0;
        int refused = 0;
        const auto count = [&](const Result<Applied> &applied) {
            if (applied)
                ++stored;
            else if (applied.error().code == ErrorCode::Unavailable)
                ++refused;
        };
        m_store->write(create(u"under way"_s), count);
        m_store->writeNext();
        const qsizetype batch = ResultInput::maxBatch;
        for (qsizetype i = 0; i < Store::maxQueued / batch; ++i)
            m_store->write(create(u"waits"_s, batch), count);
        QCOMPARE(m_store->figures().queued, Store::maxQueued);
        QCOMPARE(refused, 0);
        m_store->write(create(u"too much"_s), count);
        QCOMPARE(refused, 1);
        m_store->write({DeleteResult{ResultId(1)}, {}}, count);
        QCOMPARE(refused, 2);
        QCOMPARE(m_store->figures().refused, 2);
        QTRY_COMPARE_WITH_TIMEOUT(stored, 1 + int(Store::maxQueued / batch), 60'000);
        QCOMPARE(refused, 2);
        m_store->write(create(u"room again"_s), count);
        QTRY_COMPARE(stored, 2 + int(Store::maxQueued / batch));
        QCOMPARE(rowsOf(m_path), Store::maxQueued + 2);
    }

    void pastItsBoundAReadIsRefusedAtOnce()
    {
        open();
        std::size_t answered = 0;
        int refused = 0;
        const auto ask = [](Journal &journal) { return Result<qint64>(journal.bytes()); };
        const auto count = [&](const Result<qint64> &bytes) {
            if (bytes)
                ++answered;
            else if (bytes.error().code == ErrorCode::Unavailable)
                ++refused;
        };
        for (std::size_t i = 0; i < Store::maxReads + 3; ++i)
            m_store->read<qint64>(ask, count);
        QCOMPARE(refused, 3);
        QSignalSpy idle(m_store.get(), &Store::becameIdle); // its loop turns without the pauses of QTRY_COMPARE
        QVERIFY(idle.wait(15'000));
        QCOMPARE(answered, Store::maxReads);
        m_store->read<qint64>(ask, count);
        QTRY_COMPARE(answered, Store::maxReads + 1);
        QVERIFY(m_store->idle());
    }

    void aFailureRefusesItsWholeBatchAndTheNextOneRecovers()
    {
        open();
        QSignalSpy health(m_store.get(), &Store::healthChanged);
        QSignalSpy committed(m_store.get(), &Store::committed);
        deny(true);
        int stored = 0;
        int refused = 0;
        const auto count = [&](const Result<Applied> &applied) {
            if (applied)
                ++stored;
            else if (applied.error().code == ErrorCode::Unavailable)
                ++refused;
        };
        m_store->write(create(u"first, alone"_s), count);
        m_store->writeNext();
        for (const auto &name : {u"a"_s, u"b"_s, u"poison"_s, u"c"_s})
            m_store->write(create(name), count);
        QTRY_COMPARE(stored + refused, 5);
        QCOMPARE(stored, 1);
        QCOMPARE(refused, 4);
        QCOMPARE(committed.size(), 1);
        QCOMPARE(health.size(), 1);
        QVERIFY(!m_store->health().ok);
        QVERIFY2(m_store->health().message.contains(m_path), qPrintable(m_store->health().message));
        QCOMPARE(m_store->figures().refused, 4);
        QCOMPARE(rowsOf(m_path), 1);
        QCOMPARE(rowsOf(m_path, u"events"_s), 1);

        deny(false);
        EventId id = EventId::None;
        m_store->write(create(u"poison"_s), [&id](const Result<Applied> &applied) {
            QVERIFY(applied);
            QCOMPARE(applied->results.constFirst().id, ResultId(2)); // none was used up
            id = applied->events.constFirst();
        });
        QTRY_COMPARE(id, EventId(2));
        QCOMPARE(health.size(), 2);
        QVERIFY(m_store->health().ok);
        QCOMPARE(m_store->health(), StoreHealth{});
    }

    void anUnhealthyStoreTriesAgainByItself()
    {
        open();
        deny(true);
        QSignalSpy health(m_store.get(), &Store::healthChanged);
        m_store->write(create(u"poison"_s), [](const Result<Applied> &applied) { QVERIFY(!applied); });
        QVERIFY(health.wait());
        QVERIFY(!m_store->health().ok);
        QVERIFY(health.wait(10'000)); // its own retry
        QVERIFY(m_store->health().ok);
    }

    void becomesIdleAfterTheLastAnswer()
    {
        open();
        QVERIFY(m_store->idle());
        QSignalSpy idle(m_store.get(), &Store::becameIdle);
        bool answered = false;
        m_store->write(create(u"a"_s), [&answered](const Result<Applied> &) { answered = true; });
        QVERIFY(!m_store->idle());
        QVERIFY(idle.wait());
        QVERIFY(answered);
        QVERIFY(m_store->idle());
    }

    void theDestructorCommitsWhatIsQueued()
    {
        for (int round = 1; round <= 40; ++round) {
            open();
            m_store->write(create(u"under way"_s), [](const Result<Applied> &) {});
            m_store->write(create(u"queued"_s), [](const Result<Applied> &) {});
            m_store->write(create(u"queued, too"_s), [](const Result<Applied> &) {});
            m_store.reset();
            QCOMPARE(rowsOf(m_path), 3 * round);
            QCOMPARE(rowsOf(m_path, u"events"_s), 3 * round);
        }
    }

    void theDestructorClosesAStoreThatWasNeverOpened()
    {
        {
            Store never;
        }
        for (int i = 0; i < 20; ++i) {
            Store hurried;
            hurried.open({m_path});
        }
        open(); // and nothing of them holds the file
        QCOMPARE(m_facts.newest, EventId::None);
    }

    void openingAgainShowsEverything()
    {
        open();
        int answers = 0;
        for (int i = 0; i < 100; ++i)
            m_store->write(create(QString::number(i)), [&answers](const Result<Applied> &) { ++answers; });
        QTRY_COMPARE(answers, 100);
        open();
        QList<TimedResult> rows;
        QList<Event> events;
        m_store->read<ResultsPage>([](Journal &journal) { return journal.results().page({.limit = 1000}); },
                                   [&rows](const Result<ResultsPage> &page) { rows = page->results; });
        m_store->read<EventsPage>([](Journal &journal) { return journal.log().after(EventId::None, {}); },
                                  [&events](const Result<EventsPage> &page) { events = page->events; });
        QTRY_COMPARE(events.size(), 100);
        QCOMPARE(rows.size(), 100);
        for (qsizetype i = 0; i < 100; ++i) {
            QCOMPARE(rows.at(99 - i).name, QString::number(i));
            QCOMPARE(events.at(i).data, resultJson(rows.at(99 - i)));
        }
    }

private:
    // A new store at the same file, open.
    void open()
    {
        m_store.reset();
        m_store = std::make_unique<Store>();
        connect(m_store.get(), &Store::opened, this, [this](const StoreFacts &facts) { m_facts = facts; });
        QSignalSpy opened(m_store.get(), &Store::opened);
        m_store->open({m_path});
        QVERIFY(opened.wait());
    }

    // Whether the database refuses the name "poison".
    void deny(bool on)
    {
        rawSqlite(m_path,
                  {on ? u"CREATE TRIGGER deny BEFORE INSERT ON results WHEN NEW.name = 'poison'"
                        " BEGIN SELECT RAISE(ABORT, 'the trigger said no'); END"_s
                      : u"DROP TRIGGER deny"_s});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Store> m_store;
    StoreFacts m_facts;
};

QTEST_GUILESS_MAIN(StoreTest)
#include "store_test.moc"
