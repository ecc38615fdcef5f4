// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// /notify: what another program publishes reaches who listens, is kept where it is to be kept, and can be read again.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class NotifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }
    void whatIsStoredIsAnsweredWithItsEnvelopeAndComesAgain();
    void whatIsNotStoredIsPassedOnOnce();
    void onlyThoseWhoAskedForTheCollectionHearOfIt();
    void inACollectionWithATableItIsMarkedAndChangesNothing_data();
    void inACollectionWithATableItIsMarkedAndChangesNothing();
    void mistakesStoreNothing_data();
    void mistakesStoreNothing();
    void aCollectionIsReadFromItsNewestEvent();
    void allCollectionsAreReadFromTheNewestEvent();
    void everyCollectionIsListedAlsoAfterARestart();
    void pricesAreSeries();

private:
    Wall m_wall;
};

void NotifyTest::whatIsStoredIsAnsweredWithItsEnvelopeAndComesAgain()
{
    EventStream live(m_wall.port());
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = m_wall.ask("POST", "/notify", R"({"collection":"orders","type":"paid","data":{"sum":7}})");
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.json()["id"_L1].toInteger() > 0);
    QCOMPARE(answer.json()["data"_L1]["sum"_L1].toInt(), 7);

    EventStream later(m_wall.port(), "/events?collection=orders&since=0");
    for (const EventStream *stream : {&live, &later}) {
        QVERIFY(waitUntil([&] { return !stream->events().isEmpty(); }));
        QCOMPARE(stream->events().constFirst().envelope, answer.json());
    }
}

void NotifyTest::whatIsNotStoredIsPassedOnOnce()
{
    const auto last = [this] { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); };
    const qint64 before = last();
    EventStream sse(m_wall.port(), "/events?collection=ticks");
    SocketListener socket(m_wall);
    QVERIFY(waitUntil([&] { return sse.isOpen() && socket.isOpen(); }));
    const Answer answer = m_wall.ask("POST", "/notify", R"({"collection":"ticks","type":"tick","store":false})");
    QCOMPARE(answer.status, 202);
    QVERIFY(!answer.json().contains("id"_L1));
    QVERIFY(!answer.json().contains("data"_L1));
    QVERIFY(waitUntil([&] { return sse.events().size() == 1 && socket.events.size() == 1; }));
    QCOMPARE(sse.events().constFirst().envelope, answer.json());
    QCOMPARE(socket.events.constFirst(), answer.json());
    QCOMPARE(last(), before);
}

void NotifyTest::onlyThoseWhoAskedForTheCollectionHearOfIt()
{
    EventStream two(m_wall.port(), "/events?collection=a,b");
    EventStream one(m_wall.port(), "/events?collection=b");
    EventStream all(m_wall.port());
    QVERIFY(waitUntil([&] { return two.isOpen() && one.isOpen() && all.isOpen(); }));
    for (const char *collection : {"a", "b", "c"}) {
        const QByteArray body = R"({"collection":")" + QByteArray(collection) + R"(","type":"said","store":false})";
        QCOMPARE(m_wall.ask("POST", "/notify", body).status, 202);
    }
    QVERIFY(waitUntil([&] { return all.events().size() == 3; }));
    QVERIFY(waitUntil([&] { return two.events().size() == 2 && one.events().size() == 1; }));
    QCOMPARE(one.events().constFirst().collection, u"b"_s);
}

void NotifyTest::inACollectionWithATableItIsMarkedAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("a result")
            << R"({"collection":"results","type":"created","data":{"id":9,"name":"Ghost","time":1}})"_ba;
    QTest::newRow("a result that is gone") << R"({"collection":"results","type":"deleted","data":{"id":1}})"_ba;
    QTest::newRow("a run")
            << R"({"collection":"ci","type":"created","data":{"id":9,"project":"ghost","state":"failed"}})"_ba;
    QTest::newRow("of what is not kept")
            << R"({"collection":"results","type":"deleted","data":{"id":1},"store":false})"_ba;
}

void NotifyTest::inACollectionWithATableItIsMarkedAndChangesNothing()
{
    QFETCH(const QByteArray, event);
    const auto tables = [this] {
        return m_wall.ask("GET", "/results").body + m_wall.ask("GET", "/results").field("ETag")
                + m_wall.ask("GET", "/ci").body;
    };
    const QByteArray before = tables();
    EventStream live(m_wall.port(), "/events?collection=results,ci");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer one = m_wall.ask("POST", "/notify", event);
    const Answer many = m_wall.ask("POST", "/notify", '[' + event + ']');
    QVERIFY(one.status / 100 == 2 && many.status / 100 == 2);
    QVERIFY(waitUntil([&] { return live.events().size() == 2; }));
    QCOMPARE(live.events().at(0).envelope, one.json());
    QCOMPARE(live.events().at(1).envelope, many.json()["events"_L1][0].toObject());
    const QJsonArray via{QString::fromLatin1(live.head().field("Tallywall-Store"))};
    for (const auto &each : live.events())
        QCOMPARE(each.envelope["via"_L1].toArray(), via);
    QCOMPARE(tables(), before);
}

void NotifyTest::mistakesStoreNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("no JSON") << "collection=a"_ba << 400;
    QTest::newRow("an array") << "[]"_ba << 422;
    QTest::newRow("a name that is none") << R"({"collection":"../a","type":"b"})"_ba << 422;
    QTest::newRow("the feed's own") << R"({"collection":"feed","type":"gap","data":{"missed":9}})"_ba << 422;
    QTest::newRow("prices without one") << R"({"collection":"prices","type":"changed"})"_ba << 422;
    QTest::newRow("prices that are none")
            << R"({"collection":"prices","type":"changed","data":{"symbol":"ACME","price":"12"}})"_ba << 422;
    QTest::newRow("prices in a list") << R"({"collection":"prices","type":"changed","data":[1],"store":false})"_ba
                                      << 422;
}

void NotifyTest::mistakesStoreNothing()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const auto last = [this] { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); };
    const qint64 before = last();
    const Answer answer = m_wall.ask("POST", "/notify", body);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(last(), before);
}

void NotifyTest::aCollectionIsReadFromItsNewestEvent()
{
    for (int i = 1; i <= 5; ++i) {
        const QByteArray body = R"({"collection":"pages","type":"counted","data":)" + QByteArray::number(i) + '}';
        QCOMPARE(m_wall.ask("POST", "/notify", body).status, 201);
    }
    const Answer first = m_wall.ask("GET", "/notify/pages?limit=2");
    QCOMPARE(first.status, 200);
    const QJsonArray newest = first.json()["events"_L1].toArray();
    QCOMPARE(newest.size(), 2);
    QCOMPARE(newest.at(0)["data"_L1].toInt(), 5);
    QCOMPARE(newest.at(1)["data"_L1].toInt(), 4);
    const QByteArray next = QByteArray::number(first.json()["next"_L1].toInteger());
    const Answer rest = m_wall.ask("GET", "/notify/pages?limit=3&before=" + next);
    QCOMPARE(rest.json()["events"_L1].toArray().size(), 3);
    QVERIFY(!rest.json().contains("next"_L1));
    QCOMPARE(m_wall.ask("GET", "/notify/never").json()["events"_L1].toArray(), QJsonArray());
    QCOMPARE(m_wall.ask("GET", "/notify/No+Name").status, 422);
    QCOMPARE(m_wall.ask("GET", "/notify/pages?limit=1001").status, 422);
    QCOMPARE(m_wall.ask("GET", "/notify/pages?before=x").status, 422);
}

void NotifyTest::allCollectionsAreReadFromTheNewestEvent()
{
    const auto namesOf = [this](const QByteArray &target) {
        const Answer answer = m_wall.ask("GET", target);
        QStringList names;
        for (const QJsonValue &event : answer.json()["events"_L1].toArray())
            names.append(event["collection"_L1].toString());
        return names.join(u' ');
    };
    for (const char *collection : {"all.a", "all.b", "all.a"}) {
        const QByteArray body = QByteArray(R"({"collection":")") + collection + R"(","type":"counted"})";
        QCOMPARE(m_wall.ask("POST", "/notify", body).status, 201);
    }
    QCOMPARE(namesOf("/notify/*?limit=3"), u"all.a all.b all.a"_s);
    const QByteArray next = QByteArray::number(m_wall.ask("GET", "/notify/*?limit=1").json()["next"_L1].toInteger());
    QCOMPARE(namesOf("/notify/*?limit=2&before=" + next), u"all.b all.a"_s);
    QCOMPARE(m_wall.ask("GET", "/notify/*?limit=0").status, 422);
    QCOMPARE(m_wall.ask("GET", "/notify/**").status, 422);
}

void NotifyTest::everyCollectionIsListedAlsoAfterARestart()
{
    const auto listed = [this](const QString &name) {
        const QJsonArray all = m_wall.ask("GET", "/notify").json()["collections"_L1].toArray();
        const auto found = std::find_if(all.begin(), all.end(), [&name](const QJsonValue &one) {
            return one["collection"_L1].toString() == name;
        });
        return found == all.end() ? QJsonObject() : found->toObject();
    };
    const QByteArray body = R"({"collection":"listed","type":"first","data":[1]})";
    const QJsonObject made = m_wall.ask("POST", "/notify", body).json();
    const QByteArray large = R"({"collection":"listed.large","type":"first","data":")" + QByteArray(5000, 'x') + "\"}";
    QCOMPARE(m_wall.ask("POST", "/notify", large).status, 201);
    const QByteArray passing = R"({"collection":"listed.too","type":"seen","store":false})";
    QCOMPARE(m_wall.ask("POST", "/notify", passing).status, 202);
    QTRY_COMPARE(listed(u"listed.too"_s)["newest"_L1]["type"_L1].toString(), u"seen"_s);
    QCOMPARE(listed(u"listed"_s)["newest"_L1].toObject(), made);
    QCOMPARE(listed(u"listed"_s)["per_minute"_L1].toInt(), 1);
    QCOMPARE(listed(u"listed.large"_s)["newest"_L1]["data_bytes"_L1].toInt(), 5002);
    m_wall.kill();
    QVERIFY(m_wall.start());
    QCOMPARE(listed(u"listed.large"_s)["newest"_L1]["data_bytes"_L1].toInt(), 5002);
    QVERIFY(!listed(u"listed.large"_s)["newest"_L1].toObject().contains("data"_L1));
    QCOMPARE(listed(u"listed"_s)["newest"_L1].toObject(), made);
    QCOMPARE(listed(u"listed"_s)["per_minute"_L1].toInt(), 0);
    QVERIFY(listed(u"listed.too"_s).isEmpty());
}

void NotifyTest::pricesAreSeries()
{
    const auto tell = [this](const QByteArray &price, const QByteArray &store) {
        return m_wall
                .ask("POST", "/notify",
                     R"({"collection":"prices","type":"changed","data":{"symbol":"ACME","price":)" + price
                             + "},\"store\":" + store + '}')
                .status;
    };
    const auto series = [this] {
        return m_wall.ask("GET", "/prices/series").json()["series"_L1].toArray().at(0).toObject();
    };
    QCOMPARE(tell("10", "true"), 201);
    QCOMPARE(tell("12.5", "true"), 201);
    QCOMPARE(tell("12", "false"), 202);
    QTRY_COMPARE(series()["points"_L1].toArray().size(), 3);
    QCOMPARE(series()["symbol"_L1].toString(), u"ACME"_s);
    QCOMPARE(series()["price"_L1].toDouble(), 12);
    QCOMPARE(series()["change"_L1].toDouble(), -0.5);
    m_wall.kill();
    QVERIFY(m_wall.start());
    QCOMPARE(series()["price"_L1].toDouble(), 12.5); // the last one that was stored
    QCOMPARE(series()["points"_L1].toArray().at(0)[1].toDouble(), 10);
}

QTEST_GUILESS_MAIN(NotifyTest)
#include "notify_test.moc"
