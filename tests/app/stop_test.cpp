// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An orderly stop: in time, with everybody told, and nothing acknowledged that is not stored.
#include "tests/support/live.h"

#include <QtTest>
#include <QWebSocket>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall::test;

class StopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalsEndItInOrder_data();
    void signalsEndItInOrder();
    void openConnectionsDoNotKeepIt();
    void whoNeverReadsDoesNotKeepIt();
    void writesUnderWayAreStoredAndAnsweredOrNeither();
    void fiftyStartsAndStops();
};

void StopTest::signalsEndItInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void StopTest::signalsEndItInOrder()
{
    QFETCH(int, signal);
    Wall wall;
    QVERIFY(wall.start());
    QCOMPARE(wall.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    ::kill(static_cast<pid_t>(wall.process().processId()), signal);
    QVERIFY(wall.process().waitForFinished(5000));
    QCOMPARE(wall.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(wall.process().exitCode(), 0);
    // The log of the database was taken in: one file is the whole wall.
    QVERIFY(!QFile::exists(wall.dataFolder() + u"/tallywall.sqlite-wal"_s));
}

void StopTest::openConnectionsDoNotKeepIt()
{
    Wall wall;
    QVERIFY(wall.start());
    EventStream events(wall.port());
    EventStream listen(wall.port(), "/listen");
    QWebSocket socket;
    socket.open(QUrl(u"ws://127.0.0.1:%1/ws"_s.arg(wall.port())));
    HttpClient idle = wall.client();
    QCOMPARE(idle.ask("GET", "/health").status, 200);
    HttpClient head = wall.client();
    QVERIFY(head.send("GET /health HTT"));
    HttpClient body = wall.client();
    QVERIFY(body.send("POST /results HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"));
    QTRY_VERIFY(events.isOpen() && listen.isOpen() && socket.state() == QAbstractSocket::ConnectedState);

    QElapsedTimer timer;
    timer.start();
    wall.process().terminate();
    QVERIFY(waitUntil([&] { return wall.process().state() == QProcess::NotRunning; }, 6s));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(wall.process().exitCode(), 0);
    QTRY_VERIFY(events.isClosed() && listen.isClosed());
    QTRY_COMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QVERIFY(idle.waitForClose() && head.waitForClose() && body.waitForClose());
}

void StopTest::whoNeverReadsDoesNotKeepIt()
{
    Wall wall;
    QVERIFY(wall.start());
    QTcpSocket stuck; // it has asked for a stream, does not read it, and answers no farewell
    stuck.setReadBufferSize(1);
    stuck.connectToHost(QHostAddress::LocalHost, wall.port());
    QVERIFY(stuck.waitForConnected());
    stuck.write("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QVERIFY(stuck.waitForBytesWritten());
    QTRY_COMPARE(metric(wall, "tallywall_subscribers{kind=\"ws\"}"), 1.0);
    QElapsedTimer timer;
    timer.start();
    wall.process().terminate();
    QVERIFY(wall.process().waitForFinished(6000));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(wall.process().exitCode(), 0);
}

void StopTest::writesUnderWayAreStoredAndAnsweredOrNeither()
{
    Wall wall;
    for (int round = 0; round < 8; ++round) {
        QVERIFY(wall.start());
        const qint64 before = wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInteger();
        QObject scope;
        QList<Writer *> writers;
        for (int i = 0; i < 8; ++i) {
            writers.append(new Writer(wall.port(), u"%1 of round %2"_s.arg(i).arg(round), &scope));
            writers.last()->start(100'000);
        }
        const auto acknowledged = [&] {
            qsizetype sum = 0;
            for (const Writer *one : std::as_const(writers))
                sum += one->acknowledged().size();
            return sum;
        };
        QVERIFY(waitUntil([&] { return acknowledged() >= 50 + 30 * round; }));
        wall.process().terminate();
        QVERIFY(waitUntil([&] {
            return wall.process().state() == QProcess::NotRunning
                    && std::none_of(writers.begin(), writers.end(),
                                    [](const Writer *one) { return one->isConnected(); });
        }));
        QCOMPARE(wall.process().exitCode(), 0);
        QVERIFY(wall.start());
        // In an orderly stop every write that was taken was answered: both numbers are the same.
        QCOMPARE(wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInteger(), before + acknowledged());
        QVERIFY(wall.stop());
    }
}

void StopTest::fiftyStartsAndStops()
{
    Wall wall;
    for (int i = 0; i < 50; ++i) {
        QVERIFY(wall.start());
        QCOMPARE(wall.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
        QVERIFY(wall.stop());
    }
    QVERIFY(wall.start());
    QCOMPARE(wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt(), 50);
    QCOMPARE(wall.ask("GET", "/summary").json()["last_id"_L1].toInt(), 50);
}

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
