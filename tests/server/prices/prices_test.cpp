// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /prices: a source of one's own, or a series that all share, and nothing that is left behind by those who went.
#include "tests/support/live.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QByteArrayList pricesOf(const QByteArray &text)
{
    QByteArrayList prices;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("data: "))
            prices.append(line.sliced(6));
    }
    return prices;
}

QByteArray notification(const QByteArray &symbol, const QByteArray &price, bool store)
{
    return QByteArray(R"({"collection":"prices","type":"changed","data":{"symbol":"%1","price":%2},"store":%3})")
            .replace("%1", symbol)
            .replace("%2", price)
            .replace("%3", store ? "true" : "false");
}

// The bytes of a POST /notify, to be sent many at once.
QByteArray request(const QByteArray &body)
{
    return "POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
            + body;
}

QByteArrayList pricesOf(const EventStream &stream)
{
    return pricesOf(stream.text());
}

} // namespace

class PricesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_wall = std::make_unique<Wall>();
        QVERIFY(m_wall->start());
    }
    void aSourceOfOnesOwnTicks();
    void theFirstPriceComesBeforeTheSecondIsDue();
    void aSeriesBeginsWithItsLatestPrice();
    void aSeriesIsSharedAndHasOneSource();
    void otherSymbolsAreNotHeard();
    void manyListenersOfSeveralSymbolsAllGetTheirs();
    void aBatchKeepsEachPriceInItsOrder();
    void pricesThatAreStoredAreKnownAfterARestart();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void theHeadAloneIsAnsweredAndStartsNothing();
    void anyPageMayRead();
    void aStopEndsTheStream();
    void fiveHundredComeAndGoAndLeaveNothing();
    void curlGetsTheFirstPriceAtOnce();

private:
    [[nodiscard]] double sources() const { return metric(*m_wall, "tallywall_price_sources"); }
    [[nodiscard]] int post(const QByteArray &symbol, const QByteArray &price, bool store = false) const
    {
        return m_wall->ask("POST", "/notify", notification(symbol, price, store)).status;
    }

    std::unique_ptr<Wall> m_wall;
};

void PricesTest::aSourceOfOnesOwnTicks()
{
    EventStream stream(m_wall->port(), "/prices?every=0.1");
    QVERIFY(waitUntil([&] { return pricesOf(stream).size() >= 3; }));
    QCOMPARE(stream.head().field("Content-Type"), "text/event-stream; charset=utf-8"_ba);
    QVERIFY(stream.text().startsWith("retry: 1000\n\n"));
    static const QRegularExpression wellFormed(u"^retry: 1000\n\n(data: [0-9]{1,2}\n\n|:\n\n)*$"_s);
    QVERIFY2(wellFormed.match(QString::fromLatin1(stream.text())).hasMatch(), stream.text());
    QCOMPARE(sources(), 1.0);
    stream.close();
    QTRY_COMPARE(sources(), 0.0);
}

void PricesTest::theFirstPriceComesBeforeTheSecondIsDue()
{
    EventStream stream(m_wall->port(), "/prices?every=3600");
    QVERIFY(waitUntil([&] { return pricesOf(stream).size() == 1; }));
}

void PricesTest::aSeriesBeginsWithItsLatestPrice()
{
    EventStream early(m_wall->port(), "/prices?symbol=ACME");
    QVERIFY(waitUntil([&] { return early.isOpen(); }));
    QCOMPARE(post("ACME", "11"), 202);
    QCOMPARE(post("ACME", "12.5", true), 201);
    EventStream late(m_wall->port(), "/prices?symbol=ACME");
    QVERIFY(waitUntil([&] { return !pricesOf(late).isEmpty(); }));
    QCOMPARE(post("ACME", "-13"), 202);
    QVERIFY(waitUntil([&] { return pricesOf(early).size() == 3 && pricesOf(late).size() == 2; }));
    QCOMPARE(pricesOf(early), (QByteArrayList{"11", "12.5", "-13"}));
    QCOMPARE(pricesOf(late), (QByteArrayList{"12.5", "-13"}));
}

void PricesTest::aSeriesIsSharedAndHasOneSource()
{
    std::vector<std::unique_ptr<EventStream>> streams;
    for (int i = 0; i < 40; ++i)
        streams.push_back(
                std::make_unique<EventStream>(m_wall->port(), i % 2 ? "/prices?symbol=A" : "/prices?symbol=B"));
    QVERIFY(waitUntil(
            [&] { return std::all_of(streams.begin(), streams.end(), [](auto &one) { return one->isOpen(); }); }));
    QCOMPARE(sources(), 2.0);
    streams.resize(1); // a listener of B
    QTRY_COMPARE(sources(), 1.0);
    QCOMPARE(post("B", "2"), 202);
    QVERIFY(waitUntil([&] { return pricesOf(*streams.front()) == QByteArrayList{"2"}; }));
    streams.clear();
    QTRY_COMPARE(sources(), 0.0);
}

void PricesTest::otherSymbolsAreNotHeard()
{
    EventStream stream(m_wall->port(), "/prices?symbol=EUR%2FUSD");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    QCOMPARE(post("EUR", "1"), 202);
    QCOMPARE(post("eur/usd", "2"), 202);
    QCOMPARE(post("EUR/USD", "3"), 202);
    QVERIFY(waitUntil([&] { return !pricesOf(stream).isEmpty(); }));
    QCOMPARE(pricesOf(stream), QByteArrayList{"3"});
}

void PricesTest::aBatchKeepsEachPriceInItsOrder()
{
    constexpr int count = 300;
    EventStream stream(m_wall->port(), "/prices?symbol=ACME");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    QByteArray requests;
    QByteArrayList expected;
    for (int i = 0; i < count; ++i) {
        expected.append(QByteArray::number(i));
        requests += request(notification("ACME", expected.constLast(), true));
    }
    HttpClient publisher = m_wall->client();
    QVERIFY(publisher.send(requests));
    QVERIFY(waitUntil([&] { return pricesOf(stream).size() >= count; }));
    QCOMPARE(pricesOf(stream), expected);
}

void PricesTest::pricesThatAreStoredAreKnownAfterARestart()
{
    QCOMPARE(post("ACME", "12.5", true), 201);
    QVERIFY(m_wall->stop());
    QVERIFY(m_wall->start());
    EventStream stream(m_wall->port(), "/prices?symbol=ACME");
    QVERIFY(waitUntil([&] { return pricesOf(stream) == QByteArrayList{"12.5"}; }));
}

void PricesTest::whatCannotBeIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("place");
    QTest::newRow("no symbol") << "symbol="_ba << u"symbol"_s;
    QTest::newRow("a blank in it") << "symbol=AC%20ME"_ba << u"symbol"_s;
    QTest::newRow("a line break in it") << "symbol=A%0Adata:"_ba << u"symbol"_s;
    QTest::newRow("too long") << "symbol=" + QByteArray(33, 'A') << u"symbol"_s;
    QTest::newRow("no pace") << "every="_ba << u"every"_s;
    QTest::newRow("words") << "every=often"_ba << u"every"_s;
    QTest::newRow("zero") << "every=0"_ba << u"every"_s;
    QTest::newRow("misspelt") << "symbl=ACME"_ba << u"symbl"_s;
    QTest::newRow("in capitals") << "every=1&Symbol=ACME"_ba << u"Symbol"_s;
    QTest::newRow("too often") << "every=0.09"_ba << u"every"_s;
    QTest::newRow("too seldom") << "every=3601"_ba << u"every"_s;
    QTest::newRow("backwards") << "every=-1"_ba << u"every"_s;
    QTest::newRow("no number") << "every=nan"_ba << u"every"_s;
    QTest::newRow("without end") << "every=inf"_ba << u"every"_s;
}

void PricesTest::whatCannotBeIsRefused()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, place);
    const Answer answer = m_wall->ask("GET", "/prices?" + query);
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.detail().startsWith(u"parameter \"%1\": expected "_s.arg(place)), qPrintable(answer.detail()));
    QCOMPARE(sources(), 0.0);
}

void PricesTest::theHeadAloneIsAnsweredAndStartsNothing()
{
    const Answer answer = m_wall->ask("HEAD", "/prices");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("Content-Type"), "text/event-stream; charset=utf-8"_ba);
    QCOMPARE(sources(), 0.0);
}

void PricesTest::anyPageMayRead()
{
    EventStream stream(m_wall->port(), "/prices", {{"Origin", "https://elsewhere.example"}});
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    QVERIFY(!stream.head().field("Access-Control-Allow-Origin").isEmpty());
}

void PricesTest::aStopEndsTheStream()
{
    EventStream own(m_wall->port(), "/prices");
    EventStream shared(m_wall->port(), "/prices?symbol=ACME");
    QVERIFY(waitUntil([&] { return own.isOpen() && shared.isOpen(); }));
    QVERIFY(m_wall->stop());
    QVERIFY(waitUntil([&] { return own.isClosed() && shared.isClosed(); }));
}

// More than go out in one turn.
void PricesTest::manyListenersOfSeveralSymbolsAllGetTheirs()
{
    constexpr int each = 300;
    const QByteArrayList symbols{"A", "B"};
    std::vector<std::unique_ptr<EventStream>> streams;
    for (int i = 0; i < each * symbols.size(); ++i)
        streams.push_back(
                std::make_unique<EventStream>(m_wall->port(), "/prices?symbol=" + symbols.at(i % symbols.size())));
    QVERIFY(waitUntil(
            [&] { return std::all_of(streams.begin(), streams.end(), [](auto &one) { return one->isOpen(); }); }));
    QByteArray requests;
    QByteArrayList prices;
    for (int i = 1; i <= 50; ++i) {
        prices << QByteArray::number(i);
        for (const QByteArray &symbol : symbols)
            requests += request(notification(symbol, prices.last(), false));
    }
    HttpClient client = m_wall->client();
    QVERIFY(client.send(requests));
    for (const auto &stream : streams) {
        QVERIFY(waitUntil([&] { return pricesOf(*stream).size() >= prices.size(); }));
        QCOMPARE(pricesOf(*stream), prices);
    }
}

void PricesTest::fiveHundredComeAndGoAndLeaveNothing()
{
    constexpr int count = 500;
    constexpr int rounds = 10;
    const auto round = [this] {
        std::vector<std::unique_ptr<EventStream>> streams;
        for (int i = 0; i < count; ++i)
            streams.push_back(
                    std::make_unique<EventStream>(m_wall->port(), i % 5 ? "/prices?every=0.1" : "/prices?symbol=ACME"));
        const bool allTick = waitUntil([&] {
            return std::all_of(streams.begin(), streams.end(), [](const auto &one) { return one->isOpen(); })
                    && std::all_of(streams.begin(), streams.end(),
                                   [](const auto &one) { return !pricesOf(*one).isEmpty(); });
        });
        return allTick && sources() == count * 4 / 5 + 1;
    };
    QCOMPARE(post("ACME", "1"), 202);
    const qsizetype socketsBefore = m_wall->sockets();
    for (int i = 0; i < 15; ++i) // what is kept for the next ones, and shared, is there then
        QVERIFY(round());
    QTRY_COMPARE(sources(), 0.0);
    QTRY_COMPARE(metric(*m_wall, "tallywall_subscribers{kind=\"sse\"}"), 0.0);
    [[maybe_unused]] const double bytesBefore = metric(*m_wall, "tallywall_heap_bytes");
    for (int i = 0; i < rounds; ++i) {
        QVERIFY(round());
        QTRY_COMPARE(sources(), 0.0);
    }
    QTRY_COMPARE(metric(*m_wall, "tallywall_subscribers{kind=\"sse\"}"), 0.0);
    QTRY_VERIFY2(m_wall->sockets() <= socketsBefore, qPrintable(QString::number(m_wall->sockets())));
#ifndef __SANITIZE_ADDRESS__ // which has an allocator of its own
    // Five thousand more came and went, and less than a node of a tree stayed of each of them, which has four pointers and more.
    const double grown = metric(*m_wall, "tallywall_heap_bytes") - bytesBefore;
    QVERIFY2(bytesBefore > 0 && grown < 4 * sizeof(void *) * count * rounds, qPrintable(QString::number(grown)));
#endif
}

void PricesTest::curlGetsTheFirstPriceAtOnce()
{
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("needs curl");
    QProcess process;
    process.start(curl, {u"--silent"_s, u"--no-buffer"_s, m_wall->url(u"/prices?every=3600"_s)});
    QByteArray out;
    QVERIFY(waitUntil([&] {
        out += process.readAllStandardOutput();
        return pricesOf(out).size() == 1 && out.endsWith("\n\n");
    }));
    process.kill();
    QVERIFY(process.waitForFinished());
    QTRY_COMPARE(sources(), 0.0);
}

QTEST_GUILESS_MAIN(PricesTest)
#include "prices_test.moc"
