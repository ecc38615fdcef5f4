// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What publishers call by keys of their own is stored once.
#include "store/feed/event_keys.h"
#include "store/journal.h"
#include "tests/store/raw_sqlite.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

constexpr TimePoint now = fromUnixMs(1'795'214'160'123);

RecordEvent keyed(const QByteArray &id, const QByteArray &data = "1", const QByteArray &source = "/a")
{
    return {.collection = "orders", .type = "paid", .data = data, .key = EventKey{source, id}};
}

} // namespace

class EventKeysTest : public QObject
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

    void aKnownKeyIsAnsweredWithItsEvent_data()
    {
        QTest::addColumn<bool>("again"); // whether the store was closed in between
        QTest::newRow("at once") << false;
        QTest::newRow("after a restart") << true;
    }
    void aKnownKeyIsAnsweredWithItsEvent()
    {
        QFETCH(bool, again);
        const Commit first = m_journal->write({{keyed("1"), now}});
        QCOMPARE(first.events.size(), 1);
        QCOMPARE(first.outcomes.constFirst()->published, first.events);
        if (again)
            reopen();
        const Commit second = m_journal->write({{keyed("1", "2"), now + std::chrono::seconds(1)}});
        QVERIFY(!second.failure && second.events.isEmpty());
        QVERIFY(second.outcomes.constFirst()->events.isEmpty());
        QCOMPARE(second.outcomes.constFirst()->published, first.events);
        QCOMPARE(m_journal->log().newest(), EventId(1));
    }

    void longDataIsNotFoundAgain_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("found");
        QTest::newRow("as long as may be") << EventKeys::maxFoundData << true;
        QTest::newRow("longer") << EventKeys::maxFoundData + 1 << false;
    }
    void longDataIsNotFoundAgain()
    {
        QFETCH(qsizetype, size);
        QFETCH(bool, found);
        const QByteArray data(size, '1');
        const Commit commit = m_journal->write({{keyed("1", data), now}, {keyed("1", data), now}});
        QCOMPARE(commit.events.constFirst().data, data);
        QCOMPARE(commit.outcomes.at(1)->published.constFirst().data, found ? data : QByteArray());
        const Commit later = m_journal->write({{keyed("1", data), now}});
        QCOMPARE(later.outcomes.constFirst()->published.constFirst().data, found ? data : QByteArray());
        QCOMPARE(later.outcomes.constFirst()->published.constFirst().id, EventId(1));
    }

    void idAndSourceTogetherAreTheKey()
    {
        const Commit commit = m_journal->write(
                {{keyed("1"), now}, {keyed("2"), now}, {keyed("1", "1", "/b"), now}, {keyed("1 ", "1", "/a"), now}});
        QCOMPARE(commit.events.size(), 4);
    }

    void whatHasNoKeyIsStoredEachTime()
    {
        const RecordEvent plain{.collection = "orders", .type = "paid", .data = {}};
        QCOMPARE(m_journal->write({{plain, now}, {plain, now}}).events.size(), 2);
        QCOMPARE(rawSqlite(m_path, {u"SELECT count(*) FROM event_keys"_s}), 0);
    }

    void oneTransactionKnowsItsOwn()
    {
        QCOMPARE(m_journal->write({{keyed("0"), now}}).events.size(), 1);
        const Commit commit = m_journal->write(
                {{keyed("1"), now}, {RecordEvents{{keyed("2"), keyed("1", "x"), keyed("2", "y"), keyed("0")}}, now}});
        QCOMPARE(commit.events.size(), 2);
        const auto &many = commit.outcomes.at(1);
        QCOMPARE(many->events, (QList<EventId>{EventId(3)}));
        QList<qint64> ids;
        for (const Event &one : many->published)
            ids << static_cast<qint64>(one.id);
        QCOMPARE(ids, (QList<qint64>{3, 2, 3, 1}));
    }

    void manyAreStoredTogetherOrNotAtAll()
    {
        rawSqlite(m_path,
                  {u"CREATE TRIGGER deny BEFORE INSERT ON event_keys WHEN NEW.id = '2'"
                   " BEGIN SELECT RAISE(ABORT, 'the trigger said no'); END"_s});
        const Change many{RecordEvents{{keyed("1"), keyed("2")}}, now};
        QVERIFY(m_journal->write({many}).failure);
        QVERIFY(m_journal->log().tail()->isEmpty());
        QCOMPARE(m_journal->log().newest(), EventId::None);
        rawSqlite(m_path, {u"DROP TRIGGER deny"_s});
        QCOMPARE(m_journal->write({many}).events.size(), 2); // no key of the failed one is known
    }

    void aKeyWhoseEventIsGoneIsNew()
    {
        QVERIFY(!m_journal->write({{keyed("1"), now}}).failure);
        rawSqlite(m_path, {u"DELETE FROM events"_s});
        const Commit commit = m_journal->write({{keyed("1"), now}, {keyed("1"), now}});
        QCOMPARE(commit.events.size(), 1);
        QCOMPARE(commit.events.constFirst().id, EventId(2));
    }

    void theOldestKeysGoFirst()
    {
        m_journal.reset();
        auto database = Database::open({m_path});
        QVERIFY(database);
        EventLog log(**database);
        EventKeys keys(**database, log, 3);
        QVERIFY(log.open() && keys.open());
        for (int id = 1; id <= 5; ++id) {
            QVERIFY(keys.insert({"/a", QByteArray::number(id)}, EventId(id)));
            if (id == 4)
                keys.rewind(); // they are counted anew
        }
        QCOMPARE(
                rawSqlite(m_path, {u"SELECT group_concat(event) FROM (SELECT event FROM event_keys ORDER BY event)"_s}),
                u"3,4,5"_s);
    }

    void aLargeBatchWeighsWhatItHolds()
    {
        const QByteArray large(2048, 'x');
        QCOMPARE(weight({keyed("1", large), now}), 3);
        QCOMPARE(weight({RecordEvents{{keyed("1"), keyed("2", large)}}, now}), 1 + 1 + 3);
    }

private:
    void reopen()
    {
        m_journal.reset();
        auto opened = Journal::open({m_path});
        QVERIFY(opened);
        m_journal = *std::move(opened);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(EventKeysTest)
#include "event_keys_test.moc"
