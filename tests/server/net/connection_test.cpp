// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection, many requests: their order, their pieces, and when it is closed. Raw sockets against the real program.
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QByteArray host("Host: localhost\r\n");

QByteArray get(const QByteArray &path, const QByteArray &more = {})
{
    return "GET " + path + " HTTP/1.1\r\n" + host + more + "\r\n";
}

QByteArray post(const QByteArray &body, const QByteArray &more = {})
{
    return "POST /results HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n" + more
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray record(int number)
{
    return R"({"name":"Ada )" + QByteArray::number(number) + R"(","time":12.34})";
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aConnectionIsUsedAgain();
    void closeIsHonoured_data();
    void closeIsHonoured();
    void aRequestMayComeByteByByte();
    void aRequestMayBeCutAnywhere();
    void answersComeInTheOrderOfTheRequests();
    void threeHundredRequestsAtOnceAreAllAnswered();
    void aThousandWritesAtOnceAreAnsweredInOrder();
    void aLargeBodyMayComeInManyPackets();
    void whoExpectsToGoOnIsTold();
    void whoExpectsToGoOnBehindAnotherIsTold();
    void whoLeavesHarmsNobody();
    void whoEndsItsHalfIsStillAnswered();
    void aStreamBehindAWriteWaitsForIt();

private:
    Wall m_wall;
};

void ConnectionTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void ConnectionTest::aConnectionIsUsedAgain()
{
    HttpClient client = m_wall.client();
    for (int i = 0; i < 50; ++i) {
        const Answer answer = client.ask("POST", "/results", record(i));
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.field("Connection"), QByteArray());
        QCOMPARE(client.ask("DELETE", answer.field("Location")).status, 204);
        QCOMPARE(client.ask("GET", "/nothing").status, 404);
    }
}

void ConnectionTest::closeIsHonoured_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("closed");
    const QByteArray old = "GET /health HTTP/1.0\r\n";
    QTest::newRow("asked for") << get("/health", "Connection: close\r\n") << true;
    QTest::newRow("asked for in capitals") << get("/health", "connection: Foo, CLOSE\r\n") << true;
    QTest::newRow("with a write") << post(record(0), "Connection: close\r\n") << true;
    QTest::newRow("HTTP/1.0") << old + "\r\n" << true;
    QTest::newRow("HTTP/1.0 that stays") << old + "Connection: keep-alive\r\n\r\n" << false;
    QTest::newRow("HTTP/1.1") << get("/health") << false;
}

void ConnectionTest::closeIsHonoured()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, closed);
    HttpClient client = m_wall.client();
    QVERIFY(client.send(request));
    const Answer answer = client.receive();
    QVERIFY(answer.status == 200 || answer.status == 201);
    if (closed) {
        QCOMPARE(answer.field("Connection"), "close"_ba);
        QVERIFY(client.waitForClose());
    } else {
        QVERIFY(client.send(request));
        QCOMPARE(client.receive().status, answer.status);
    }
}

void ConnectionTest::aRequestMayComeByteByByte()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_wall.port());
    QVERIFY(socket.waitForConnected());
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (const char byte : "\r\n" + post(record(1)) + get("/nothing")) {
        socket.write(&byte, 1);
        QVERIFY(socket.flush());
    }
    QByteArray received;
    while (received.count("HTTP/1.1 ") < 2 && socket.waitForReadyRead())
        received += socket.readAll();
    QVERIFY(received.startsWith("HTTP/1.1 201"));
    QVERIFY(received.contains("HTTP/1.1 404"));
}

void ConnectionTest::aRequestMayBeCutAnywhere()
{
    const QByteArray whole = post(record(2)) + get("/nothing");
    for (qsizetype cut = 1; cut < whole.size(); ++cut) {
        HttpClient client = m_wall.client();
        QVERIFY(client.send(whole.first(cut)));
        // An answer to somebody else: the first part has been read by then.
        QCOMPARE(m_wall.ask("GET", "/nothing").status, 404);
        QVERIFY(client.send(whole.sliced(cut)));
        QCOMPARE(client.receive().status, 201);
        QCOMPARE(client.receive().status, 404);
    }
}

void ConnectionTest::answersComeInTheOrderOfTheRequests()
{
    // A write waits for its transaction; what follows is known sooner, and has to wait for it.
    HttpClient client = m_wall.client();
    QByteArray requests;
    for (int i = 0; i < 30; ++i)
        requests += post(record(i)) + get("/nothing") + get("/assets/none") + get("/results?limit=1");
    QVERIFY(client.send(requests));
    for (int i = 0; i < 30; ++i) {
        const Answer created = client.receive();
        QCOMPARE(created.status, 201);
        QCOMPARE(created.json().value("name"_L1).toString(), u"Ada %1"_s.arg(i));
        QCOMPARE(client.receive().status, 404);
        QVERIFY(client.receive().detail().contains("no such file"_L1));
        QVERIFY(client.receive().json().contains("results"_L1));
    }
}

void ConnectionTest::threeHundredRequestsAtOnceAreAllAnswered()
{
    HttpClient client = m_wall.client();
    QByteArray requests;
    for (int i = 0; i < 300; ++i)
        requests += get("/nothing" + QByteArray::number(i));
    QVERIFY(client.send(requests));
    for (int i = 0; i < 300; ++i)
        QVERIFY(client.receive().detail().contains(u"/nothing%1."_s.arg(i)));
}

void ConnectionTest::aThousandWritesAtOnceAreAnsweredInOrder()
{
    // More than may wait for their answer, and more than is read ahead: nothing is refused, the rest waits its turn.
    const auto count = [this] { return m_wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInteger(); };
    const qint64 before = count();
    HttpClient client = m_wall.client();
    QByteArray requests;
    for (int i = 0; i < 1000; ++i)
        requests += i % 3 == 0 ? get("/nothing" + QByteArray::number(i)) : post(record(i));
    QVERIFY(client.send(requests));
    for (int i = 0; i < 1000; ++i) {
        const Answer answer = client.receive();
        QCOMPARE(answer.status, i % 3 == 0 ? 404 : 201);
        if (i % 3 != 0)
            QCOMPARE(answer.json().value("name"_L1).toString(), u"Ada %1"_s.arg(i));
    }
    QCOMPARE(count(), before + 666);
}

void ConnectionTest::aLargeBodyMayComeInManyPackets()
{
    QByteArray body = "[";
    for (int i = 0; i < 9999; ++i)
        body += record(i) + ',';
    const QByteArray whole = post(body + record(9999) + ']') + get("/nothing");
    HttpClient client = m_wall.client();
    for (qsizetype at = 0; at < whole.size(); at += 5003)
        QVERIFY(client.send(whole.mid(at, 5003)));
    QCOMPARE(client.receive().status, 201);
    QCOMPARE(client.receive().status, 404);
}

void ConnectionTest::whoExpectsToGoOnIsTold()
{
    HttpClient client = m_wall.client();
    const QByteArray whole = post(record(5), "Expect: 100-Continue\r\n");
    const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
    QVERIFY(client.send(whole.first(head)));
    QCOMPARE(client.receive(std::chrono::seconds(5), false).status, 100);
    QVERIFY(client.send(whole.sliced(head)));
    QCOMPARE(client.receive().status, 201);
}

void ConnectionTest::whoExpectsToGoOnBehindAnotherIsTold()
{
    HttpClient client = m_wall.client();
    const QByteArray whole = post(record(6), "Expect: 100-continue\r\n");
    const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
    QVERIFY(client.send(post(record(5)) + whole.first(head)));
    QCOMPARE(client.receive().status, 201);
    QCOMPARE(client.receive(std::chrono::seconds(5), false).status, 100);
    QVERIFY(client.send(whole.sliced(head)));
    QCOMPARE(client.receive().status, 201);
}

void ConnectionTest::whoLeavesHarmsNobody()
{
    // In the middle of a head, of a body, and while a write is under way.
    for (int i = 0; i < 100; ++i) {
        for (const QByteArray &part : {get("/health").chopped(5), post(record(i)).chopped(5), post(record(i)),
                                       get("/results?limit=10000"), get("/events?since=0")}) {
            HttpClient client = m_wall.client();
            QVERIFY(client.send(part));
            client.close();
        }
    }
    QCOMPARE(m_wall.ask("GET", "/health").status, 200);
    QTRY_COMPARE(metric(m_wall, "tallywall_subscribers{kind=\"sse\"}"), 0.0);
}

void ConnectionTest::whoEndsItsHalfIsStillAnswered()
{
    // As `nc -N` does: all is sent, nothing more will come, the answer is awaited.
    QProcess client;
    client.start(u"bash"_s,
                 {u"-c"_s,
                  u"exec 3<>/dev/tcp/127.0.0.1/%1; printf '%s' \"$0\" >&3; timeout 5 cat <&3"_s.arg(m_wall.port()),
                  QString::fromLatin1(get("/nothing", "Connection: close\r\n"))});
    QVERIFY(client.waitForFinished());
    QVERIFY(client.readAllStandardOutput().startsWith("HTTP/1.1 404"));
}

void ConnectionTest::aStreamBehindAWriteWaitsForIt()
{
    HttpClient client = m_wall.client();
    QVERIFY(client.send(post(record(7)) + get("/events")));
    const Answer created = client.receive();
    QCOMPARE(created.status, 201);
    QVERIFY(client.readUntil("retry:").contains("text/event-stream"));
    QCOMPARE(m_wall.ask("POST", "/results", record(8)).status, 201);
    QVERIFY(client.readUntil("Ada 8").contains("Ada 8"));
}

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
