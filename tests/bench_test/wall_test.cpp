// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench_test/program.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class BenchWallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }

    void allArriveOnARealWall_data()
    {
        const QStringList form{u"--post"_s, u"/say"_s,
                               u"--type"_s, u"application/x-www-form-urlencoded"_s,
                               u"--body"_s, u"name=Ada&message=%m"_s};
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("sse") << QStringList();
        QTest::newRow("WebSocket") << QStringList{u"--as"_s, u"ws"_s};
        QTest::newRow("listen") << QStringList{u"--as"_s, u"listen"_s} + form;
        QTest::newRow("as fast as they go") << QStringList{u"--pace"_s, u"full"_s, u"--publishers"_s, u"4"_s};
        QTest::newRow("pipelined") << QStringList{u"--pace"_s, u"full"_s,    u"--publishers"_s,
                                                  u"2"_s,      u"--depth"_s, u"5"_s};
        QTest::newRow("at a rate") << QStringList{u"--pace"_s, u"1000"_s, u"--publishers"_s, u"4"_s};
        QTest::newRow("beside those who do not read") << QStringList{u"--stalled"_s, u"2"_s};
        QTest::newRow("not stored") << form;
    }
    void allArriveOnARealWall()
    {
        QFETCH(QStringList, arguments);
        const Measured measured = measure(
                m_wall.port(),
                QStringList{u"--subscribers"_s, u"20"_s, u"--messages"_s, u"50"_s, u"--seconds"_s, u"60"_s}
                        + arguments);
        QCOMPARE(measured.code, 0);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 50);
        QCOMPARE(measured.figures["deliveries"_L1].toInt(), 20 * 50);
        QCOMPARE(measured.figures["lost"_L1].toInt(-1), 0);
        QCOMPARE(measured.figures["doubled"_L1].toInt(-1), 0);
    }

    void whoComesBackMissesNothing_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::newRow("sse") << u"sse"_s;
        QTest::newRow("WebSocket") << u"ws"_s;
    }
    void whoComesBackMissesNothing()
    {
        QFETCH(QString, protocol);
        const Measured measured = measure(m_wall.port(),
                                          {u"--as"_s, protocol, u"--subscribers"_s, u"20"_s, u"--messages"_s, u"10"_s,
                                           u"--seconds"_s, u"60"_s, u"--reconnect"_s, u"--missed"_s, u"30"_s});
        QCOMPARE(measured.code, 0);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 40);
        QCOMPARE(measured.figures["lost"_L1].toInt(-1), 0);
        QVERIFY(measured.figures.contains("reconnect_s"_L1));
        QVERIFY(measured.figures.contains("caught_up_s"_L1));
    }

    void requestsAndMemoryAreMeasuredBesideIdleSubscribers()
    {
        const Measured measured = measure(m_wall.port(),
                                          {u"--subscribers"_s, u"20"_s, u"--get"_s, u"/results?limit=1"_s, u"--pace"_s,
                                           u"full"_s, u"--messages"_s, u"50"_s, u"--pid"_s,
                                           QString::number(m_wall.process().processId())});
        QCOMPARE(measured.code, 0);
        QCOMPARE(measured.figures["answered"_L1].toInt(), 50);
        QCOMPARE(measured.figures["deliveries"_L1].toInt(), 0);
        QVERIFY(measured.figures["memory_connected_kib"_L1].toInt() > 0);
    }

    void aPathThatIsNoneIsSaid()
    {
        const Ended ended = runBench({u"--port"_s, QString::number(m_wall.port()), u"--subscribers"_s, u"1"_s,
                                      u"--subscribe"_s, u"/nowhere"_s});
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("no subscriber was let in at /nowhere: answered 404"), ended.err.constData());
    }

private:
    Wall m_wall;
};

QTEST_GUILESS_MAIN(BenchWallTest)
#include "wall_test.moc"
