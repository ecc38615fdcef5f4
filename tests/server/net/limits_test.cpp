// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one client can make the program hold: answers it does not read, descriptors, connections, bodies it may not send.
#include "tests/support/live.h"

#include <QNetworkInterface>
#include <QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

QByteArray manyRecords()
{
    const QByteArray record = R"({"name":"a runner whose name is not short","time":12.34})";
    return '[' + (record + ',').repeated(9999) + record + ']';
}

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoReadsNothingIsNotServedForEver();
    void requestsOfWhoDoesNotReadWaitUnread();
    void itHearsAgainAfterRunningOutOfDescriptors();
    void aCrowdFromOneAddressIsTurnedAway();
    void aLargeBodyIsOnlyTakenFromThoseWhoMaySendIt_data();
    void aLargeBodyIsOnlyTakenFromThoseWhoMaySendIt();
    void whatFollowsTheLastRequestIsNotCarriedOut();

private:
    Wall m_wall{{u"--listen"_s, u"0.0.0.0"_s}};
};

void LimitsTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void LimitsTest::whoReadsNothingIsNotServedForEver()
{
    // Answers of a megabyte each for a client that takes none of them, and asks for the next one when the last is ready:
    // the question of somebody else, behind it in the queue of the store, is answered then.
    QCOMPARE(m_wall.ask("POST", "/results", manyRecords()).status, 201);
    QTcpSocket socket;
    socket.setReadBufferSize(1);
    socket.connectToHost(QHostAddress::LocalHost, m_wall.port());
    QVERIFY(socket.waitForConnected());
    HttpClient other = m_wall.client();
    for (int i = 0; i < 500; ++i) {
        socket.write(get("/results?limit=10000"));
        socket.flush();
        QCOMPARE(other.ask("GET", "/results?limit=1").status, 200);
    }
    const qint64 resident = m_wall.residentBytes();
    QVERIFY(resident > 0);
    QVERIFY2(resident < 300'000'000, qPrintable(QString::number(resident)));
}

void LimitsTest::requestsOfWhoDoesNotReadWaitUnread()
{
    // Thirty megabytes of answers are asked for in one go. They are made when somebody takes them, and all of them then.
    constexpr int requests = 7000;
    const qint64 before = m_wall.residentBytes();
    QTcpSocket socket;
    socket.setReadBufferSize(1);
    socket.connectToHost(QHostAddress::LocalHost, m_wall.port());
    QVERIFY(socket.waitForConnected());
    socket.write(get("/").repeated(requests));
    (void)socket.waitForBytesWritten();
    HttpClient other = m_wall.client();
    for (int i = 0; i < 200; ++i)
        QCOMPARE(other.ask("GET", "/health").status, 200);
    QVERIFY2(m_wall.residentBytes() - before < 20'000'000,
             qPrintable(QString::number(m_wall.residentBytes() - before)));

    socket.setReadBufferSize(0);
    int answers = 0;
    QByteArray received;
    while (answers < requests && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(15'000))) {
        received += socket.readAll();
        answers += int(received.count("HTTP/1.1 200"));
        received = received.last(std::min<qsizetype>(received.size(), 11)); // one may be cut here
    }
    QCOMPARE(answers, requests);
}

void LimitsTest::itHearsAgainAfterRunningOutOfDescriptors()
{
    Wall wall;
    QVERIFY(wall.start());
    // Whatever it needs once is open by now; the sanitizer's own look at a type, too, which takes descriptors.
    QCOMPARE(wall.ask("GET", "/health").status, 200);
    QProcess::execute(u"prlimit"_s, {u"--pid"_s, QString::number(wall.process().processId()), u"--nofile=64:64"_s});
    {
        QList<std::shared_ptr<QTcpSocket>> crowd;
        for (int i = 0; i < 100; ++i) {
            crowd.append(std::make_shared<QTcpSocket>());
            crowd.last()->connectToHost(QHostAddress::LocalHost, wall.port());
            QVERIFY(crowd.last()->waitForConnected());
        }
        // The last of them waits in the backlog: there is no descriptor for it.
        crowd.last()->write(get("/health"));
        QVERIFY(!crowd.last()->waitForReadyRead(500));
    }
    QCOMPARE(wall.ask("GET", "/health").status, 200);
    QVERIFY(wall.stop());
}

void LimitsTest::aCrowdFromOneAddressIsTurnedAway()
{
    QHostAddress own;
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            own = address;
    }
    if (own.isNull())
        return; // a machine without a network has no crowds
    std::vector<std::unique_ptr<HttpClient>> crowd;
    for (int i = 0; i < 512; ++i) {
        crowd.push_back(std::make_unique<HttpClient>(m_wall.port(), own));
        QCOMPARE(crowd.back()->ask("GET", "/nothing").status, 404);
    }
    HttpClient oneMore(m_wall.port(), own);
    QVERIFY(oneMore.send({}));
    const Answer refused = oneMore.receive();
    QCOMPARE(refused.status, 503);
    QVERIFY(!refused.field("Retry-After").isEmpty());
    // The machine itself is not shut out; and when one of them has left, there is room.
    QCOMPARE(m_wall.ask("GET", "/nothing").status, 404);
    crowd.clear();
    QTRY_COMPARE(HttpClient(m_wall.port(), own).ask("GET", "/nothing").status, 404);
}

void LimitsTest::aLargeBodyIsOnlyTakenFromThoseWhoMaySendIt_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("from here") << "Host: localhost\r\n"_ba << 100;
    QTest::newRow("from elsewhere") << "Host: wall.example\r\n"_ba << 401;
    QTest::newRow("from elsewhere with the token") << "Host: wall.example\r\nAuthorization: Bearer TOKEN\r\n"_ba << 100;
    QTest::newRow("from a foreign page") << "Host: localhost\r\nOrigin: http://evil.example\r\n"_ba << 403;
}

void LimitsTest::aLargeBodyIsOnlyTakenFromThoseWhoMaySendIt()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    HttpClient client = m_wall.client();
    QVERIFY(client.send("POST /results HTTP/1.1\r\n" + fields.replace("TOKEN", m_wall.token())
                        + "Expect: 100-continue\r\nContent-Length: 10000000\r\n\r\n"));
    QCOMPARE(client.receive(std::chrono::seconds(5), status != 100).status, status);
    if (status != 100)
        QVERIFY(client.waitForClose());
}

void LimitsTest::whatFollowsTheLastRequestIsNotCarriedOut()
{
    // RFC 9112, section 9.6: behind "Connection: close" nothing is a request any more.
    const auto last = [this] { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); };
    const qint64 before = last();
    const QByteArray record = R"({"name":"Ada","time":1})";
    const QByteArray post = "POST /results HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + QByteArray::number(record.size()) + "\r\n";
    HttpClient client = m_wall.client();
    QVERIFY(client.send(post + "Connection: close\r\n\r\n" + record + post + "\r\n" + record));
    QCOMPARE(client.receive().status, 201);
    QCOMPARE(client.readUntil({}), QByteArray());
    QVERIFY(client.waitForClose());
    QCOMPARE(last(), before + 1);
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
