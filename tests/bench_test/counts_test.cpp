// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench_test/fake_server.h"
#include "tests/bench_test/program.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QStringList tenMessages{u"--subscribers"_s, u"4"_s, u"--messages"_s, u"10"_s, u"--seconds"_s, u"30"_s,
                              u"--warmup"_s,      u"0"_s, u"--patience"_s, u"1"_s,  u"--pace"_s,    u"full"_s};

QByteArray asItIs(int, int, const QByteArray &event, bool &)
{
    return event;
}

} // namespace

class CountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatDoesRightIsGood()
    {
        FakeServer server(asItIs);
        const Measured measured = measure(server.port(), tenMessages);
        QCOMPARE(measured.code, 0);
        QCOMPARE(server.messages(), 10);
        QCOMPARE(measured.figures["ok"_L1].toBool(), true);
        QCOMPARE(measured.figures["greeted"_L1].toInt(), 4);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 10);
        QCOMPARE(measured.figures["deliveries"_L1].toInt(), 40);
        QCOMPARE(measured.figures["delivery_us"_L1].toObject()["count"_L1].toInt(), 40);
    }

    void whatIsDroppedDoubledAndCutOffIsCounted()
    {
        FakeServer server([](int subscriber, int message, const QByteArray &event, bool &closes) {
            if (subscriber == 0 && message == 2)
                return QByteArray(); // lost
            if (subscriber == 1 && message == 3)
                return event + event;
            closes = subscriber == 2 && message == 4;
            return closes ? event.chopped(1) : event; // an event without its empty line is none
        });
        const Measured measured = measure(server.port(), tenMessages);
        QCOMPARE(measured.code, 1);
        QCOMPARE(measured.figures["ok"_L1].toBool(), false);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 10);
        QCOMPARE(measured.figures["lost"_L1].toInt(), 1 + 6);
        QCOMPARE(measured.figures["lost_subscribers"_L1].toInt(), 2);
        QCOMPARE(measured.figures["lost_worst"_L1].toInt(), 6);
        QCOMPARE(measured.figures["doubled"_L1].toInt(), 1);
        QCOMPARE(measured.figures["doubled_subscribers"_L1].toInt(), 1);
        QCOMPARE(measured.figures["closed"_L1].toInt(), 1);
        QCOMPARE(measured.figures["deliveries"_L1].toInt(), 40 - 7);
    }

    // Where one message is in flight, one that is lost holds the others up only as long as there is patience.
    void aLossDoesNotStopTheLoop()
    {
        FakeServer server([](int subscriber, int message, const QByteArray &event, bool &) {
            return subscriber == 3 && message == 5 ? QByteArray() : event;
        });
        const Measured measured = measure(server.port(), tenMessages + QStringList{u"--pace"_s, u"one"_s});
        QCOMPARE(measured.code, 1);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 10);
        QCOMPARE(measured.figures["lost"_L1].toInt(), 1);
    }

    void atARateAllThatWasDueIsSent()
    {
        FakeServer server(asItIs);
        const Measured measured = measure(server.port(),
                                          tenMessages + QStringList{u"--pace"_s, u"500"_s, u"--publishers"_s, u"3"_s});
        QCOMPARE(measured.code, 0);
        QCOMPARE(server.messages(), 10);
        QCOMPARE(measured.figures["deliveries"_L1].toInt(), 40);
    }

    void aPipelineIsAnsweredInOrder()
    {
        FakeServer server(asItIs);
        const Measured measured = measure(server.port(), tenMessages + QStringList{u"--depth"_s, u"8"_s});
        QCOMPARE(measured.code, 0);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 10);
    }

    void whatIsRefusedIsNotExpectedToArrive()
    {
        FakeServer server(
                [](int, int, const QByteArray &, bool &) { return QByteArray(); },
                "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfull\r\n0\r\n\r\n");
        const Measured measured = measure(server.port(), tenMessages);
        QCOMPARE(measured.code, 1);
        QCOMPARE(measured.figures["refused"_L1].toInt(), 10);
        QCOMPARE(measured.figures["lost"_L1].toInt(), 0);
        QVERIFY(measured.figures["reason"_L1].toString().startsWith("HTTP/1.1 503"_L1));
    }

    void troubleIsASentenceAndCodeTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown option") << QStringList{u"--what"_s} << QByteArray("there is no option \"--what\"");
        QTest::newRow("no value") << QStringList{u"--port"_s} << QByteArray("--port needs a value");
        QTest::newRow("no number") << QStringList{u"--port"_s, u"x"_s} << QByteArray("--port needs a number");
        QTest::newRow("too large") << QStringList{u"--port"_s, u"70000"_s} << QByteArray("--port needs a number");
        QTest::newRow("no choice") << QStringList{u"--as"_s, u"x"_s} << QByteArray("--as is one of sse, ws, listen");
        QTest::newRow("no mark") << QStringList{u"--subscribers"_s, u"1"_s, u"--body"_s, u"x"_s} << QByteArray("no %m");
        QTest::newRow("nobody there") << QStringList{u"--port"_s, u"1"_s} << QByteArray("no connection to 127.0.0.1:1");
        QTest::newRow("no address") << QStringList{u"--host"_s, u"wall"_s} << QByteArray("no IPv4 address");
    }
    void troubleIsASentenceAndCodeTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Ended ended = runBench(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(says), ended.err.constData());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY(ended.out.isEmpty());
    }

    void helpExplainsEveryOption()
    {
        const Ended ended = runBench({u"--help"_s});
        QCOMPARE(ended.code, 0);
        for (const char *option : {"--subscribers", "--as", "--pace", "--reconnect", "--stalled", "--pid", "--json"})
            QVERIFY(ended.out.contains(option));
    }
};

QTEST_GUILESS_MAIN(CountsTest)
#include "counts_test.moc"
