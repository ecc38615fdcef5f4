// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /ws by a real WebSocket client: the command language, and how it ends.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <QWebSocket>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class WebSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPingIsAnswered();
    void withoutSubscribeEverythingComes();
    void aFilterMayBeChangedAtAnyTime();
    void aFilterMayStandInTheAddress();
    void whatIsNotUnderstoodIsToldAndTheConnectionStays_data();
    void whatIsNotUnderstoodIsToldAndTheConnectionStays();
    void aMessageThatIsTooLargeEndsTheConnection();
    void textThatIsNotUtf8EndsTheConnection();
    void anOrderlyStopSaysGoodbye();
    void whoLeavesIsForgotten();

private:
    void post(int count);

    std::unique_ptr<Wall> m_wall;
};

void WebSocketTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void WebSocketTest::post(int count)
{
    HttpClient client = m_wall->client();
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
}

void WebSocketTest::aPingIsAnswered()
{
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"ping\":1}"));
    QCOMPARE(listener.answers.constFirst(), QJsonObject({{u"pong"_s, 1}}));
    // The ping of the protocol itself, too.
    QSignalSpy pong(&listener.socket, &QWebSocket::pong);
    listener.socket.ping("there?");
    QTRY_COMPARE(pong.size(), 1);
}

void WebSocketTest::withoutSubscribeEverythingComes()
{
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"ping\":1}"));
    EventStream stream(m_wall->port());
    QTRY_VERIFY(stream.isOpen());
    QCOMPARE(m_wall->ask("GET", "/say?name=a&message=b").status, 200);
    post(1);
    QTRY_COMPARE(listener.events.size(), 2);
    QTRY_COMPARE(stream.events().size(), 2);
    for (qsizetype i = 0; i < 2; ++i)
        QCOMPARE(listener.events.at(i), stream.events().at(i).envelope);
}

void WebSocketTest::aFilterMayBeChangedAtAnyTime()
{
    SocketListener listener(*m_wall);
    EventStream everything(m_wall->port());
    QTRY_VERIFY(listener.isOpen() && everything.isOpen());
    const auto comes = [&](const QByteArray &command, int results, int messages) {
        QVERIFY(listener.say(command));
        QCOMPARE(listener.error(), QString());
        listener.events.clear();
        const qsizetype before = everything.events().size();
        QCOMPARE(m_wall->ask("GET", "/say?name=a&message=b").status, 200);
        post(1);
        // A post is answered a moment before its event goes out, to all in one go.
        QVERIFY(waitUntil([&] { return everything.events().size() == before + 2; }));
        QVERIFY(listener.say("{\"ping\":1}"));
        const auto count = [&](const QString &collection) {
            return std::count_if(listener.events.begin(), listener.events.end(), [&](const QJsonObject &one) {
                return one.value("collection"_L1).toString() == collection;
            });
        };
        QCOMPARE(count(u"results"_s), results);
        QCOMPARE(count(u"messages"_s), messages);
    };
    comes(R"({"subscribe":["results"]})", 1, 0);
    comes(R"({"subscribe":["messages","results"]})", 1, 1);
    comes(R"({"unsubscribe":["results","never-subscribed"]})", 0, 1);
    comes(R"({"unsubscribe":["messages"]})", 0, 0); // nothing is left: not everything
    comes(R"({"subscribe":[]})", 0, 0);
    comes(R"({"subscribe":["results"]})", 1, 0);
}

void WebSocketTest::aFilterMayStandInTheAddress()
{
    SocketListener listener(*m_wall, u"?collection=results"_s);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"ping\":1}"));
    QCOMPARE(m_wall->ask("GET", "/say?name=a&message=b").status, 200);
    post(1);
    QTRY_COMPARE(listener.events.size(), 1);
    QCOMPARE(listener.events.at(0).value("collection"_L1).toString(), u"results"_s);
}

void WebSocketTest::whatIsNotUnderstoodIsToldAndTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "hello",
                             "[]",
                             "[{\"ping\":1}]",
                             "{",
                             "{}",
                             "null",
                             "{\"launch\":1}",
                             "{\"subscribe\":\"results\"}",
                             "{\"subscribe\":{}}",
                             "{\"subscribe\":[1]}",
                             "{\"subscribe\":[\"Not One\"]}",
                             "{\"subscribe\":[null]}",
                             "{\"unsubscribe\":[\"results\"]}",
                             "{\"unsubscribe\":7}",
                             "{\"since\":\"1\"}",
                             "{\"since\":-1}",
                             "{\"since\":1.5}",
                             "{\"since\":1e300}",
                             "{\"since\":null}",
                             "{\"since\":[1]}"})
        QTest::newRow(*text == '\0' ? "nothing" : text) << QByteArray(text);
    QByteArray many;
    for (int i = 0; i < 65; ++i)
        many += ",\"c" + QByteArray::number(i) + '"';
    QTest::newRow("too many collections") << "{\"subscribe\":[" + many.sliced(1) + "]}";
    QTest::newRow("very deep") << QByteArray(20'000, '[');
}

void WebSocketTest::whatIsNotUnderstoodIsToldAndTheConnectionStays()
{
    QFETCH(QByteArray, text);
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say(text));
    QVERIFY(!listener.error().isEmpty());
    listener.socket.sendBinaryMessage(text + "\x01");
    QTRY_COMPARE(listener.answers.size(), 3);
    QVERIFY(listener.answers.at(2).contains("error"_L1));
    post(1);
    QTRY_COMPARE(listener.events.size(), 1);
}

void WebSocketTest::aMessageThatIsTooLargeEndsTheConnection()
{
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say(QByteArray(60'000, 'x')));
    listener.socket.sendTextMessage(QString(200'000, u'x'));
    QTRY_COMPARE(listener.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QTRY_VERIFY(!listener.isOpen());
    QTRY_COMPARE(metric(*m_wall, "tallywall_subscribers{kind=\"ws\"}"), 0.0);
}

void WebSocketTest::textThatIsNotUtf8EndsTheConnection()
{
    HttpClient client = m_wall->client();
    QVERIFY(client.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    const Answer answer = client.receive(std::chrono::seconds(5), false);
    QCOMPARE(answer.status, 101);
    QCOMPARE(answer.field("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_ba); // RFC 6455, section 1.3
    QVERIFY(client.send(QByteArray::fromHex("8182000000000000").replace(6, 2, QByteArray::fromHex("c328"))));
    QVERIFY(client.readUntil("\x03\xef").contains("\x03\xef")); // 1007
}

void WebSocketTest::anOrderlyStopSaysGoodbye()
{
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"ping\":1}"));
    m_wall->process().terminate();
    QTRY_VERIFY(!listener.isOpen());
    QCOMPARE(listener.socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    // Nothing is waited for. A second signal would end it at once: it is not sent.
    QProcess &process = m_wall->process();
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(3000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void WebSocketTest::whoLeavesIsForgotten()
{
    const qsizetype before = m_wall->sockets();
    for (int i = 0; i < 20; ++i) {
        SocketListener listener(*m_wall, u"?since=0"_s);
        QTRY_VERIFY(listener.isOpen());
        if (i % 2 == 0)
            listener.socket.close();
        else
            listener.socket.abort();
        QTRY_VERIFY(!listener.isOpen());
    }
    QTRY_COMPARE(metric(*m_wall, "tallywall_subscribers{kind=\"ws\"}"), 0.0);
    QTRY_VERIFY(m_wall->sockets() <= before);
    QVERIFY(m_wall->stop());
}

QTEST_GUILESS_MAIN(WebSocketTest)
#include "websocket_test.moc"
