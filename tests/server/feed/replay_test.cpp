// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is missed: subscribers join at any moment, from any id, while writing goes on, and each gets every event after its
// id once and in order. A subscriber that does not read is closed, and delays nobody.
#include "tests/support/live.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall::test;

namespace {

// Whether these are all ids after `since`, once and in order.
bool isWhole(const QList<qint64> &ids, qint64 since, qint64 last)
{
    if (ids.size() != last - since)
        return false;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (ids.at(i) != since + 1 + i)
            return false;
    }
    return true;
}

QByteArray manyRecords(int count, int nameLength)
{
    QJsonArray array;
    for (int i = 0; i < count; ++i)
        array.append(QJsonObject{{u"name"_s, QString(nameLength, u'a')}, {u"time"_s, i}});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace

class ReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyMissesAnythingWhileFourWrite_data();
    void nobodyMissesAnythingWhileFourWrite();
    void whoComesBackAgainAndAgainMissesNothing();
    void aLongReplayComesFromTheStoreInPages();
    void aReplayOfLargeEventsIsTakenInPieces();
    void whoDoesNotReadIsClosedAndOthersGetEverything();

private:
    QRandomGenerator m_random{20261121};
};

void ReplayTest::nobodyMissesAnythingWhileFourWrite_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("from the ring") << false;
    QTest::newRow("from the store, after a restart") << true;
}

void ReplayTest::nobodyMissesAnythingWhileFourWrite()
{
    QFETCH(bool, restarted);
    Wall wall;
    QVERIFY(wall.start());
    QCOMPARE(wall.ask("POST", "/results", manyRecords(3000, 10)).status, 201);
    if (restarted) {
        QVERIFY(wall.stop());
        QVERIFY(wall.start());
    }
    constexpr int each = 1500;
    QObject scope;
    QList<Writer *> writers;
    QList<std::pair<qint64, EventStream *>> subscribers;
    int written = 0;
    for (int i = 0; i < 4; ++i) {
        auto *writer = new Writer(wall.port(), u"writer %1"_s.arg(i), &scope);
        writers.append(writer);
        // Somebody joins now and then, from anywhere in the past.
        connect(writer, &Writer::progressed, &scope, [&] {
            if (++written % 200 != 0)
                return;
            const qint64 since = m_random.bounded(3000 + written + 1);
            subscribers.append(
                    {since, new EventStream(wall.port(), "/events?since=" + QByteArray::number(since), {}, &scope)});
        });
        writer->start(each);
    }
    const auto done = [&] {
        return std::all_of(writers.begin(), writers.end(), [](const Writer *one) { return one->isDone(); });
    };
    QVERIFY(waitUntil(done, 30s));
    for (const Writer *writer : writers)
        QCOMPARE(writer->acknowledged().size(), each);
    const qint64 last = 3000 + 4 * each;
    QVERIFY(subscribers.size() >= 20);
    for (const auto &[since, stream] : subscribers) {
        QVERIFY(waitUntil([one = stream, last] { return one->lastId() == last; }));
        QVERIFY(isWhole(idsOf(stream->events()), since, last));
        QCOMPARE(stream->events().size(), last - since); // nothing else came, no gap was told
    }
    QCOMPARE(metric(wall, "tallywall_dropped_subscribers_total"), 0.0);
}

void ReplayTest::whoComesBackAgainAndAgainMissesNothing()
{
    Wall wall;
    QVERIFY(wall.start());
    QObject scope;
    QList<Writer *> writers;
    for (int i = 0; i < 4; ++i) {
        writers.append(new Writer(wall.port(), u"writer %1"_s.arg(i), &scope));
        writers.last()->start(800);
    }
    QList<qint64> ids;
    int visits = 0;
    while (ids.size() < 3200) {
        EventStream stream(wall.port(), "/events",
                           {{"Last-Event-ID", QByteArray::number(ids.isEmpty() ? 0 : ids.constLast())}});
        const qsizetype wanted = std::min<qsizetype>(3200 - ids.size(), 1 + m_random.bounded(200));
        QVERIFY(waitUntil([&] { return stream.events().size() >= wanted; }));
        ids += idsOf(stream.events());
        ++visits;
    }
    QVERIFY(visits > 5);
    QVERIFY(isWhole(ids, 0, 3200));
}

void ReplayTest::aLongReplayComesFromTheStoreInPages()
{
    Wall wall;
    QVERIFY(wall.start());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(wall.ask("POST", "/results", manyRecords(10'000, 20)).status, 201);
    QCOMPARE(wall.ask("GET", "/say?name=a&message=b").status, 200);
    QVERIFY(wall.stop());
    QVERIFY(wall.start());
    EventStream whole(wall.port(), "/events?since=0");
    EventStream none(wall.port(), "/events?since=0&collection=ci"); // looks at all of them, and wants none
    Writer writer(wall.port(), u"late"_s);
    writer.start(200);
    QVERIFY(waitUntil([&] { return whole.lastId() == 50'200; }, 30s));
    QVERIFY(isWhole(idsOf(whole.events()), 0, 50'200));
    QVERIFY(none.events().isEmpty());
    QVERIFY(!none.isClosed());
}

void ReplayTest::aReplayOfLargeEventsIsTakenInPieces()
{
    // A run with 60 jobs makes an event of some 15 KiB, so that a page of the store holds more than an outbox may.
    Wall wall;
    QVERIFY(wall.start());
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/pipeline_running.json"_s);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QJsonObject delivery = QJsonDocument::fromJson(file.readAll()).object();
    QJsonArray builds;
    for (int i = 1; i <= 60; ++i)
        builds.append(QJsonObject{{u"id"_s, i},
                                  {u"name"_s, QString(100, u'j')},
                                  {u"stage"_s, u"test"_s},
                                  {u"status"_s, u"running"_s},
                                  {u"started_at"_s, u"2026-11-20 22:30:00 UTC"_s}});
    delivery.insert(u"builds"_s, builds);
    QJsonObject attributes = delivery.value("object_attributes"_L1).toObject();
    HttpClient client = wall.client();
    constexpr int runs = 1300;
    for (int i = 1; i <= runs; ++i) {
        attributes.insert(u"id"_s, i);
        delivery.insert(u"object_attributes"_s, attributes);
        QCOMPARE(client.ask("POST", "/hooks/gitlab", QJsonDocument(delivery).toJson(QJsonDocument::Compact)).status,
                 202);
    }
    QVERIFY(wall.stop());
    QVERIFY(wall.start());
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.lastId() == runs || stream.isClosed(); }));
    QCOMPARE(metric(wall, "tallywall_dropped_subscribers_total"), 0.0);
    QVERIFY(isWhole(idsOf(stream.events()), 0, runs));
}

void ReplayTest::whoDoesNotReadIsClosedAndOthersGetEverything()
{
    Wall wall;
    QVERIFY(wall.start());
    QTcpSocket slow;
    slow.setReadBufferSize(1);
    slow.connectToHost(QHostAddress::LocalHost, wall.port());
    QVERIFY(slow.waitForConnected());
    slow.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    slow.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(slow.waitForBytesWritten());
    EventStream reader(wall.port());
    QTRY_VERIFY(reader.isOpen());
    QTRY_COMPARE(metric(wall, "tallywall_subscribers{kind=\"sse\"}"), 2.0);

    constexpr int batches = 40;
    constexpr int perBatch = 1000; // some 300 KiB
    const QByteArray records = manyRecords(perBatch, 200);
    HttpClient writer = wall.client();
    qsizetype seen = 0;
    for (int i = 0; i < batches; ++i) {
        QCOMPARE(writer.ask("POST", "/results", records).status, 201);
        QVERIFY(waitUntil([&] { return reader.events().size() == (i + 1) * perBatch; })); // its reader keeps up
        seen += records.size();
    }
    QVERIFY(seen > 5 * 1024 * 1024);
    QVERIFY(isWhole(idsOf(reader.events()), 0, batches * perBatch));
    QTRY_COMPARE(metric(wall, "tallywall_subscribers{kind=\"sse\"}"), 1.0);
    QCOMPARE(metric(wall, "tallywall_dropped_subscribers_total"), 1.0);
    // It comes back, and gets what it missed.
    EventStream again(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return again.lastId() == batches * perBatch; }, 20s));
    QVERIFY(isWhole(idsOf(again.events()), 0, batches * perBatch));
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
