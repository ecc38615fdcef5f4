// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/collection_book.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

TimePoint second(qint64 number)
{
    return fromUnixMs(number * 1000);
}

Event named(const QByteArray &collection, qint64 id = 0, TimePoint at = {})
{
    return {EventId(id), collection, "created", at, {}};
}

} // namespace

class CollectionBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRateIsThatOfTheLastMinute()
    {
        MinuteRate rate;
        QCOMPARE(rate.perMinute(second(1000)), 0);
        rate.note(second(1000));
        rate.note(second(1000));
        rate.note(second(1030));
        QCOMPARE(rate.perMinute(second(1030)), 3);
        QCOMPARE(rate.perMinute(second(1059)), 3);
        QCOMPARE(rate.perMinute(second(1060)), 1);
        QCOMPARE(rate.perMinute(second(1090)), 0);
        rate.note(second(1200)); // in the place of a second that is long gone
        QCOMPARE(rate.perMinute(second(1200)), 1);
    }

    void aClockThatIsSetBackLosesNothing()
    {
        MinuteRate rate;
        rate.note(second(1000));
        rate.note(second(970));
        QCOMPARE(rate.perMinute(second(970)), 2);
        QCOMPARE(rate.perMinute(second(1059)), 2);
        QCOMPARE(rate.perMinute(second(1060)), 0);
    }

    void aClockThatIsSetBackFarBeginsAnew()
    {
        MinuteRate rate;
        rate.note(second(1000));
        QCOMPARE(rate.perMinute(second(940)), 0);
        for (qint64 at = 100; at < 300; at += 10)
            rate.note(second(at));
        QCOMPARE(rate.perMinute(second(290)), 6);
        QCOMPARE(rate.perMinute(second(350)), 0);
    }

    void theNewestOfEachIsKnown()
    {
        CollectionBook book;
        book.know(named("old", 5));
        book.note(named("new", 7), second(100));
        book.know(named("new", 6)); // read before, told later
        book.note(named("new"), second(101));
        QCOMPARE(book.collections().keys(), (QByteArrayList{"new", "old"}));
        QCOMPARE(book.collections()["new"].newest, named("new"));
        QCOMPARE(book.collections()["new"].rate.perMinute(second(101)), 2);
        QCOMPARE(book.collections()["old"].rate.perMinute(second(101)), 0);
    }

    void largeDataIsNotKept()
    {
        CollectionBook book;
        Event event = named("large", 1);
        event.data = '"' + QByteArray(CollectionState::maxDataBytes - 2, 'x') + '"';
        book.know(event);
        QCOMPARE(book.collections()["large"].newest, event);
        QCOMPARE(book.collections()["large"].leftOutBytes, 0);
        event.id = EventId(2);
        event.data += ' ';
        const qsizetype bytes = event.data.size();
        book.know(event);
        book.note(named("small", 3), second(1));
        QCOMPARE(book.collections()["large"].newest, named("large", 2));
        QCOMPARE(book.collections()["large"].leftOutBytes, bytes);
        book.note(event, second(2));
        QCOMPARE(book.collections()["large"].newest, named("large", 2));
        book.note(named("large", 4), second(3));
        QCOMPARE(book.collections()["large"].leftOutBytes, 0);
    }

    void theSilentAreForgotten()
    {
        CollectionBook book;
        for (int i = 0; i < CollectionBook::maxCollections; ++i)
            book.know(named("c" + QByteArray::number(i), i + 1, second(i + 10)));
        book.note(named("c0"), second(9000));
        book.know(named("late", 9000, second(9000)));
        QVERIFY(!book.collections().contains("late"));
        book.note(named("late", 9001, second(9001)), second(9001));
        QCOMPARE(book.collections().size(), CollectionBook::maxCollections);
        QVERIFY(book.collections().contains("late"));
        QVERIFY(book.collections().contains("c0"));
        QVERIFY(!book.collections().contains("c1"));
    }

    // Whatever time their events say: that of another wall, or of a clock that was wrong.
    void theSilentAreThoseThatWereHeardFirst()
    {
        CollectionBook book;
        for (int i = 0; i < CollectionBook::maxCollections; ++i)
            book.note(named("far" + QByteArray::number(i), 0, second(253'402'300'799)), second(10));
        book.note(named("a", 0, second(11)), second(11));
        book.note(named("b", 0, second(12)), second(12));
        QVERIFY(book.collections().contains("a"));
        QVERIFY(book.collections().contains("b"));
        QVERIFY(!book.collections().contains("far0"));
        QVERIFY(!book.collections().contains("far1"));
    }

    void anotherBookLearnsInTheSameOrder()
    {
        CollectionBook book;
        for (const char *collection : {"b", "a", "c", "b"})
            book.note(named(collection, 0, second(10)), second(10));
        QByteArrayList names;
        for (const Event &event : book.newestBySilence())
            names << event.collection;
        QCOMPARE(names, (QByteArrayList{"a", "c", "b"}));
    }
};

QTEST_APPLESS_MAIN(CollectionBookTest)
#include "collection_book_test.moc"
