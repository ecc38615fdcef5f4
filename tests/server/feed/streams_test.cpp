// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a connection once it is a stream: it is small, hears nothing, ends when its client ends, and what is sent
// below a WebSocket comes between its own frames and never into them.
#include "tests/support/live.h"

#include <QtTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class StreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }
    void whatASubscriberSendsIsIgnored();
    void whoEndsHisHalfHasLeft();
    void manyComeAndGoAtOnce();
    void whoComesAndGoesWhileABatchGoesOutDisturbsNobody();
    void aSubscriberIsSmall();
    void aBatchIsSharedByThoseWhoDoNotTakeIt();
    void pingsAndEventsDoNotDisturbEachOther();

private:
    [[nodiscard]] double listening(const QByteArray &kind) const
    {
        return metric(m_wall, "tallywall_subscribers{kind=\"" + kind + "\"}");
    }
    [[nodiscard]] int publish(int number) const
    {
        const QByteArray body = R"({"collection":"ticks","type":"tick","store":false,"data":)"
                + QByteArray::number(number) + '}';
        return m_wall.ask("POST", "/notify", body).status;
    }

    Wall m_wall;
};

void StreamsTest::whatASubscriberSendsIsIgnored()
{
    EventStream stream(m_wall.port());
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    stream.socket().write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" + QByteArray(500'000, 'x'));
    QVERIFY(waitUntil([&] { return stream.socket().bytesToWrite() == 0; }));
    QCOMPARE(publish(1), 202);
    QVERIFY(waitUntil([&] { return stream.events().size() == 1; }));
    QVERIFY(!stream.text().contains("HTTP/1.1"));
    QVERIFY(!stream.isClosed());
}

void StreamsTest::whoEndsHisHalfHasLeft()
{
    QTRY_COMPARE(listening("listen"), 0.0);
    EventStream stream(m_wall.port(), "/listen");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    QCOMPARE(listening("listen"), 1.0);
    stream.socket().disconnectFromHost();
    QVERIFY(waitUntil([&] { return stream.isClosed(); }));
    QTRY_COMPARE(listening("listen"), 0.0);
}

void StreamsTest::manyComeAndGoAtOnce()
{
    // Descriptors are used again while others with the same numbers are being closed.
    QTRY_COMPARE(listening("sse"), 0.0);
    std::vector<std::unique_ptr<EventStream>> streams;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 100; ++i)
            streams.push_back(std::make_unique<EventStream>(m_wall.port()));
        streams.erase(streams.begin(), streams.begin() + 50);
        QCOMPARE(publish(round), 202);
    }
    QVERIFY(waitUntil([&] {
        return std::all_of(streams.begin(), streams.end(), [](const auto &one) { return one->isOpen(); });
    }));
    QTRY_COMPARE(listening("sse"), double(streams.size()));
    QCOMPARE(publish(77), 202);
    QVERIFY(waitUntil([&] {
        return std::all_of(streams.begin(), streams.end(), [](const auto &one) {
            return !one->events().isEmpty() && one->events().constLast().envelope["data"_L1].toInt() == 77;
        });
    }));
    streams.clear();
    QTRY_COMPARE(listening("sse"), 0.0);
}

void StreamsTest::whoComesAndGoesWhileABatchGoesOutDisturbsNobody()
{
    // More subscribers than a batch reaches in one turn. Some leave and others come, with an id and without, while it goes out.
    constexpr int many = 700;
    constexpr int events = 40;
    const qint64 before = m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger();
    std::vector<std::unique_ptr<EventStream>> staying;
    std::vector<std::unique_ptr<EventStream>> leaving;
    std::vector<std::unique_ptr<EventStream>> coming;
    for (int i = 0; i < many; ++i)
        (i % 3 == 0 ? leaving : staying).push_back(std::make_unique<EventStream>(m_wall.port()));
    SocketListener chooser(m_wall, u"?collection=orders"_s);
    QTRY_COMPARE(listening("sse"), double(many));
    QVERIFY(waitUntil([&] { return chooser.isOpen(); }));

    HttpClient publisher = m_wall.client();
    QByteArray requests;
    for (int i = 0; i < events; ++i) {
        const QByteArray body = R"({"collection":"orders","type":"paid","data":)" + QByteArray::number(i) + '}';
        requests += "POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size())
                + "\r\n\r\n" + body;
    }
    QVERIFY(publisher.send(requests));
    const QByteArray sinceThen = "/events?since=" + QByteArray::number(before);
    while (!leaving.empty()) {
        leaving.pop_back();
        coming.push_back(std::make_unique<EventStream>(m_wall.port(), sinceThen));
        if (leaving.size() % 20 == 0)
            QVERIFY(chooser.say(leaving.size() % 40 == 0 ? R"({"subscribe":["a"]})" : R"({"unsubscribe":["a"]})"));
        QCoreApplication::processEvents();
    }
    QList<qint64> all;
    for (int i = 1; i <= events; ++i)
        all.append(before + i);
    for (const auto *group : {&staying, &coming}) {
        for (const auto &stream : *group) {
            QVERIFY(waitUntil([&] { return stream->lastId() == before + events; }));
            QCOMPARE(idsOf(stream->events()), all);
        }
    }
    QVERIFY(waitUntil([&] { return chooser.ids.size() >= events; }));
    QCOMPARE(chooser.ids, all);
    staying.clear();
    coming.clear();
    QTRY_COMPARE(listening("sse"), 0.0);
}

void StreamsTest::aSubscriberIsSmall()
{
    constexpr int count = 300;
    const qint64 before = m_wall.residentBytes();
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<HttpClient>(m_wall.port()));
        QVERIFY(clients.back()->send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }
    QTRY_COMPARE(listening("sse"), double(count));
    const qint64 each = (m_wall.residentBytes() - before) / count;
    QVERIFY2(each < 12'000, qPrintable(QString::number(each))); // with a QTcpSocket it is twenty thousand
}

void StreamsTest::aBatchIsSharedByThoseWhoDoNotTakeIt()
{
    // Ten thousand results at a time for WebSockets that read nothing: what waits for them is there once, and ends.
    const QByteArray array = '[' + QByteArray(R"({"name":"a","time":1},)").repeated(10'000).chopped(1) + ']';
    QCOMPARE(m_wall.ask("POST", "/results", array).status, 201); // what that needs by itself is there
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 40; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->setReadBufferSize(1);
        silent.back()->connectToHost(QHostAddress::LocalHost, m_wall.port());
        QVERIFY(silent.back()->waitForConnected());
        silent.back()->write("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
    QTRY_COMPARE(listening("ws"), 40.0);
    const qint64 before = m_wall.residentBytes();
    for (int i = 0; i < 4; ++i)
        QCOMPARE(m_wall.ask("POST", "/results", array).status, 201);
    QVERIFY2(m_wall.residentBytes() - before < 60'000'000,
             qPrintable(QString::number(m_wall.residentBytes() - before)));
    QTRY_COMPARE(listening("ws"), 0.0); // too slow
}

void StreamsTest::pingsAndEventsDoNotDisturbEachOther()
{
    constexpr int count = 2000;
    SocketListener listener(m_wall, u"?collection=ticks"_s);
    QVERIFY(waitUntil([&] { return listener.isOpen(); }));
    QTRY_COMPARE(listening("ws"), 1.0);
    int pongs = 0;
    connect(&listener.socket, &QWebSocket::pong, this, [&] {
        ++pongs;
        listener.socket.ping("x"); // there is always one under way, and its answer in the socket's buffer
    });
    listener.socket.ping("x");
    HttpClient publisher = m_wall.client();
    QByteArray requests;
    for (int i = 0; i < count; ++i) {
        const QByteArray body = R"({"collection":"ticks","type":"tick","store":false,"data":)" + QByteArray::number(i)
                + '}';
        requests += "POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size())
                + "\r\n\r\n" + body;
    }
    QVERIFY(publisher.send(requests));
    QVERIFY(waitUntil([&] { return listener.events.size() == count; }));
    for (int i = 0; i < count; ++i)
        QCOMPARE(listener.events.at(i)["data"_L1].toInt(), i);
    QVERIFY(waitUntil([&] { return pongs >= 3; }));
    QVERIFY(listener.isOpen());
}

QTEST_GUILESS_MAIN(StreamsTest)
#include "streams_test.moc"
