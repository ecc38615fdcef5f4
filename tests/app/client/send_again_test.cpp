// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `tallywall send` where answers are lost: what is stored is stored once, and what is not known is not said.
#include "tests/app/client/client_program.h"
#include "tests/app/client/dropping_proxy.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

qint64 lastId(const Wall &wall)
{
    return wall.ask("GET", "/summary").json()["last_id"_L1].toInteger();
}

QString keyOf(const QByteArray &request)
{
    static const QRegularExpression key(u"\r\nidempotency-key: *\"([!-~]+)\"\r\n"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    return key.match(QString::fromLatin1(request)).captured(1);
}

} // namespace

class SendAgainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_wall = std::make_unique<Wall>();
        QVERIFY(m_wall->start());
    }
    void anEventWhoseAnswerIsLostIsStoredOnce();
    void linesWhoseAnswersAreLostAreStoredOnce();
    void anEventWithoutAnyAnswerIsNotCalledLost();
    void linesWithoutAnyAnswerAreNamed();
    void eachTryHasTheKeyOfItsBody();
    void whatIsKnownAlreadyIsSent();

private:
    std::unique_ptr<Wall> m_wall;
};

void SendAgainTest::anEventWhoseAnswerIsLostIsStoredOnce()
{
    const DroppingProxy proxy(m_wall->port(), [](int answer) { return answer <= 5; });
    ClientProgram program(sending(proxy.url(), {u"--data=7"_s}));
    QVERIFY(runWith(program, {}));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QCOMPARE(proxy.dropped(), 5);
    QCOMPARE(program.lines().size(), 1);
    QVERIFY(program.lines().constFirst().startsWith(R"({"id":1,"collection":"orders")"));
    QCOMPARE(lastId(*m_wall), 1);
}

void SendAgainTest::linesWhoseAnswersAreLostAreStoredOnce()
{
    constexpr int count = 1000;
    QByteArray lines;
    for (int n = 1; n <= count; ++n)
        lines += QByteArray::number(n) + '\n';
    const DroppingProxy proxy(m_wall->port(), [](int answer) { return answer % 3 == 1; });
    ClientProgram program(sending(proxy.url(), {u"--data=@-"_s}));
    QVERIFY(runWith(program, lines));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QVERIFY(proxy.dropped() > 0);
    EventStream all(m_wall->port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return all.events().size() >= count; }));
    for (int n = 1; n <= count; ++n)
        QCOMPARE(all.events().at(n - 1).envelope["data"_L1].toInt(), n);
    QCOMPARE(lastId(*m_wall), count);
}

void SendAgainTest::anEventWithoutAnyAnswerIsNotCalledLost()
{
    const DroppingProxy proxy(m_wall->port(), [](int) { return true; });
    ClientProgram program(sending(proxy.url(), {u"--data=7"_s, u"--retry=0"_s}));
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 1);
    QCOMPARE(program.errors(),
             "tallywall: it is not known whether it has arrived: it ends the connection before its answer\n"_ba);
    QCOMPARE(lastId(*m_wall), 1);
}

void SendAgainTest::linesWithoutAnyAnswerAreNamed()
{
    const DroppingProxy proxy(m_wall->port(), [](int) { return true; });
    ClientProgram program(sending(proxy.url(), {u"--data=@-"_s, u"--retry=0"_s}));
    QVERIFY(runWith(program, "1\n2\n3\n"));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().startsWith("tallywall: it is not known whether lines 1 to 3 arrived: "),
             program.errors().constData());
    QVERIFY(program.errors().endsWith("tallywall: 0 sent; stopped at line 1, go on there with --from 1\n"));
    QCOMPARE(lastId(*m_wall), 3);
}

void SendAgainTest::eachTryHasTheKeyOfItsBody()
{
    const QByteArray busy = ScriptedServer::answer("503 Service Unavailable", {}, "Retry-After: 0\r\n");
    const QByteArray taken = ScriptedServer::answer("201 Created", R"({"id":1})");
    ScriptedServer server({busy, busy, taken});
    ClientProgram program(sending(server.url(), {u"--data=@-"_s}));
    program.process.start();
    program.process.write("1\n");
    QVERIFY(waitUntil([&] { return server.requests().size() == 3; }));
    program.process.write("2\n");
    program.process.closeWriteChannel();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(server.requests().size(), 4);
    const QString first = keyOf(server.requests().at(0));
    QVERIFY(first.size() >= 32);
    QCOMPARE(keyOf(server.requests().at(1)), first);
    QCOMPARE(keyOf(server.requests().at(2)), first);
    QVERIFY(keyOf(server.requests().at(3)) != first);
    QVERIFY(!keyOf(server.requests().at(3)).isEmpty());
}

void SendAgainTest::whatIsKnownAlreadyIsSent()
{
    const QByteArray known = ScriptedServer::answer("200 OK", R"({"id":7,"collection":"orders"})");
    ScriptedServer server({ScriptedServer::answer("503 Service Unavailable", {}, "Retry-After: 0\r\n"), known});
    ClientProgram program(sending(server.url()));
    QVERIFY(runWith(program, {}));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QCOMPARE(program.lines(), QByteArrayList{R"({"id":7,"collection":"orders"})"});
}

QTEST_GUILESS_MAIN(SendAgainTest)
#include "send_again_test.moc"
