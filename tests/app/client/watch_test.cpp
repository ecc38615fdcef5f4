// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `tallywall watch`, the real program.
#include "tests/app/client/client_program.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QByteArray streamOf(const QByteArray &events)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events;
}

} // namespace

class WatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void theFirstConnectionHasToWork_data();
    void theFirstConnectionHasToWork();
    void aSummaryWithoutEndIsGivenUp();
    void nobodyAtTheAddressIsSaid();
    void eventsArePrintedAsTheyCome();
    void whatIsKeptCanComeFirst();
    void aWallThatComesBackIsWatchedOnWithoutAGap();
    void whatIsNotUnderstoodIsNoData();
    void membersKeepTheirOrder();
    void aWallThatClosesAtOnceIsAskedLessAndLess();
    void aCommentIsASignOfLife();
    void aClosedPipeEndsItQuietly();
    void noByteOfAServerControlsTheTerminal();
    void oneWallFeedsAnother();
};

void WatchTest::mistakesAreNamed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a collection") << QStringList{u"--collection=a,B"_s} << "--collection: "_ba;
    QTest::newRow("an id") << QStringList{u"--since=-1"_s} << "--since: expected a number from 0"_ba;
    QTest::newRow("a count") << QStringList{u"--count=0"_s} << "--count: expected a number from 1"_ba;
    QTest::newRow("a word alone") << QStringList{u"orders"_s} << "did you mean --collection orders?"_ba;
    QTest::newRow("an option") << QStringList{u"--type=a"_s} << "\"tallywall watch --help\" lists them"_ba;
}

void WatchTest::mistakesAreNamed()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, says);
    const Ended ended = runToEnd(watching(u"http://127.0.0.1:9"_s, options));
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(says), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
}

void WatchTest::theFirstConnectionHasToWork_data()
{
    QTest::addColumn<QByteArrayList>("answers");
    QTest::addColumn<QByteArray>("says");
    const QByteArray summary = ScriptedServer::answer("200 OK", R"({"last_id":3})");
    QTest::newRow("401") << QByteArrayList{ScriptedServer::answer("401 Unauthorized")} << "TALLYWALL_TOKEN"_ba;
    QTest::newRow("404") << QByteArrayList{ScriptedServer::answer("404 Not Found")} << "it answers 404"_ba;
    QTest::newRow("no wall") << QByteArrayList{ScriptedServer::answer("200 OK", "<html>")}
                             << "is this the address of a wall?"_ba;
    QTest::newRow("no stream") << QByteArrayList{summary, ScriptedServer::answer("200 OK", "<html>")}
                               << "is this the address of a wall?"_ba;
    QTest::newRow("too many") << QByteArrayList{summary, ScriptedServer::answer("503 No", R"({"detail":"full"})")}
                              << "it answers 503: full"_ba;
}

void WatchTest::theFirstConnectionHasToWork()
{
    QFETCH(QByteArrayList, answers);
    QFETCH(QByteArray, says);
    ScriptedServer server(answers);
    ClientProgram program(watching(server.url()));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 2);
    QVERIFY2(program.errors().contains(says), program.errors().constData());
    QCOMPARE(program.errors().count('\n'), 1);
}

void WatchTest::aSummaryWithoutEndIsGivenUp()
{
    ScriptedServer server({"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1024 * 1024, ' ')}); // and it stays open
    ClientProgram program(watching(server.url()));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 2);
    QVERIFY2(program.errors().endsWith("it answers 200: is this the address of a wall?\n"),
             program.errors().constData());
}

void WatchTest::nobodyAtTheAddressIsSaid()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(closed.serverPort());
    closed.close();
    const Ended ended = runToEnd(watching(url));
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.err, "tallywall: " + url.toUtf8() + ": nobody listens at this address\n");
}

void WatchTest::eventsArePrintedAsTheyCome()
{
    Wall wall;
    QVERIFY(wall.start());
    QVERIFY(notify(wall, "orders", 1)); // before it looks
    ClientProgram program(watching(wall.url(), {u"--collection=orders,deploys"_s, u"--count=2"_s}));
    program.process.start();
    QVERIFY(isWatched(wall));
    QVERIFY(notify(wall, "orders", 2));
    QVERIFY(waitUntil([&] { return program.lines().size() == 1; })); // at once, and not at the end
    QVERIFY(notify(wall, "other", 3));
    QVERIFY(notify(wall, "deploys", 4));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(numbersOf(program.lines()), (QList<int>{2, 4}));
    QVERIFY(program.lines().constFirst().startsWith(R"({"id":2,"collection":"orders","type":"created","time":")"));
    QCOMPARE(program.errors(), QByteArray());
}

void WatchTest::whatIsKeptCanComeFirst()
{
    Wall wall;
    QVERIFY(wall.start());
    for (int n = 1; n <= 4; ++n)
        QVERIFY(notify(wall, "orders", n));
    QCOMPARE(wall.ask("POST", "/notify", R"({"collection":"orders","type":"empty"})").status, 201);
    ClientProgram program(watching(wall.url(), {u"--since=2"_s, u"--count=3"_s, u"--data-only"_s}));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.lines(), (QByteArrayList{R"({"n":3})", R"({"n":4})", "null"}));
}

void WatchTest::aWallThatComesBackIsWatchedOnWithoutAGap()
{
    Wall wall;
    QVERIFY(wall.start());
    QVERIFY(notify(wall, "orders", 1));
    ClientProgram program(watching(wall.url(), {u"--count=2"_s}));
    program.process.start();
    QVERIFY(isWatched(wall));
    // It has not seen an event yet, and still knows from where to go on.
    wall.kill();
    QVERIFY(waitUntil([&] { return program.errors().contains("; trying again\n"); }));
    QVERIFY(wall.start());
    QVERIFY(notify(wall, "orders", 2));
    QVERIFY(waitUntil([&] { return program.lines().size() == 1; }));
    QVERIFY(program.errors().contains("connected again"));
    wall.kill();
    QVERIFY(waitUntil([&] { return program.errors().count("; trying again\n") == 2; }));
    QVERIFY(wall.start());
    QVERIFY(notify(wall, "orders", 3));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(numbersOf(program.lines()), (QList<int>{2, 3}));
}

void WatchTest::whatIsNotUnderstoodIsNoData()
{
    ScriptedServer server({streamOf("data: hello\n\ndata: {\"data\":1}\n\n")});
    ClientProgram program(watching(server.url(), {u"--since=0"_s, u"--count=1"_s, u"--data-only"_s}));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.lines(), QByteArrayList{"1"});
    QVERIFY(program.errors().contains("an event that is not understood is left out\n"));
}

void WatchTest::membersKeepTheirOrder()
{
    const QByteArray envelope = R"({"id":7,"collection":"num","data":{"b":1e1,"a":12345678901234567890}})";
    ScriptedServer server({streamOf("data: " + envelope + "\n\n")});
    ClientProgram program(watching(server.url(), {u"--since=0"_s, u"--count=1"_s}));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.lines(), QByteArrayList{envelope});
}

void WatchTest::aWallThatClosesAtOnceIsAskedLessAndLess()
{
    ScriptedServer server(
            {ScriptedServer::answer("200 OK", "retry: 100\nid: 1\n\n", "Content-Type: text/event-stream\r\n")});
    ClientProgram program(watching(server.url(), {u"--since=0"_s}));
    QElapsedTimer elapsed;
    elapsed.start();
    program.process.start();
    QVERIFY(waitUntil([&] { return server.requests().size() == 6; }));
    QVERIFY(elapsed.elapsed() >= (100 + 200 + 400 + 800 + 1600) * 9 / 10); // a coarse timer may be 5 % early
    QCOMPARE(program.errors().count('\n'), 1);                             // "trying again" is said once
}

void WatchTest::aCommentIsASignOfLife()
{
    ScriptedServer server(
            {ScriptedServer::answer("200 OK", "retry: 100\n\n:\n\n", "Content-Type: text/event-stream\r\n")});
    ClientProgram program(watching(server.url(), {u"--since=0"_s}));
    program.process.start();
    QVERIFY(waitUntil([&] { return program.errors().count("connected again") == 2; }));
}

void WatchTest::aClosedPipeEndsItQuietly()
{
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(watching(wall.url()));
    QProcess reader;
    program.process.setStandardOutputProcess(&reader);
    program.process.start();
    QVERIFY(isWatched(wall));
    reader.start(u"true"_s, QStringList()); // goes before any event
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(program.errors(), QByteArray());
}

void WatchTest::noByteOfAServerControlsTheTerminal()
{
    ScriptedServer server({streamOf("data: \x1b]0;title\x07\n\n"
                                    "data: {\"id\":1,\ndata: \"data\":\"\x1b[2J \xc2\x9b\x31m\"}\n\n")});
    ClientProgram program(watching(server.url(), {u"--since=0"_s, u"--count=2"_s}));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(program.lines(), (QByteArrayList{R"("\u001b]0;title\u0007")", R"({"id":1,"data":"\u001b[2J \u009b1m"})"}));
}

void WatchTest::oneWallFeedsAnother()
{
    constexpr int count = 50;
    Wall from;
    Wall to;
    QVERIFY(from.start() && to.start());
    for (int n = 1; n <= count; ++n)
        QVERIFY(notify(from, "orders", n));
    ClientProgram watch(watching(from.url(), {u"--since=0"_s, u"--data-only"_s, u"--count"_s, QString::number(count)}));
    ClientProgram send({u"send"_s, u"--to"_s, to.url(), u"--collection=copies"_s, u"--type=copied"_s, u"--data=@-"_s});
    watch.process.setStandardOutputProcess(&send.process);
    watch.process.start();
    send.process.start();
    QVERIFY(send.waitForEnd());
    QVERIFY(watch.waitForEnd());
    QCOMPARE(send.code(), 0);
    QCOMPARE(watch.code(), 0);
    EventStream copies(to.port(), "/events?collection=copies&since=0");
    QVERIFY(waitUntil([&] { return copies.events().size() == count; }));
    for (int n = 1; n <= count; ++n)
        QCOMPARE(copies.events().at(n - 1).data["n"_L1].toInt(), n);
}

QTEST_GUILESS_MAIN(WatchTest)
#include "watch_test.moc"
