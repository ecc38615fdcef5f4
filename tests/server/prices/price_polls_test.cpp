// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices that are asked for: against an HTTP server of the test's own, by themselves and in the real program.
#include "server/prices/price_polls.h"
#include "tests/support/live.h"
#include "tests/support/other_server.h"

#include <QJsonArray>
#include <QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

namespace {

PricePollOptions optionsFor(const QString &url)
{
    return {.asked = {.name = u"prices.ACME"_s, .url = url, .user = {}, .password = {}, .token = "t0ken"},
            .pointer = *readJsonPointer(u"/data/last"_s),
            .symbol = u"ACME"_s};
}

QByteArray priced(const QByteArray &price)
{
    return answerOf("200 OK", R"({"data":{"last":)" + price + "}}");
}

// What the polls say.
struct Listener {
    explicit Listener(const QList<PricePollOptions> &options, const PollLimits &limits = {}) : polls(options, limits)
    {
        QObject::connect(&polls, &PricePolls::priced, &polls, [this](const PriceTick &tick) { ticks.append(tick); });
        QObject::connect(&polls, &PricePolls::healthChanged, &polls,
                         [this](const QString &name, bool ok, const QString &sentence) {
                             health.append(name + (ok ? " ok"_L1 : " not ok: "_L1) + sentence);
                         });
    }

    QList<PriceTick> ticks;
    QStringList health;
    PricePolls polls;
};

} // namespace

class PricePollsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_other = std::make_unique<OtherServer>(); }
    void eachAnswerIsAPrice();
    void aPriceThatHasNotChangedIsToldAgain();
    void whatIsNoPriceIsSaid_data();
    void whatIsNoPriceIsSaid();
    void anAnswerThatIsTooLargeIsBrokenOff();
    void redirectionsElsewhereAreNotFollowed();
    void itCanEndWhileItAsks();
    void theWallTellsOfIt();
    void theWallTellsWhosePriceCannotBeRead();

private:
    std::unique_ptr<OtherServer> m_other;
};

void PricePollsTest::eachAnswerIsAPrice()
{
    Listener listener({optionsFor(m_other->url(u"/price?key=1"_s))});
    m_other->answer = priced("12.5");
    listener.polls.askAll();
    QVERIFY(waitUntil([&] { return listener.ticks.size() == 1; }));
    m_other->answer = priced("\"13\"");
    QVERIFY(waitUntil([&] {
        listener.polls.askAll();
        return listener.ticks.contains(PriceTick{u"ACME"_s, 13});
    }));
    QCOMPARE(listener.ticks.constFirst(), (PriceTick{u"ACME"_s, 12.5}));
    QCOMPARE(listener.health, QStringList{u"prices.ACME ok"_s});
    const QByteArray &request = m_other->requests.constFirst();
    QVERIFY(request.startsWith("GET /price?key=1 HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nAccept: application/json"));
    QVERIFY(request.contains("\r\nAuthorization: Bearer t0ken\r\n"));
}

void PricePollsTest::aPriceThatHasNotChangedIsToldAgain()
{
    m_other->send = [this](QTcpSocket &socket) {
        const bool known = m_other->requests.constLast().contains("If-None-Match: \"v1\"\r\n");
        socket.write(known ? QByteArray("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
                           : answerOf("200 OK", R"({"data":{"last":7}})", "ETag: \"v1\"\r\n"));
        socket.disconnectFromHost();
    };
    Listener listener({optionsFor(m_other->url(u"/"_s))});
    QVERIFY(waitUntil([&] {
        listener.polls.askAll();
        return listener.ticks.size() >= 3;
    }));
    QVERIFY(m_other->requests.constLast().contains("If-None-Match: \"v1\"\r\n"));
    QCOMPARE(listener.ticks.constLast(), (PriceTick{u"ACME"_s, 7}));
    QCOMPARE(listener.health, QStringList{u"prices.ACME ok"_s});
}

void PricePollsTest::whatIsNoPriceIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("sentence"); // a part of it
    QTest::newRow("401") << answerOf("401 Unauthorized", "{}") << u"401"_s;
    QTest::newRow("404") << answerOf("404 Not Found", {}) << u"404"_s;
    QTest::newRow("500") << answerOf("500 Internal Server Error", {}) << u"500"_s;
    QTest::newRow("a page") << answerOf("200 OK", "<html>") << u"not JSON"_s;
    QTest::newRow("elsewhere") << answerOf("200 OK", R"({"last":1})") << u"nothing at \"/data/last\""_s;
    QTest::newRow("a word") << priced("\"closed\"") << u"neither a number"_s;
}

void PricePollsTest::whatIsNoPriceIsSaid()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, sentence);
    m_other->answer = answer;
    Listener listener({optionsFor(m_other->url(u"/?key=s3cret"_s))});
    listener.polls.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QVERIFY(listener.ticks.isEmpty());
    const QString &said = listener.health.constFirst();
    QVERIFY2(said.startsWith(u"prices.ACME not ok: "_s) && said.contains(sentence), qPrintable(said));
    QVERIFY(!said.contains(u"s3cret"_s) && !said.contains(u"t0ken"_s));
    m_other->answer = priced("1");
    QVERIFY(waitUntil([&] {
        listener.polls.askAll();
        return !listener.ticks.isEmpty();
    }));
    QCOMPARE(listener.health.constLast(), u"prices.ACME ok"_s);
}

void PricePollsTest::anAnswerThatIsTooLargeIsBrokenOff()
{
    m_other->answer = answerOf("200 OK", QByteArray(5000, ' ') + R"({"data":{"last":7}})");
    Listener listener({optionsFor(m_other->url(u"/"_s))}, {.bytes = 4000});
    listener.polls.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QVERIFY2(listener.health.constFirst().contains(u"more than 4000 bytes"_s),
             qPrintable(listener.health.constFirst()));
    QVERIFY(listener.ticks.isEmpty());
}

void PricePollsTest::redirectionsElsewhereAreNotFollowed()
{
    OtherServer thief;
    thief.answer = priced("1");
    m_other->answer = answerOf("302 Found", {}, "Location: " + thief.url(u"/"_s).toLatin1() + "\r\n");
    Listener listener({optionsFor(m_other->url(u"/"_s))});
    listener.polls.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QVERIFY(listener.health.constFirst().contains(u"redirects to another host"_s));
    QVERIFY(thief.requests.isEmpty());
}

void PricePollsTest::itCanEndWhileItAsks()
{
    auto listener = std::make_unique<Listener>(QList{optionsFor(m_other->url(u"/"_s))});
    listener->polls.askAll();
    QVERIFY(waitUntil([&] { return m_other->open == 1; }));
    listener.reset();
    QVERIFY(waitUntil([&] { return m_other->open == 0; }));
}

void PricePollsTest::theWallTellsOfIt()
{
    m_other->answer = priced("12.5");
    QTemporaryDir folder;
    QFile file(folder.filePath(u"tallywall.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[prices.ACME]\npointer = \"/data/last\"\nurl = \"" + m_other->url(u"/"_s).toLatin1() + "\"\n");
    file.close();
    Wall wall({u"--config"_s, file.fileName()});
    QVERIFY(wall.start());
    EventStream prices(wall.port(), "/prices?symbol=ACME");
    EventStream events(wall.port(), "/events?collection=prices");
    QVERIFY(waitUntil([&] { return prices.text().contains("data: 12.5\n\n"); }));
    const QJsonObject poll = wall.ask("GET", "/health").json()["polls"_L1].toArray().at(0).toObject();
    QCOMPARE(poll["name"_L1].toString(), u"prices.ACME"_s);
    QCOMPARE(poll["ok"_L1].toBool(), true);
    QCOMPARE(metric(wall, "tallywall_poll_up{feed=\"prices.ACME\"}"), 1.0);
    QVERIFY(waitUntil([&] { return !events.events().isEmpty(); }));
    const LiveEvent &event = events.events().constFirst();
    QCOMPARE(event.type, u"changed"_s);
    QCOMPARE(event.id, 0);
    QCOMPARE(event.data, (QJsonObject{{"symbol"_L1, "ACME"_L1}, {"price"_L1, 12.5}}));
}

void PricePollsTest::theWallTellsWhosePriceCannotBeRead()
{
    m_other->answer = answerOf("404 Not Found", {});
    QTemporaryDir folder;
    QFile file(folder.filePath(u"tallywall.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[prices.far]\nsymbol = \"FAR/X\"\npointer = \"/last\"\nurl = \"" + m_other->url(u"/"_s).toLatin1()
               + "\"\n");
    file.close();
    Wall wall({u"--config"_s, file.fileName()});
    QVERIFY(wall.start());
    QVERIFY(waitUntil([&] { return metric(wall, "tallywall_poll_up{feed=\"prices.far\"}") == 0.0; }));
    const QJsonValue failing = wall.ask("GET", "/summary").json()["failing"_L1][0];
    QCOMPARE(failing["name"_L1].toString(), u"prices.far"_s);
    QCOMPARE(failing["symbol"_L1].toString(), u"FAR/X"_s);
}

QTEST_GUILESS_MAIN(PricePollsTest)
#include "price_polls_test.moc"
