// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET and POST /say, and GET /listen.
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class MessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsSaidIsHeard_data();
    void whatIsSaidIsHeard();
    void aListenerHasItsHeadAtOnce();
    void everybodyHearsEverythingInOrder();
    void whatCannotBeSaidIsRefused_data();
    void whatCannotBeSaidIsRefused();
    void nothingSaidIsStored();

private:
    Wall m_wall;
};

void MessagesTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void MessagesTest::whatIsSaidIsHeard_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("heard");
    const QByteArray form = "application/x-www-form-urlencoded";
    const QByteArray json = "application/json";
    const auto get = [](const char *name, const QByteArray &query, const QByteArray &heard) {
        QTest::newRow(name) << "GET"_ba
                            << "/say?" + query << QByteArray() << QByteArray() << heard;
    };
    get("GET", "name=Ada&message=hello+there", "Ada hello there");
    get("escapes", "message=%C3%A4%26%3D&name=%F0%9F%8F%81", "\xf0\x9f\x8f\x81 \xc3\xa4&=");
    get("markup stays text", "name=%3Cb%3E&message=%3Cscript%3Ealert(1)%3C/script%3E", "<b> <script>alert(1)</script>");
    get("no second line from the message", "name=Ada&message=a%0D%0AEve%20b", "Ada a  Eve b");
    get("no second line from the name", "name=Ada%0D%0AEve&message=b", "Ada  Eve b");
    get("no line separators", "name=a%E2%80%A8b&message=c%C2%85d", "a b c d");
    get("no escape codes of terminals", "name=a&message=%1B%5B2J%07%00", "a  [2J  ");
    QTest::newRow("a form") << "POST"_ba
                            << "/say"_ba << form << "name=Ada&message=a+b"_ba
                            << "Ada a b"_ba;
    QTest::newRow("JSON") << "POST"_ba
                          << "/say"_ba << json << R"({"name":"Ada","message":"a \u00e4"})"_ba
                          << "Ada a \xc3\xa4"_ba;
    QTest::newRow("a POST with a query") << "POST"_ba
                                         << "/say?name=Ada&message=hi"_ba << QByteArray() << QByteArray()
                                         << "Ada hi"_ba;
    QTest::newRow("the longest") << "POST"_ba
                                 << "/say"_ba << json
                                 << R"({"name":")" + QByteArray(200, 'n') + R"(","message":")" + QByteArray(4000, 'm')
                    + R"("})" << QByteArray(200, 'n') + ' ' + QByteArray(4000, 'm');
}

void MessagesTest::whatIsSaidIsHeard()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, heard);
    EventStream listener(m_wall.port(), "/listen");
    QTRY_VERIFY(!listener.text().isEmpty());
    const qsizetype before = listener.text().size();
    const Answer answer = m_wall.ask(method, path, body, {{"Content-Type", type}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "ok."_ba);
    QVERIFY(waitUntil([&] { return listener.text().size() >= before + heard.size() + 2; }));
    QCOMPARE(listener.text().sliced(before), heard + "\r\n");
}

void MessagesTest::aListenerHasItsHeadAtOnce()
{
    EventStream listener(m_wall.port(), "/listen", {{"Accept-Encoding", "gzip"}});
    QVERIFY(waitUntil([&] { return !listener.text().isEmpty(); }));
    QCOMPARE(listener.head().status, 200);
    QVERIFY(listener.head().field("Content-Type").startsWith("text/plain"));
    QCOMPARE(listener.head().field("X-Content-Type-Options"), "nosniff"_ba);
    QCOMPARE(listener.head().field("Content-Encoding"), QByteArray());
    QCOMPARE(listener.text().trimmed(), QByteArray());
    QCOMPARE(metric(m_wall, "tallywall_subscribers{kind=\"listen\"}"), 1.0);
    // Results are not for its ears.
    QCOMPARE(m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    QCOMPARE(m_wall.ask("GET", "/say?name=a&message=b").status, 200);
    QVERIFY(waitUntil([&] { return listener.text().contains("a b"); }));
    QCOMPARE(listener.text().trimmed(), "a b"_ba);
}

void MessagesTest::everybodyHearsEverythingInOrder()
{
    QObject scope;
    QList<EventStream *> listeners;
    for (int i = 0; i < 20; ++i)
        listeners.append(new EventStream(m_wall.port(), "/listen", {}, &scope));
    for (EventStream *one : std::as_const(listeners))
        QVERIFY(waitUntil([one] { return !one->text().isEmpty(); }));
    HttpClient client = m_wall.client();
    QByteArray expected;
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(client.ask("GET", "/say?name=Ada&message=" + QByteArray::number(i)).status, 200);
        expected += "Ada " + QByteArray::number(i) + "\r\n";
    }
    for (EventStream *one : std::as_const(listeners)) {
        QVERIFY(waitUntil([one] { return one->text().endsWith("Ada 199\r\n"); }));
        QVERIFY(one->text().endsWith(expected));
    }
}

void MessagesTest::whatCannotBeSaidIsRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto json = [](const char *name, const QByteArray &body, int status) {
        QTest::newRow(name) << "application/json"_ba << body << status;
    };
    json("no name", R"({"message":"a"})", 422);
    json("no message", R"({"name":"a"})", 422);
    json("an empty message", R"({"name":"a","message":""})", 422);
    json("a blank name", R"({"name":" ","message":"a"})", 422);
    json("a number", R"({"name":"a","message":5})", 422);
    json("an array", "[]", 422);
    json("an over-long name", R"({"name":")" + QByteArray(201, 'n') + R"(","message":"a"})", 422);
    json("an over-long message", R"({"name":"a","message":")" + QByteArray(4001, 'n') + R"("})", 422);
    json("not JSON", "name", 400);
    QTest::newRow("a form without name") << "application/x-www-form-urlencoded"_ba
                                         << "message=a"_ba << 422;
    QTest::newRow("plain text") << "text/plain"_ba
                                << "hello"_ba << 415;
    QTest::newRow("nothing at all") << QByteArray() << QByteArray() << 422;
}

void MessagesTest::whatCannotBeSaidIsRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    EventStream listener(m_wall.port(), "/listen");
    QVERIFY(waitUntil([&] { return !listener.text().isEmpty(); }));
    const Answer answer = m_wall.ask("POST", "/say", body, {{"Content-Type", type}});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
    QCOMPARE(m_wall.ask("GET", "/say?name=a").status, 422);
    QCOMPARE(m_wall.ask("GET", "/say?name=the&message=next").status, 200);
    QVERIFY(waitUntil([&] { return listener.text().contains("the next"); }));
    QCOMPARE(listener.text().trimmed(), "the next"_ba);
}

void MessagesTest::nothingSaidIsStored()
{
    const QJsonValue before = m_wall.ask("GET", "/summary").json()["last_id"_L1];
    QCOMPARE(m_wall.ask("GET", "/say?name=a&message=b").status, 200);
    QCOMPARE(m_wall.ask("GET", "/summary").json()["last_id"_L1], before);
}

QTEST_GUILESS_MAIN(MessagesTest)
#include "messages_test.moc"
