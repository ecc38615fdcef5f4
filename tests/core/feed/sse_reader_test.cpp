// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/sse_reader.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

Q_DECLARE_METATYPE(QList<tallywall::SseEvent>)

// The stream of the specification's rules and examples (WHATWG HTML, sections 9.2.5 and 9.2.6).
class SseReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreRead_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QList<SseEvent>>("events");
        QTest::newRow("lines are joined")
                << "data: YHOO\ndata: +2\ndata: 10\n\n"_ba << QList<SseEvent>{{"message", "YHOO\n+2\n10", {}}};
        QTest::newRow("comment, id, id without a value, blank")
                << ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"_ba
                << QList<SseEvent>{{"message", "first event", "1"},
                                   {"message", "second event", {}},
                                   {"message", " third event", {}}};
        QTest::newRow("empty data is data; the last block is not ended")
                << "data\n\ndata\ndata\n\ndata:"_ba << QList<SseEvent>{{"message", "", {}}, {"message", "\n", {}}};
        QTest::newRow("one blank is left out") << "data:test\n\ndata: test\n\n"_ba
                                               << QList<SseEvent>{{"message", "test", {}}, {"message", "test", {}}};
        QTest::newRow("a type holds for one event")
                << "event: add\ndata: 7\n\ndata: 8\n\n"_ba << QList<SseEvent>{{"add", "7", {}}, {"message", "8", {}}};
        QTest::newRow("a type without data is none")
                << "event: add\n\ndata: 8\n\n"_ba << QList<SseEvent>{{"message", "8", {}}};
        QTest::newRow("every end of a line")
                << "data: a\r\rdata: b\r\n\r\ndata: c\n\n"_ba
                << QList<SseEvent>{{"message", "a", {}}, {"message", "b", {}}, {"message", "c", {}}};
        QTest::newRow("a byte order mark") << "\xef\xbb\xbf"
                                              "data: a\n\n"_ba
                                           << QList<SseEvent>{{"message", "a", {}}};
        QTest::newRow("only at the start") << "data: a\n\n\xef\xbb\xbf"
                                              "data: b\n\n"_ba
                                           << QList<SseEvent>{{"message", "a", {}}};
        QTest::newRow("an id stays") << "id: 4\n\ndata: a\n\nid: 5\ndata: b\n\n"_ba
                                     << QList<SseEvent>{{"message", "a", "4"}, {"message", "b", "5"}};
        QTest::newRow("unknown fields") << "Data: a\ndatum: b\ndata: c\n\n"_ba << QList<SseEvent>{{"message", "c", {}}};
    }
    void streamsAreRead()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QList<SseEvent>, events);
        QCOMPARE(SseReader().read(stream), events);
        SseReader byBytes;
        QList<SseEvent> read;
        for (const char byte : std::as_const(stream))
            read.append(byBytes.read(QByteArrayView(&byte, 1)));
        QCOMPARE(read, events);
    }

    void itComesBackWithTheLastId()
    {
        SseReader reader("17");
        QCOMPARE(reader.lastId(), "17"_ba);
        QCOMPARE(reader.read("data: a\n\nid: 18\n").constFirst().lastId, "17"_ba);
        QCOMPARE(reader.lastId(), "17"_ba); // not dispatched
        QVERIFY(reader.read("\n").isEmpty());
        QCOMPARE(reader.lastId(), "18"_ba);
        (void)reader.read(QByteArray("id: 1\0009\n\n", 9));
        QCOMPARE(reader.lastId(), "18"_ba);
    }

    void theStreamSaysWhenToComeBack()
    {
        SseReader reader;
        (void)reader.read("retry: soon\n");
        QVERIFY(!reader.retry());
        (void)reader.read("retry: 2500\nretry: 99999999999\nretry: -1\n");
        QCOMPARE(reader.retry(), 2500);
    }

    void aStreamNamesItsWallBeforeAnythingElse()
    {
        SseReader reader;
        (void)reader.read("retry: 1\nTallywall-Store: b2\nid: 1\n\n");
        QCOMPARE(reader.store(), "b2"_ba);
        QVERIFY(!reader.hasSpoken());
        SseReader another;
        (void)another.read("data: a\n\nTallywall-Store: d4\n\n");
        QCOMPARE(another.store(), QByteArray());
    }

    void whatHasNoEndIsNotKept()
    {
        SseReader reader({}, 100);
        QVERIFY(!reader.read("data: " + QByteArray(80, 'x') + "\n\n").isEmpty());
        QVERIFY(!reader.overflowed());
        (void)reader.read("data: " + QByteArray(60, 'x') + "\ndata: " + QByteArray(60, 'x'));
        QVERIFY(reader.overflowed());
        QVERIFY(reader.read("\n\n").isEmpty());
    }
};

QTEST_APPLESS_MAIN(SseReaderTest)
#include "sse_reader_test.moc"
