// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bodies that come in chunks (RFC 9112, section 7.1): those that are taken, and what only looks like one. Raw sockets against the
// real program.
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

constexpr qint64 mib = 1024 * 1024;
const QByteArray said(R"({"name":"Ada","time":12.34})");

QByteArray head(const QByteArray &path, const QByteArray &more = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "Transfer-Encoding: chunked\r\n\r\n";
}

QByteArray chunk(const QByteArray &data, const QByteArray &extension = {})
{
    return QByteArray::number(data.size(), 16) + extension + "\r\n" + data + "\r\n";
}

QByteArray inChunksOf(qsizetype size, const QByteArray &body)
{
    QByteArray out;
    for (qsizetype at = 0; at < body.size(); at += size)
        out += chunk(body.mid(at, size));
    return out + "0\r\n\r\n";
}

} // namespace

class ChunkedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }
    void chunksAreTaken_data();
    void chunksAreTaken();
    void chunksAreTakenByteByByte();
    void requestsMayFollowAtOnce();
    void aBodyMayBeAsLargeAsTheLimit();
    void whatIsNoChunkIsAnsweredAndClosed_data();
    void whatIsNoChunkIsAnsweredAndClosed();
    void whoMayNotWriteIsRefusedByTheHeadAlone();
    void whoAsksWhetherToGoOnIsTold();
    void cleanupTestCase() { QVERIFY(m_wall.stop()); }

private:
    // What the answer names is removed again.
    void checkTaken(HttpClient &client);
    qint64 results() const { return m_wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInteger(); }

    Wall m_wall;
};

void ChunkedTest::checkTaken(HttpClient &client)
{
    const Answer answer = client.receive();
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()["name"_L1].toString(), u"Ada"_s);
    QCOMPARE(m_wall.ask("DELETE", answer.field("Location")).status, 204);
}

void ChunkedTest::chunksAreTaken_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray end = "0\r\n\r\n";
    QTest::newRow("one chunk") << chunk(said) + end;
    QTest::newRow("three") << chunk(said.first(5)) + chunk(said.mid(5, 1)) + chunk(said.mid(6)) + end;
    QTest::newRow("of single bytes") << inChunksOf(1, said);
    QTest::newRow("a size with zeros, in capitals") << "0001B\r\n" + said + "\r\n" + end;
    QTest::newRow("a size with blanks behind it") << "1b  \r\n" + said + "\r\n" + end;
    QTest::newRow("extensions") << chunk(said, ";a=b;c=\"d\"") + "0;last\r\n\r\n";
    QTest::newRow("trailer fields") << chunk(said) + "0\r\nX-Sum: 1\r\nContent-Length: 7\r\n\r\n";
}

void ChunkedTest::chunksAreTaken()
{
    QFETCH(QByteArray, body);
    HttpClient client = m_wall.client();
    QVERIFY(client.send(head("/results") + body));
    checkTaken(client);
    QCOMPARE(client.ask("GET", "/health").status, 200); // nothing is left over
}

void ChunkedTest::chunksAreTakenByteByByte()
{
    HttpClient client = m_wall.client();
    const QByteArray body = chunk(said.first(20), ";a=b") + chunk(said.mid(20)) + "0\r\nX-Sum: 1\r\n\r\n";
    for (const char byte : head("/results") + body)
        QVERIFY(client.send(QByteArray(1, byte)));
    checkTaken(client);
    QCOMPARE(client.ask("GET", "/health").status, 200);
}

void ChunkedTest::requestsMayFollowAtOnce()
{
    HttpClient client = m_wall.client();
    const QByteArray one = head("/results") + inChunksOf(10, said);
    QVERIFY(client.send(one + one + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" + one));
    checkTaken(client);
    checkTaken(client);
    QCOMPARE(client.receive().status, 404);
    checkTaken(client);
}

void ChunkedTest::aBodyMayBeAsLargeAsTheLimit()
{
    // Blanks around the record make it as long as it may be.
    const QByteArray body = said + QByteArray(16 * mib - said.size(), ' ');
    HttpClient client = m_wall.client();
    QVERIFY(client.send(head("/results") + inChunksOf(70'001, body)));
    checkTaken(client);
    QVERIFY(client.send(head("/results") + inChunksOf(70'001, body + ' ')));
    QCOMPARE(client.receive().status, 413);
}

void ChunkedTest::whatIsNoChunkIsAnsweredAndClosed_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &sent, int status) {
        QTest::newRow(name) << sent << status;
    };
    const QByteArray start = head("/results");
    const QByteArray first = start + chunk(said);
    row("no size", start + "\r\n", 400);
    row("a size that is a word", start + "size\r\n", 400);
    row("a negative size", start + "-1\r\n", 400);
    row("a size with a plus", start + "+5\r\nhello\r\n", 400);
    row("a size with 0x", start + "0x5\r\nhello\r\n", 400);
    row("a size with a blank before it", start + " 5\r\nhello\r\n", 400);
    row("a size with a blank in it", start + "5 5\r\nhello\r\n", 400);
    row("a size beyond 64 bits", start + "10000000000000005\r\nhello\r\n", 400);
    row("a size that ends with LF alone", start + "5\nhello\r\n", 400);
    row("a CR in an extension", start + "5;a\rb\r\nhello\r\n", 400);
    row("data that ends with LF alone", start + "5\r\nhello\n", 400);
    row("more data than the size", start + "5\r\nhello, wall\r\n", 400);
    row("an end with LF alone", first + "0\r\n\n", 400);
    row("a trailer with a CR in it", first + "0\r\nX: a\rb\r\n\r\n", 400);
    row("a trailer line that is no field", first + "0\r\nnothing\r\n\r\n", 400);
    row("a folded trailer", first + "0\r\nX: a\r\n b\r\n\r\n", 400);
    row("a trailer with a control character in it", first + "0\r\nX: a\x01\r\n\r\n", 400);
    row("a size that is too large", head("/say") + "100001\r\n", 413);
    row("a size far too large", head("/say") + "fffffffffffffff\r\n", 413);
    row("chunks that are too large together", head("/say") + chunk(QByteArray(mib - 10, ' ')) + "b\r\n", 413);
    row("a long extension", start + "5;" + QByteArray(255, 'a'), 431);
    row("many extensions", start + chunk("x", ';' + QByteArray(200, 'a')).repeated(100), 431);
    row("a trailer without an end", first + "0\r\n" + QByteArray("X: abcdefghijklmnop\r\n").repeated(1000), 431);
    row("a trailer line without an end", first + "0\r\nX: " + QByteArray(17'000, 'a'), 431);
}

void ChunkedTest::whatIsNoChunkIsAnsweredAndClosed()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    HttpClient client = m_wall.client();
    // What follows in the same packet is not a request any more.
    QVERIFY(client.send(sent + head("/results") + inChunksOf(10, said)));
    const Answer answer = client.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("Connection"), "close"_ba);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(client.readUntil({}), QByteArray());
    QVERIFY(client.waitForClose());
    QCOMPARE(results(), 0);
}

void ChunkedTest::whoMayNotWriteIsRefusedByTheHeadAlone()
{
    HttpClient client = m_wall.client();
    QVERIFY(client.send(head("/results", "Origin: https://other.example\r\n")));
    QCOMPARE(client.receive().status, 403);
    QVERIFY(client.waitForClose());
}

void ChunkedTest::whoAsksWhetherToGoOnIsTold()
{
    HttpClient client = m_wall.client();
    QVERIFY(client.send(head("/results", "Expect: 100-continue\r\n")));
    QCOMPARE(client.receive(std::chrono::seconds(15), false).status, 100);
    QVERIFY(client.send(inChunksOf(10, said)));
    checkTaken(client);
}

QTEST_GUILESS_MAIN(ChunkedTest)
#include "chunked_test.moc"
