// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/feed/event_log.h"
#include "tests/store/raw_sqlite.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

const QByteArrayList collections{"results", "ci", "messages", "rare", "servers"};

Event numbered(qint64 id, const QByteArray &collection)
{
    return Event{EventId(id), collection, "created", fromUnixMs(id), "{\"n\":" + QByteArray::number(id) + '}'};
}

} // namespace

class EventLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"wall.sqlite"_s);
        reopen();
    }

    void cleanup()
    {
        m_log.reset();
        m_database.reset();
    }

    void anEmptyLogHasNothing()
    {
        const auto page = m_log->after(EventId::None, {});
        QVERIFY(page);
        QVERIFY(page->events.isEmpty());
        QCOMPARE(page->through, EventId::None);
        QCOMPARE(page->newest, EventId::None);
        QCOMPARE(page->oldest, EventId::None);
    }

    void aCollectionIsReadNewestFirst()
    {
        QList<Event> events;
        for (qint64 id = 1; id <= 9; ++id) {
            events.append(numbered(0, id % 2 == 0 ? "even" : "odd"));
            m_log->number(events.last());
        }
        events[6].via = "4f1c,91ab";
        QVERIFY(m_log->write(events));
        const auto first = m_log->history({.collection = "odd", .limit = 2});
        QVERIFY(first);
        QCOMPARE(first->events, (QList<Event>{events.at(8), events.at(6)}));
        QCOMPARE(first->next, EventId(7));
        const auto rest = m_log->history({.collection = "odd", .limit = 3, .before = first->next});
        QVERIFY(rest);
        QCOMPARE(rest->events, (QList<Event>{events.at(4), events.at(2), events.at(0)}));
        QCOMPARE(rest->next, EventId::None);
        QVERIFY(m_log->history({.collection = "none"})->events.isEmpty());
    }

    void allCollectionsAreReadNewestFirst()
    {
        QVERIFY(m_log->history({})->events.isEmpty());
        QList<Event> events;
        for (const char *collection : {"a", "b", "a", "c"}) {
            events.append(numbered(0, collection));
            m_log->number(events.last());
        }
        QVERIFY(m_log->write(events));
        const auto first = m_log->history({.limit = 3});
        QVERIFY(first);
        QCOMPARE(first->events, (QList<Event>{events.at(3), events.at(2), events.at(1)}));
        QCOMPARE(first->next, EventId(2));
        const auto rest = m_log->history({.limit = 3, .before = first->next});
        QVERIFY(rest);
        QCOMPARE(rest->events, (QList<Event>{events.at(0)}));
        QCOMPARE(rest->next, EventId::None);
    }

    void aPageOfLargeEventsEndsEarly()
    {
        const QByteArray data = '"' + QByteArray(EventLog::maxHistoryBytes / 4, 'x') + '"';
        QList<Event> events;
        for (int i = 0; i < 6; ++i) {
            events.append({EventId::None, "large", "x", {}, data});
            m_log->number(events.last());
        }
        QVERIFY(m_log->write(events));
        const auto page = m_log->history({.collection = "large"});
        QVERIFY(page);
        QCOMPARE(page->events.size(), 4);
        QCOMPARE(page->next, EventId(3));
    }

    void everyCollectionHasANewest()
    {
        QVERIFY(m_log->newestOfEach(10)->isEmpty());
        QList<Event> events;
        for (const char *collection : {"b", "a", "b", "c", "a"}) {
            events.append(numbered(0, collection));
            m_log->number(events.last());
        }
        QVERIFY(m_log->write(events));
        QCOMPARE(*m_log->newestOfEach(10), (QList<Event>{events.at(2), events.at(3), events.at(4)}));
        QCOMPARE(*m_log->newestOfEach(2), (QList<Event>{events.at(3), events.at(4)}));
    }

    void whatWasAppendedComesBackWhole()
    {
        Event odd{EventId::None, "a.b-c", "type \u2028 \"😀\"", fromUnixMs(-5), "[\"\u2029\"]"};
        m_log->number(odd);
        QCOMPARE(odd.id, EventId(1));
        Event bare{EventId::None, "x", "y", fromUnixMs(0), {}};
        m_log->number(bare);
        QCOMPARE(bare.id, EventId(2));
        QVERIFY(m_log->write({odd, bare}));
        QVERIFY(m_database->run(u"UPDATE counters SET value = 2 WHERE name = 'events'"_s)); // the journal's part
        reopen();
        QCOMPARE(m_log->after(EventId::None, {})->events, (QList<Event>{odd, bare}));
    }

    void onePageHoldsAtMost512()
    {
        fill(EventLog::maxPage + 1, [](qint64) { return "results"_ba; });
        const auto all = m_log->after(EventId::None, {});
        QCOMPARE(all->events.size(), EventLog::maxPage);
        QCOMPARE(all->through, EventId(EventLog::maxPage));
        const auto exact = m_log->after(EventId(1), {});
        QCOMPARE(exact->events.size(), EventLog::maxPage);
        QCOMPARE(exact->through, exact->newest);
        const auto rest = m_log->after(all->through, {});
        QCOMPARE(rest->events.size(), 1);
        QCOMPARE(rest->through, rest->newest);
    }

    void aRareCollectionIsLookedForInStretches()
    {
        fill(2 * EventLog::maxScan + 10,
             [](qint64 id) { return id == 2 * EventLog::maxScan + 5 ? "rare"_ba : "results"_ba; });
        Filter rare;
        rare.add("rare");
        auto page = m_log->after(EventId::None, rare);
        QVERIFY(page->events.isEmpty());
        QCOMPARE(page->through, EventId(EventLog::maxScan));
        page = m_log->after(page->through, rare);
        QVERIFY(page->events.isEmpty());
        QCOMPARE(page->through, EventId(2 * EventLog::maxScan));
        page = m_log->after(page->through, rare);
        QCOMPARE(page->events.size(), 1);
        QCOMPARE(page->through, page->newest);
    }

    void whatIsNoLongerKeptShowsAsTheOldest()
    {
        fill(10, [](qint64) { return "results"_ba; });
        m_log.reset();
        rawSqlite(m_path, {u"DELETE FROM events WHERE id <= 4"_s});
        reopen();
        const auto page = m_log->after(EventId(1), {});
        QCOMPARE(page->oldest, EventId(5));
        QCOMPARE(page->events.size(), 6);
        m_log.reset();
        rawSqlite(m_path, {u"DELETE FROM events"_s});
        reopen();
        const auto none = m_log->after(EventId(1), {});
        QCOMPARE(none->oldest, EventId::None);
        QCOMPARE(none->newest, EventId(10));
        QCOMPARE(none->through, EventId(10));
    }

    void anyIdMayBeAskedFrom_data()
    {
        QTest::addColumn<qint64>("since");
        QTest::addColumn<qint64>("through");
        QTest::addColumn<int>("events");
        const qint64 most = std::numeric_limits<qint64>::max();
        QTest::newRow("the beginning") << qint64(0) << qint64(10) << 10;
        QTest::newRow("the end") << qint64(10) << qint64(10) << 0;
        QTest::newRow("the future") << qint64(11) << qint64(11) << 0;
        QTest::newRow("the largest id") << most << most << 0;
        QTest::newRow("near the largest id") << most - 5 << most - 5 << 0;
        QTest::newRow("before the beginning") << qint64(-1) << qint64(10) << 10;
        QTest::newRow("the smallest") << std::numeric_limits<qint64>::min() << qint64(10) << 10;
    }
    void anyIdMayBeAskedFrom()
    {
        QFETCH(qint64, since);
        QFETCH(qint64, through);
        QFETCH(int, events);
        fill(10, [](qint64) { return "results"_ba; });
        const auto page = m_log->after(EventId(since), {});
        QVERIFY(page);
        QCOMPARE(page->events.size(), events);
        QCOMPARE(page->through, EventId(through));
    }

    void theTailIsTheNewestWithinItsBounds()
    {
        QVERIFY(m_log->tail()->isEmpty());
        fill(100, [](qint64 id) { return id % 2 == 0 ? "results"_ba : "ci"_ba; });
        const auto all = m_log->after(EventId::None, {});
        QCOMPARE(*m_log->tail(), all->events);
        QCOMPARE(*m_log->tail(10), all->events.last(10));
        QVERIFY(m_log->tail(0)->isEmpty());
        const qsizetype three = all->events.at(97).data.size() + all->events.at(98).data.size()
                + all->events.at(99).data.size();
        QCOMPARE(*m_log->tail(10, three), all->events.last(3));
        QCOMPARE(*m_log->tail(10, three - 1), all->events.last(2));
        rawSqlite(m_path, {u"DELETE FROM events WHERE id = 95"_s});
        QCOMPARE(*m_log->tail(), all->events.last(5)); // a ring knows no gap
    }

    void pagesSayWhatABruteForceListSays_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void pagesSayWhatABruteForceListSays()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&random](qint64 bound) {
            return std::uniform_int_distribution<qint64>(0, bound - 1)(random);
        };
        const qint64 count = seed == 1 ? 24'000 : 3'000; // the first is longer than one scan
        QList<Event> all;
        fill(count, [&](qint64 id) {
            const qint64 dice = below(100);
            const QByteArray name = dice == 0 ? "rare"_ba : collections.at(below(3));
            all.append(numbered(id, name));
            return name;
        });
        // Gaps, as by hand.
        QList<Event> kept;
        QStringList statements{u"BEGIN"_s};
        const qint64 gapFrom = below(count);
        const qint64 gapTo = gapFrom + below(700);
        for (const Event &one : std::as_const(all)) {
            const qint64 id = static_cast<qint64>(one.id);
            if ((id > gapFrom && id <= gapTo) || id % 97 == 0)
                statements << u"DELETE FROM events WHERE id = %1"_s.arg(id);
            else
                kept << one;
        }
        m_log.reset();
        rawSqlite(m_path, statements << u"COMMIT"_s);
        reopen();

        for (int round = 0; round < 60; ++round) {
            Filter filter;
            if (below(4) != 0) {
                filter.add("none");
                for (qint64 i = below(4); i > 0; --i)
                    filter.add(collections.at(below(collections.size())));
            }
            qint64 at = below(2) == 0 ? 0 : below(count + 2);
            const qint64 since = at;
            QList<Event> got;
            for (;;) {
                const auto page = m_log->after(EventId(at), filter);
                QVERIFY(page);
                const qint64 through = static_cast<qint64>(page->through);
                QVERIFY(through >= at);
                QVERIFY(page->events.size() <= EventLog::maxPage);
                for (const Event &one : page->events)
                    QVERIFY(static_cast<qint64>(one.id) > at && one.id <= page->through);
                QCOMPARE(page->newest, EventId(count));
                QCOMPARE(page->oldest, kept.constFirst().id);
                got += page->events;
                if (through >= count)
                    break;
                QVERIFY2(page->events.size() == EventLog::maxPage || through == at + EventLog::maxScan,
                         "a page that is neither full nor at the bound has to reach the end");
                at = through;
            }
            QList<Event> expected;
            for (const Event &one : std::as_const(kept)) {
                if (static_cast<qint64>(one.id) > since && filter.wants(one.collection))
                    expected << one;
            }
            QCOMPARE(got.size(), expected.size());
            QVERIFY(got == expected);
        }
    }

private:
    void reopen()
    {
        m_log.reset();
        m_database.reset();
        auto database = Database::open({m_path});
        QVERIFY(database);
        m_database = *std::move(database);
        m_log = std::make_unique<EventLog>(*m_database);
        QVERIFY(m_log->open());
    }

    template<typename Name>
    void fill(qint64 count, Name name)
    {
        QVERIFY(m_database->run(u"BEGIN IMMEDIATE"_s));
        QList<Event> events;
        for (qint64 id = 1; id <= count; ++id) {
            Event event = numbered(id, name(id));
            m_log->number(event);
            QVERIFY(event.id == EventId(id));
            events.append(event);
        }
        QVERIFY(m_log->write(events));
        QVERIFY(m_database->run(u"UPDATE counters SET value = %1 WHERE name = 'events'"_s.arg(count)));
        QVERIFY(m_database->run(u"COMMIT"_s));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<EventLog> m_log;
};

QTEST_GUILESS_MAIN(EventLogTest)
#include "event_log_test.moc"
