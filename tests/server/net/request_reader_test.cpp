// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes over the wire and is no request: each gets an answer that says why, then the connection is closed. Raw sockets
// against the real program.
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QByteArray host("Host: localhost\r\n");
const QByteArray record(R"({"name":"Ada","time":12.34})");

QByteArray post(const QByteArray &path, qint64 length, const QByteArray &more = {})
{
    return "POST " + path + " HTTP/1.1\r\n" + host + more + "Content-Length: " + QByteArray::number(length)
            + "\r\n\r\n";
}

QByteArray fields(int count)
{
    QByteArray out;
    for (int i = 0; i < count; ++i)
        out += "X-" + QByteArray::number(i) + ": 1\r\n";
    return out;
}

} // namespace

class RequestReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsNoRequestIsAnsweredAndClosed_data();
    void whatIsNoRequestIsAnsweredAndClosed();
    void whatIsNotAsciiNeedNotBeEncoded();
    void aHeadMayBeAsLargeAsTheLimit();
    void bodiesAreRefusedByTheHeadAlone_data();
    void bodiesAreRefusedByTheHeadAlone();
    void aBodyMayBeAsLargeAsTheLimit();
    void aRefusedUploadFindsTheAnswerThoughItWasSending();
    void blankLinesBeforeARequestHideNothing_data();
    void blankLinesBeforeARequestHideNothing();
    void manyFieldsHideNoBody_data();
    void manyFieldsHideNoBody();
    void whoSendsTooSlowlyIsTold();
    void cleanupTestCase();

private:
    Wall m_wall;
    std::optional<HttpClient> m_slowHead;
    std::optional<HttpClient> m_neighbour; // a client with manners, all the time
};

void RequestReaderTest::initTestCase()
{
    QVERIFY(m_wall.start());
    m_slowHead.emplace(m_wall.port());
    QVERIFY(m_slowHead->send("GET /health HTTP/1.1\r\nHost: loc"));
    m_neighbour.emplace(m_wall.port());
}

void RequestReaderTest::whatIsNoRequestIsAnsweredAndClosed_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    const QByteArray get = "GET /health HTTP/1.1\r\n";
    const auto row = [](const char *name, const QByteArray &sent, int status) {
        QTest::newRow(name) << sent << status;
    };
    row("a garbage line", "hello\r\n\r\n", 400);
    row("a TLS handshake", QByteArray::fromHex("16030100ca010000c60303") + "\n\n", 400);
    row("two words", "GET /health\r\n" + host + "\r\n", 400);
    row("four words", "GET /health now HTTP/1.1\r\n" + host + "\r\n", 400);
    row("two spaces", "GET  /health HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a tab between", "GET\t/health HTTP/1.1\r\n" + host + "\r\n", 400);
    row("no slash", "GET health HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a control character in the path", "GET /he\x01lth HTTP/1.1\r\n" + host + "\r\n", 400);
    row("no UTF-8 in the path", "GET /\xe4 HTTP/1.1\r\n" + host + "\r\n", 400);
    row("half a letter in the query", "GET /say?name=\xc3 HTTP/1.1\r\n" + host + "\r\n", 400);
    row("half a surrogate pair in the path", "GET /\xed\xa0\x80 HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a rubout in the path", "GET /he\x7flth HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a method with a slash", "G/T /health HTTP/1.1\r\n" + host + "\r\n", 400);
    row("HTTP/2.0", "GET /health HTTP/2.0\r\n" + host + "\r\n", 505);
    row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/1.2", "GET /health HTTP/1.2\r\n" + host + "\r\n", 505);
    row("HTTP/0.9", "GET /health HTTP/0.9\r\n" + host + "\r\n", 505);
    row("http/1.1", "GET /health http/1.1\r\n" + host + "\r\n", 400);
    row("HTTP/1.10", "GET /health HTTP/1.10\r\n" + host + "\r\n", 400);
    row("no Host", get + "\r\n", 400);
    row("two Hosts", get + host + host + "\r\n", 400);
    row("a folded field", get + host + "X-A: a\r\n b\r\n\r\n", 400);
    row("a first field with a blank before it", get + " " + host + "\r\n", 400);
    row("a space before the colon", get + host + "Content-Length : 3\r\n\r\nabc", 400);
    row("a field without a colon", get + host + "Connection close\r\n\r\n", 400);
    row("a field without a name", get + host + ": close\r\n\r\n", 400);
    row("a name with a blank in it", get + host + "X A: b\r\n\r\n", 400);
    row("a name beyond ASCII", get + host + "X-\xc3\xa4: b\r\n\r\n", 400);
    row("a bare CR in a value", get + host + "X-A: a\rContent-Length: 3\r\n\r\n", 400);
    row("a bare CR in the request line", "GET /health\r HTTP/1.1\r\n" + host + "\r\n", 400);
    row("a zero byte in a value", get + host + QByteArray("X-A: a\0b\r\n\r\n", 12), 400);
    row("two lengths", get + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400);
    row("two lengths that differ", get + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400);
    row("two lengths in one", get + host + "Content-Length: 3, 3\r\n\r\nabc", 400);
    row("a negative length", get + host + "Content-Length: -3\r\n\r\n", 400);
    row("a length with a plus", get + host + "Content-Length: +3\r\n\r\nabc", 400);
    row("a length in hex", get + host + "Content-Length: 0x3\r\n\r\nabc", 400);
    row("an empty length", get + host + "Content-Length:\r\n\r\n", 400);
    row("a length beyond 64 bits", get + host + "Content-Length: 99999999999999999999\r\n\r\n", 400);
    const QByteArray coded = "POST /results HTTP/1.1\r\n" + host + "Transfer-Encoding: ";
    row("a length and chunks",
        "POST /results HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("chunks and a length", coded + "chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400);
    row("chunks and no length at all", coded + "chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n", 400);
    row("chunks twice", coded + "chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("chunks in HTTP/1.0", "POST /results HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("another coding", coded + "gzip\r\n\r\n", 411);
    row("another coding below chunks", coded + "gzip, chunked\r\n\r\n0\r\n\r\n", 411);
    row("another coding above chunks", coded + "chunked, gzip\r\n\r\n", 411);
    row("what looks like chunks", coded + "xchunked\r\n\r\n0\r\n\r\n", 411);
    row("a head that is too large", get + host + "X-A: " + QByteArray(17'000, 'a') + "\r\n\r\n", 431);
    row("a head without an end", get + host + "X-A: " + QByteArray(40'000, 'a'), 431);
    row("a path that is too long", "GET /" + QByteArray(17'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 431);
}

void RequestReaderTest::whatIsNoRequestIsAnsweredAndClosed()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    HttpClient client = m_wall.client();
    // What follows in the same packet is not a request any more.
    QVERIFY(client.send(sent + post("/results", record.size()) + record));
    const Answer answer = client.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
    QCOMPARE(answer.field("Connection"), "close"_ba);
    QCOMPARE(answer.json().value("status"_L1).toInt(), status);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(client.readUntil({}), QByteArray());
    QVERIFY(client.waitForClose());
    QCOMPARE(m_neighbour->ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt(), 0);
}

void RequestReaderTest::whatIsNotAsciiNeedNotBeEncoded()
{
    const Answer typed = m_wall.ask("GET", "/results?order=j\xc3\xb6rg");
    QCOMPARE(typed.status, 422);
    QVERIFY(typed.detail().contains(u"\"jörg\""_s));
    QCOMPARE(typed.body, m_wall.ask("GET", "/results?order=j%C3%B6rg").body);
    const Answer elsewhere = m_wall.ask("GET", "/j\xc3\xb6rg");
    QCOMPARE(elsewhere.status, 404);
    QVERIFY(elsewhere.detail().contains(u"/jörg"_s));
}

void RequestReaderTest::aHeadMayBeAsLargeAsTheLimit()
{
    const QByteArray start = "GET /nothing HTTP/1.1\r\n" + host + "X-A: ";
    const QByteArray end = "\r\n\r\n";
    const qsizetype room = 16 * 1024 - start.size() - end.size();
    HttpClient client = m_wall.client();
    QVERIFY(client.send(start + QByteArray(room, 'a') + end));
    QCOMPARE(client.receive().status, 404);
    QVERIFY(client.send(start + QByteArray(room + 1, 'a') + end));
    QCOMPARE(client.receive().status, 431);
}

void RequestReaderTest::bodiesAreRefusedByTheHeadAlone_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qint64>("limit");
    constexpr qint64 mib = 1024 * 1024;
    QTest::newRow("results") << "/results"_ba << 16 * mib;
    QTest::newRow("what takes no posts") << "/results/1"_ba << mib / 16;
    QTest::newRow("say") << "/say"_ba << mib;
    QTest::newRow("hooks") << "/hooks"_ba << 8 * mib;
    QTest::newRow("a provider's hooks") << "/hooks/gitlab"_ba << 8 * mib;
    QTest::newRow("an unknown path") << "/nothing"_ba << mib / 16;
}

void RequestReaderTest::bodiesAreRefusedByTheHeadAlone()
{
    QFETCH(QByteArray, path);
    QFETCH(qint64, limit);
    HttpClient client = m_wall.client();
    QVERIFY(client.send(post(path, limit + 1)));
    const Answer answer = client.receive();
    QCOMPARE(answer.status, 413);
    QVERIFY2(answer.detail().contains(QString::number(limit)), qPrintable(answer.detail()));
    QVERIFY(client.waitForClose());
    // One byte less is waited for: who asks whether to go on is told so.
    HttpClient other = m_wall.client();
    QVERIFY(other.send(post(path, limit, "Expect: 100-continue\r\n")));
    QCOMPARE(other.receive(std::chrono::seconds(5), false).status, 100);
}

void RequestReaderTest::aBodyMayBeAsLargeAsTheLimit()
{
    // Blanks around the record make it as long as it may be.
    QByteArray body = record;
    body.append(QByteArray(16 * 1024 * 1024 - body.size(), ' '));
    const Answer answer = m_wall.ask("POST", "/results", body);
    QCOMPARE(answer.status, 201);
    QCOMPARE(m_wall.ask("DELETE", answer.field("Location")).status, 204);
}

void RequestReaderTest::aRefusedUploadFindsTheAnswerThoughItWasSending()
{
    HttpClient client = m_wall.client();
    QVERIFY(client.send(post("/say", 32 * 1024 * 1024)));
    for (int i = 0; i < 32; ++i)
        (void)client.send(QByteArray(1024 * 1024, 'x'));
    QCOMPARE(client.receive().status, 413);
}

void RequestReaderTest::blankLinesBeforeARequestHideNothing_data()
{
    QTest::addColumn<QByteArray>("blanks");
    QTest::addColumn<int>("status");
    QTest::newRow("one") << "\r\n"_ba << 404;
    QTest::newRow("some") << "\r\n\n\r \t\v\r\n"_ba << 404;
    QTest::newRow("many") << "\r\n"_ba.repeated(2000) << 404;
    QTest::newRow("as many as a head") << "\n"_ba.repeated(16 * 1024 - 20) << 431;
    QTest::newRow("more than a head") << "\r\n"_ba.repeated(10'000) << 431;
}

void RequestReaderTest::blankLinesBeforeARequestHideNothing()
{
    QFETCH(QByteArray, blanks);
    QFETCH(int, status);
    HttpClient client = m_wall.client();
    QCOMPARE(client.ask("GET", "/health").status, 200);
    QVERIFY(client.send(blanks + "GET /nothing HTTP/1.1\r\n" + host + "X-A: " + QByteArray(100, 'a') + "\r\n\r\n"));
    // Never the answer of the request before.
    QCOMPARE(client.receive().status, status);
}

void RequestReaderTest::manyFieldsHideNoBody_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("status");
    QTest::newRow("as many as Qt reads") << 98 << 201; // with Host and Content-Length a hundred
    QTest::newRow("one more") << 99 << 431;
    QTest::newRow("a thousand") << 1000 << 431;
}

void RequestReaderTest::manyFieldsHideNoBody()
{
    QFETCH(int, count);
    QFETCH(int, status);
    // Where Qt's parser gives up on the fields it knows no length, and would take the body for the next request.
    HttpClient client = m_wall.client();
    QVERIFY(client.send(post("/results", record.size(), fields(count)) + record));
    const Answer answer = client.receive();
    QCOMPARE(answer.status, status);
    if (status == 201)
        QCOMPARE(client.ask("DELETE", answer.field("Location")).status, 204);
}

void RequestReaderTest::whoSendsTooSlowlyIsTold()
{
    const Answer answer = m_slowHead->receive(std::chrono::seconds(15));
    QCOMPARE(answer.status, 408);
    QVERIFY2(answer.detail().contains("10 s"_L1), qPrintable(answer.detail()));
    QVERIFY(m_slowHead->waitForClose());
}

void RequestReaderTest::cleanupTestCase()
{
    QCOMPARE(m_neighbour->ask("GET", "/health").status, 200);
    QVERIFY(m_wall.stop());
}

QTEST_GUILESS_MAIN(RequestReaderTest)
#include "request_reader_test.moc"
