// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /notify: what another program publishes reaches who listens, and is kept where it is to be kept.
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class NotifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }
    void whatIsStoredIsAnsweredWithItsEnvelopeAndComesAgain();
    void whatIsNotStoredIsPassedOnOnce();
    void onlyThoseWhoAskedForTheCollectionHearOfIt();
    void mistakesStoreNothing_data();
    void mistakesStoreNothing();

private:
    Wall m_wall;
};

void NotifyTest::whatIsStoredIsAnsweredWithItsEnvelopeAndComesAgain()
{
    EventStream live(m_wall.port());
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = m_wall.ask("POST", "/notify", R"({"collection":"orders","type":"paid","data":{"sum":7}})");
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.json()["id"_L1].toInteger() > 0);
    QCOMPARE(answer.json()["data"_L1]["sum"_L1].toInt(), 7);

    EventStream later(m_wall.port(), "/events?collection=orders&since=0");
    for (const EventStream *stream : {&live, &later}) {
        QVERIFY(waitUntil([&] { return !stream->events().isEmpty(); }));
        QCOMPARE(stream->events().constFirst().envelope, answer.json());
    }
}

void NotifyTest::whatIsNotStoredIsPassedOnOnce()
{
    const auto last = [this] { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); };
    const qint64 before = last();
    EventStream sse(m_wall.port(), "/events?collection=ticks");
    SocketListener socket(m_wall);
    QVERIFY(waitUntil([&] { return sse.isOpen() && socket.isOpen(); }));
    const Answer answer = m_wall.ask("POST", "/notify", R"({"collection":"ticks","type":"tick","store":false})");
    QCOMPARE(answer.status, 202);
    QVERIFY(!answer.json().contains("id"_L1));
    QVERIFY(!answer.json().contains("data"_L1));
    QVERIFY(waitUntil([&] { return sse.events().size() == 1 && socket.events.size() == 1; }));
    QCOMPARE(sse.events().constFirst().envelope, answer.json());
    QCOMPARE(socket.events.constFirst(), answer.json());
    QCOMPARE(last(), before);
}

void NotifyTest::onlyThoseWhoAskedForTheCollectionHearOfIt()
{
    EventStream two(m_wall.port(), "/events?collection=a,b");
    EventStream one(m_wall.port(), "/events?collection=b");
    EventStream all(m_wall.port());
    QVERIFY(waitUntil([&] { return two.isOpen() && one.isOpen() && all.isOpen(); }));
    for (const char *collection : {"a", "b", "c"}) {
        const QByteArray body = R"({"collection":")" + QByteArray(collection) + R"(","type":"said","store":false})";
        QCOMPARE(m_wall.ask("POST", "/notify", body).status, 202);
    }
    QVERIFY(waitUntil([&] { return all.events().size() == 3; }));
    QVERIFY(waitUntil([&] { return two.events().size() == 2 && one.events().size() == 1; }));
    QCOMPARE(one.events().constFirst().collection, u"b"_s);
}

void NotifyTest::mistakesStoreNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("no JSON") << "collection=a"_ba << 400;
    QTest::newRow("an array") << "[]"_ba << 422;
    QTest::newRow("a name that is none") << R"({"collection":"../a","type":"b"})"_ba << 422;
    QTest::newRow("the feed's own") << R"({"collection":"feed","type":"gap","data":{"missed":9}})"_ba << 422;
}

void NotifyTest::mistakesStoreNothing()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const auto last = [this] { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); };
    const qint64 before = last();
    const Answer answer = m_wall.ask("POST", "/notify", body);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(last(), before);
}

QTEST_GUILESS_MAIN(NotifyTest)
#include "notify_test.moc"
