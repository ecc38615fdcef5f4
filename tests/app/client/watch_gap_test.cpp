// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `tallywall watch` where events are missing, the real program.
#include "tests/app/client/client_program.h"

#include <QDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class WatchGapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWallThatWasBegunAnewIsReadFromItsBeginning();
    void theStreamItselfTellsItsStore();
    void aGapIsPrintedAndNotCounted();
    void aGapIsNoData();
};

void WatchGapTest::aWallThatWasBegunAnewIsReadFromItsBeginning()
{
    Wall wall;
    QVERIFY(wall.start());
    for (int n = 1; n <= 3; ++n)
        QVERIFY(notify(wall, "orders", n));
    ClientProgram program(watching(wall.url(), {u"--count=5"_s}));
    program.process.start();
    QVERIFY(isWatched(wall));
    wall.kill();
    QVERIFY(waitUntil([&] { return program.errors().contains("; trying again\n"); }));
    QDir folder(wall.dataFolder());
    for (const QString &file : folder.entryList({u"tallywall.sqlite*"_s}, QDir::Files))
        QVERIFY(folder.remove(file));
    QVERIFY(wall.start());
    for (int n = 11; n <= 15; ++n) // two of them with ids that were seen of the other store
        QVERIFY(notify(wall, "orders", n));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QVERIFY(program.errors().contains("it was begun anew, or is another wall than before"));
    QCOMPARE(program.lines().size(), 6);
    QVERIFY2(program.lines().constFirst().startsWith(R"({"collection":"feed","type":"gap","time":")")
                     && program.lines().constFirst().endsWith(R"("data":{"missed":null}})"),
             program.lines().constFirst().constData());
    QCOMPARE(numbersOf(program.lines().mid(1)), (QList<int>{11, 12, 13, 14, 15}));
}

void WatchGapTest::theStreamItselfTellsItsStore()
{
    const auto stream = [](const QByteArray &store, const QByteArray &events) {
        return ScriptedServer::answer("200 OK", "retry: 100\nTallywall-Store: " + store + "\n\n" + events,
                                      "Content-Type: text/event-stream\r\n"); // and there it ends
    };
    const QByteArray other = stream("bb", "id: 6\ndata: {\"data\":6}\n\n");
    ScriptedServer server({stream("aa", "id: 5\ndata: {\"data\":5}\n\n"), other, other});
    ClientProgram program(watching(server.url(), {u"--since=4"_s, u"--count=2"_s, u"--data-only"_s}));
    program.process.start();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 0);
    QCOMPARE(program.lines(), (QByteArrayList{"5", "6"}));
    QVERIFY(program.errors().contains("another wall than before"));
    QCOMPARE(server.requests().size(), 3);
    QVERIFY(server.requests().at(1).contains("Last-Event-ID: 5\r\n"));
    QVERIFY(server.requests().at(2).contains("Last-Event-ID: 0\r\n"));
}

void WatchGapTest::aGapIsPrintedAndNotCounted()
{
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(watching(wall.url(), {u"--since=1000"_s, u"--count=1"_s}));
    program.process.start();
    QVERIFY(waitUntil([&] { return program.lines().size() == 1; }));
    QVERIFY(program.lines().constFirst().contains(R"("collection":"feed","type":"gap")"));
    QVERIFY(notify(wall, "orders", 1));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.lines().size(), 2);
}

void WatchGapTest::aGapIsNoData()
{
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(watching(wall.url(), {u"--since=1000"_s, u"--count=1"_s, u"--data-only"_s}));
    program.process.start();
    QVERIFY(waitUntil([&] { return program.errors().contains(" events may be missing here: "); }));
    QVERIFY(notify(wall, "orders", 1));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.lines(), QByteArrayList{R"({"n":1})"});
}

QTEST_GUILESS_MAIN(WatchGapTest)
#include "watch_gap_test.moc"
