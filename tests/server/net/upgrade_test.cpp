// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who asks for a WebSocket gets one or an answer, and never silence: the traps of Qt 6.4 (docs/architecture.md).
#include "tests/support/live.h"

#include <QtTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QByteArray handshake("Host: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");

} // namespace

class UpgradeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onlyOneAddressBecomesAWebSocket_data();
    void onlyOneAddressBecomesAWebSocket();
    void aBrokenHandshakeIsAnswered_data();
    void aBrokenHandshakeIsAnswered();
    void aPlainVisitIsToldWhatItIs();
    void otherUpgradesAreIgnored();
    void anUpgradeBehindAWriteDoesNotOvertakeIt();
    void brokenHandshakesLeaveNothingBehind();

private:
    Wall m_wall;
};

void UpgradeTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void UpgradeTest::onlyOneAddressBecomesAWebSocket_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("/ws") << "/ws"_ba << 101;
    QTest::newRow("/ws with a query") << "/ws?collection=results&since=0"_ba << 101;
    QTest::newRow("an unknown path") << "/nothing"_ba << 404;
    QTest::newRow("a path with an ordinary route") << "/results"_ba << 404;
    QTest::newRow("a path with a deferred answer") << "/health"_ba << 404;
    QTest::newRow("another stream") << "/events"_ba << 404;
    QTest::newRow("the page") << "/"_ba << 404;
    QTest::newRow("almost") << "/ws/"_ba << 404;
    QTest::newRow("an id that is none") << "/ws?since=abc"_ba << 400;
    QTest::newRow("a filter that is none") << "/ws?collection=A"_ba << 422;
}

void UpgradeTest::onlyOneAddressBecomesAWebSocket()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    HttpClient client = m_wall.client();
    QVERIFY(client.send("GET " + path + " HTTP/1.1\r\n" + handshake + "\r\n"));
    const Answer answer = client.receive(std::chrono::seconds(5), status != 101);
    QCOMPARE(answer.status, status);
    if (status == 101)
        return;
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
    QVERIFY(!answer.detail().isEmpty());
    QVERIFY(client.waitForClose());
    // A real client sees a failure soon, too.
    QWebSocket socket;
    QSignalSpy failed(&socket, &QWebSocket::disconnected);
    socket.open(QUrl(QString::fromLatin1("ws://127.0.0.1:" + QByteArray::number(m_wall.port()) + path)));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 3000);
}

void UpgradeTest::aBrokenHandshakeIsAnswered_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("without");
    QTest::addColumn<QByteArray>("instead");
    QTest::newRow("no key") << "GET"_ba
                            << "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"_ba << QByteArray();
    QTest::newRow("no version") << "GET"_ba
                                << "Sec-WebSocket-Version: 13\r\n"_ba << QByteArray();
    QTest::newRow("an old version") << "GET"_ba
                                    << "Version: 13"_ba
                                    << "Version: 8"_ba;
    QTest::newRow("a short key") << "GET"_ba
                                 << "dGhlIHNhbXBsZSBub25jZQ=="_ba
                                 << "abc"_ba;
    QTest::newRow("bare line feeds") << "GET"_ba
                                     << "\r\n"_ba
                                     << "\n"_ba;
    QTest::newRow("a write") << "POST"_ba << QByteArray("\xff") << QByteArray();
}

void UpgradeTest::aBrokenHandshakeIsAnswered()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, without);
    QFETCH(QByteArray, instead);
    HttpClient client = m_wall.client();
    QVERIFY(client.send(method + " /ws HTTP/1.1\r\n" + QByteArray(handshake).replace(without, instead) + "\r\n"));
    const Answer answer = client.receive(std::chrono::seconds(5));
    QVERIFY2(answer.status == 400 || answer.status == 405 || answer.status == 426,
             qPrintable(QString::number(answer.status)));
    QVERIFY(!answer.detail().isEmpty());
    if (answer.status == 426)
        QCOMPARE(answer.field("Sec-WebSocket-Version"), "13"_ba);
    QVERIFY(client.waitForClose());
}

void UpgradeTest::aPlainVisitIsToldWhatItIs()
{
    const Answer answer = m_wall.ask("GET", "/ws");
    QCOMPARE(answer.status, 426);
    QCOMPARE(answer.field("Upgrade"), "websocket"_ba);
    QVERIFY(answer.detail().contains("WebSocket"_L1));
    QCOMPARE(answer.json().value("status"_L1).toInt(), 426);
}

void UpgradeTest::otherUpgradesAreIgnored()
{
    const Fields fields{{"Connection", "Upgrade, HTTP2-Settings"}, {"Upgrade", "h2c"}, {"HTTP2-Settings", ""}};
    QCOMPARE(m_wall.ask("GET", "/health", {}, fields).status, 200);
}

void UpgradeTest::anUpgradeBehindAWriteDoesNotOvertakeIt()
{
    const QByteArray record = R"({"name":"Ada","time":12.34})";
    for (const QByteArray &path : {"/ws"_ba, "/results"_ba}) {
        HttpClient client = m_wall.client();
        QVERIFY(client.send("POST /results HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + QByteArray::number(record.size()) + "\r\n\r\n" + record + "GET " + path + " HTTP/1.1\r\n"
                            + handshake + "\r\n"));
        QCOMPARE(client.receive().status, 201);
    }
}

void UpgradeTest::brokenHandshakesLeaveNothingBehind()
{
    const QByteArray body(1'000'000, 'x');
    const qint64 before = m_wall.residentBytes();
    for (int i = 0; i < 150; ++i) {
        HttpClient client = m_wall.client();
        QVERIFY(client.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            "Content-Length: 1000000\r\n\r\n"
                            + body));
        QVERIFY(client.waitForClose());
    }
    QVERIFY(m_wall.residentBytes() - before < 50'000'000);
}

QTEST_GUILESS_MAIN(UpgradeTest)
#include "upgrade_test.moc"
