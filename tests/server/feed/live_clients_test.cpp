// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an EventSource and a WebSocket that are not ours hear of the feed (npm: eventsource and ws, through live_clients.mjs).
#include "tests/support/live.h"

#include <QJsonDocument>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// The client as a process of its own, with what it has written so far.
class Client
{
public:
    Client(const QString &kind, const QString &address)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
                QStandardPaths::findExecutable(u"node"_s),
                {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/feed/live_clients.mjs"_L1, kind, address});
    }

    void send(const QByteArray &line) { m_process.write(line + '\n'); }
    [[nodiscard]] QByteArrayList lines()
    {
        m_out += m_process.readAllStandardOutput();
        return m_out.first(m_out.lastIndexOf('\n') + 1).split('\n').mid(0, m_out.count('\n'));
    }
    [[nodiscard]] bool waitForLines(qsizetype count)
    {
        return waitUntil([this, count] { return lines().size() >= count; });
    }
    // Whether it ends by itself once nothing more is to be sent.
    [[nodiscard]] bool end()
    {
        m_process.closeWriteChannel();
        return waitUntil([this] { return m_process.state() == QProcess::NotRunning; }) && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

QByteArray order(int number)
{
    return R"({"collection":"orders","type":"paid","data":)" + QByteArray::number(number) + '}';
}

} // namespace

class LiveClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString packages = qEnvironmentVariable("TALLYWALL_NPM") + "/node_modules/"_L1;
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty() || !QFile::exists(packages + "ws/package.json"_L1)
            || !QFile::exists(packages + "eventsource/package.json"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
        QVERIFY(m_wall.start());
    }

    void anEventSourceMissesNothingWhenTheWallIsKilled()
    {
        Client client(u"eventsource"_s, m_wall.url(u"/events?collection=orders"_s));
        QVERIFY(client.waitForLines(1));
        QByteArrayList expected{"open"};
        const auto publish = [&](int number) {
            const Answer answer = m_wall.ask("POST", "/notify", order(number));
            expected.append(QByteArray::number(answer.json()["id"_L1].toInteger()) + ' ' + answer.body);
            return answer.status;
        };
        QCOMPARE(publish(1), 201);
        QCOMPARE(m_wall.ask("POST", "/notify", R"({"collection":"others","type":"paid"})").status, 201);
        QCOMPARE(publish(2), 201);
        QVERIFY(client.waitForLines(3));
        m_wall.kill();
        QVERIFY(m_wall.start());
        QCOMPARE(publish(3), 201); // most likely before it has come back
        expected.insert(3, "open");
        QVERIFY(client.waitForLines(5));
        QCOMPARE(publish(4), 201);
        QVERIFY(client.waitForLines(6));
        QCOMPARE(client.lines(), expected);
        QVERIFY(client.end());
    }

    void aWebSocketSubscribesAndIsAnswered()
    {
        Client client(u"ws"_s, m_wall.url(u"/ws"_s).replace("http:"_L1, "ws:"_L1));
        QVERIFY(client.waitForLines(1));
        client.send("PING");
        QVERIFY(client.waitForLines(2));
        client.send(R"({"subscribe":["orders"]})");
        client.send(R"({"ping":1})");
        QVERIFY(client.waitForLines(3));
        QCOMPARE(m_wall.ask("POST", "/notify", R"({"collection":"others","type":"paid"})").status, 201);
        const QByteArray seventh = m_wall.ask("POST", "/notify", order(7)).body;
        QVERIFY(client.waitForLines(4));
        client.send("no JSON");
        QVERIFY(client.waitForLines(5));
        QCOMPARE(client.lines().first(4),
                 (QByteArrayList{"open", "pong here", "text {\"pong\":1}", "text " + seventh}));
        QVERIFY(client.lines().at(4).startsWith("text {\"error\":"));
        QVERIFY(client.end());
        QCOMPARE(client.lines().constLast(), "closed 1000"_ba);
    }

private:
    Wall m_wall;
};

QTEST_GUILESS_MAIN(LiveClientsTest)
#include "live_clients_test.moc"
