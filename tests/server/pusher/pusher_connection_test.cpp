// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Pusher Channels protocol: how a connection begins, what it is refused, and how it ends.
#include "core/pusher/proofs.h"
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

class PusherConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsEstablished();
    void whatIsNotSpokenHereIsToldAndClosed_data();
    void whatIsNotSpokenHereIsToldAndClosed();
    void versionsFiveToSevenAreSpoken_data();
    void versionsFiveToSevenAreSpoken();
    void aPingIsAnswered();
    void aPingOfTheWebSocketIsAnswered();
    void whatIsNotUnderstoodIsToldAndTheConnectionStays_data();
    void whatIsNotUnderstoodIsToldAndTheConnectionStays();
    void aMessagePastAllBoundsCloses();
    void anOrderlyStopAsksToComeBack();
    void whoDoesNotReadIsClosed();
    void connectionsAreCounted();
    void aVisitIsToldWhatItIs();
    void anotherPathIsNoWebSocket();
    void theApplicationIsToldToThoseWhoMayWrite();

private:
    std::unique_ptr<Wall> m_wall;
    PusherApp m_app;
};

void PusherConnectionTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
    m_app = appOf(*m_wall);
    QVERIFY(!m_app.key.isEmpty());
}

void PusherConnectionTest::itIsEstablished()
{
    PusherClient client(m_wall->port(), m_app, u"?protocol=7&client=js&version=8.6.0&flash=false"_s);
    const QJsonObject first = client.next();
    QCOMPARE(nameOf(first), u"pusher:connection_established"_s);
    QVERIFY(first["data"_L1].isString());
    static const QRegularExpression form(u"^\\d+\\.\\d+$"_s);
    QVERIFY(form.match(dataOf(first)["socket_id"_L1].toString()).hasMatch());
    QCOMPARE(dataOf(first)["activity_timeout"_L1].toInt(), 120);
    PusherClient other(m_wall->port(), m_app);
    QVERIFY(other.establish());
    QVERIFY(other.socketId() != dataOf(first)["socket_id"_L1].toString().toLatin1());
}

void PusherConnectionTest::whatIsNotSpokenHereIsToldAndClosed_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("code");
    QTest::newRow("an unknown application") << u"?protocol=7"_s << "other"_ba << 4001;
    QTest::newRow("no version") << QString() << QByteArray() << 4008;
    QTest::newRow("an empty version") << u"?protocol="_s << QByteArray() << 4008;
    QTest::newRow("a version that is no number") << u"?protocol=seven"_s << QByteArray() << 4006;
    QTest::newRow("an old version") << u"?protocol=4"_s << QByteArray() << 4007;
    QTest::newRow("a version to come") << u"?protocol=8"_s << QByteArray() << 4007;
}

void PusherConnectionTest::whatIsNotSpokenHereIsToldAndClosed()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, key);
    QFETCH(int, code);
    PusherApp asked = m_app;
    if (!key.isEmpty())
        asked.key = key;
    PusherClient client(m_wall->port(), asked, query);
    const QJsonObject error = client.next();
    QCOMPARE(codeOf(error), code);
    QVERIFY(!dataOf(error)["message"_L1].toString().isEmpty());
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.socket.closeCode()), code);
    QVERIFY(!client.socket.closeReason().isEmpty());
    QVERIFY(client.messages.isEmpty());
}

void PusherConnectionTest::versionsFiveToSevenAreSpoken_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"?protocol=5", "?protocol=6&client=iOS-libPusher&version=1.9.3", "?protocol=7"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void PusherConnectionTest::versionsFiveToSevenAreSpoken()
{
    QFETCH(QString, query);
    PusherClient client(m_wall->port(), m_app, query);
    QVERIFY(client.establish());
    client.subscribe("news");
    const QJsonObject answer = client.next();
    QCOMPARE(answer,
             QJsonObject({{u"event"_s, u"pusher_internal:subscription_succeeded"_s},
                          {u"channel"_s, u"news"_s},
                          {u"data"_s, u"{}"_s}}));
}

void PusherConnectionTest::aPingIsAnswered()
{
    PusherClient client(m_wall->port(), m_app);
    QVERIFY(client.establish());
    client.say(R"({"event":"pusher:ping","data":{}})");
    QCOMPARE(nameOf(client.next()), u"pusher:pong"_s);
    client.say(R"({"event":"pusher:pong","data":{}})");
    QVERIFY(client.hasNothing());
}

void PusherConnectionTest::aPingOfTheWebSocketIsAnswered()
{
    PusherClient client(m_wall->port(), m_app);
    QVERIFY(client.establish());
    QByteArray answered;
    connect(&client.socket, &QWebSocket::pong, this, [&answered](quint64, const QByteArray &data) { answered = data; });
    client.socket.ping("there?");
    QVERIFY(waitUntil([&answered] { return answered == "there?"; }));
}

void PusherConnectionTest::whatIsNotUnderstoodIsToldAndTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"hello", "[]", "{", "{}", R"({"event":1})", R"({"event":"pusher:dance","data":{}})",
          R"({"event":"news","channel":"a","data":{}})", R"({"event":"pusher:subscribe"})",
          R"({"event":"pusher:subscribe","data":{}})", R"({"event":"pusher:subscribe","data":{"channel":"a b"}})",
          R"({"event":"pusher:subscribe","data":{"channel":"#server-to-user-1"}})"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("a long channel") << R"({"event":"pusher:subscribe","data":{"channel":")" + QByteArray(201, 'a')
                    + "\"}}";
}

void PusherConnectionTest::whatIsNotUnderstoodIsToldAndTheConnectionStays()
{
    QFETCH(QByteArray, text);
    PusherClient client(m_wall->port(), m_app);
    QVERIFY(client.establish());
    client.say(text);
    const QJsonObject error = client.next();
    QCOMPARE(codeOf(error), -1);
    QVERIFY(!dataOf(error)["message"_L1].toString().isEmpty());
    QVERIFY(client.hasNothing());
    client.socket.sendBinaryMessage(text);
    QCOMPARE(codeOf(client.next()), -1);
    QVERIFY(client.subscribed("news"));
}

void PusherConnectionTest::aMessagePastAllBoundsCloses()
{
    PusherClient client(m_wall->port(), m_app);
    QVERIFY(client.establish());
    client.say(QByteArray(64 * 1024, ' '));
    QCOMPARE(codeOf(client.next()), -1);
    client.say(QByteArray(64 * 1024 + 1, ' '));
    QVERIFY(client.waitForClose());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void PusherConnectionTest::anOrderlyStopAsksToComeBack()
{
    PusherClient client(m_wall->port(), m_app);
    QVERIFY(client.establish());
    m_wall->process().terminate();
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.socket.closeCode()), 4200);
    QVERIFY(!client.socket.closeReason().isEmpty());
    QTRY_COMPARE(m_wall->process().state(), QProcess::NotRunning);
    QCOMPARE(m_wall->process().exitCode(), 0);
}

void PusherConnectionTest::whoDoesNotReadIsClosed()
{
    HttpClient slow = m_wall->client();
    QVERIFY(slow.send("GET /app/" + m_app.key
                      + "?protocol=7 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    QVERIFY(!slow.readUntil("activity_timeout").isEmpty());
    const QByteArray subscription = R"({"event":"pusher:subscribe","data":{"channel":"news"}})";
    // A masked text frame whose mask is zero.
    QVERIFY(slow.send("\x81"_ba + char(0x80 | subscription.size()) + QByteArray(4, '\0') + subscription));
    QVERIFY(!slow.readUntil("subscription_succeeded").isEmpty());
    const QByteArray event = R"({"name":"e","channel":"news","data":")" + QByteArray(10'000, 'a') + R"("})";
    for (int i = 0; i < 3000 && metric(*m_wall, R"(tallywall_subscribers{kind="pusher"})") > 0; ++i) {
        for (int j = 0; j < 50; ++j)
            QCOMPARE(callApi(*m_wall, m_app, "POST", "/events", event).status, 200);
    }
    QCOMPARE(metric(*m_wall, R"(tallywall_subscribers{kind="pusher"})"), 0.0);
    QCOMPARE(metric(*m_wall, "tallywall_dropped_subscribers_total"), 1.0);
    QVERIFY(callApi(*m_wall, m_app, "GET", "/channels").json()["channels"_L1].toObject().isEmpty());
}

void PusherConnectionTest::connectionsAreCounted()
{
    const auto counted = [this] {
        return m_wall->ask("GET", "/summary").json()["subscribers"_L1].toObject()["pusher"_L1].toInt(-1);
    };
    QCOMPARE(counted(), 0);
    {
        PusherClient client(m_wall->port(), m_app);
        QVERIFY(client.establish());
        QCOMPARE(counted(), 1);
        QCOMPARE(metric(*m_wall, R"(tallywall_subscribers{kind="pusher"})"), 1.0);
    }
    QTRY_COMPARE(counted(), 0);
}

void PusherConnectionTest::aVisitIsToldWhatItIs()
{
    const Answer answer = m_wall->ask("GET", "/app/" + m_app.key);
    QCOMPARE(answer.status, 426);
    QCOMPARE(answer.field("Upgrade"), "websocket"_ba);
}

// The protocol has 4005 for it, which only a WebSocket could tell.
void PusherConnectionTest::anotherPathIsNoWebSocket()
{
    const Fields handshake{{"Connection", "Upgrade"},
                           {"Upgrade", "websocket"},
                           {"Sec-WebSocket-Version", "13"},
                           {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    for (const QByteArray &path : {"/app"_ba, "/app/"_ba, "/app/" + m_app.key + "/x"})
        QCOMPARE(m_wall->ask("GET", path, {}, handshake).status, 404);
}

void PusherConnectionTest::theApplicationIsToldToThoseWhoMayWrite()
{
    QVERIFY(m_app.secret.size() >= 16);
    const Answer answer = m_wall->ask("GET", "/apps");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("Cache-Control"), "no-store"_ba);
    const Fields foreign{{"Origin", "http://evil.test"}};
    QCOMPARE(m_wall->ask("GET", "/apps", {}, foreign).status, 403);
    const Fields proxied{{"X-Forwarded-For", "192.0.2.1"}};
    QCOMPARE(m_wall->ask("GET", "/apps", {}, proxied).status, 401);
    const Fields shown{{"X-Forwarded-For", "192.0.2.1"}, {"Authorization", "Bearer " + m_wall->token()}};
    QCOMPARE(m_wall->ask("GET", "/apps", {}, shown).status, 200);
    QVERIFY(m_wall->stop());
    QVERIFY(m_wall->start());
    QCOMPARE(appOf(*m_wall), m_app);
}

QTEST_GUILESS_MAIN(PusherConnectionTest)
#include "pusher_connection_test.moc"
