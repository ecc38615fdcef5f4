// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /cloudevents: events of others become envelopes, each of them once.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const Fields structured{{"Content-Type", "application/cloudevents+json; charset=UTF-8"}};
const Fields batched{{"Content-Type", "application/cloudevents-batch+json"}};

Fields binary(const QByteArray &id, const QByteArray &contentType = "application/json")
{
    return {{"ce-specversion", "1.0"},
            {"ce-type", "com.example.paid"},
            {"ce-source", "https://shop.example/Orders"},
            {"ce-id", id},
            {"Content-Type", contentType}};
}

QByteArray json(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"specversion":"1.0","type":"com.example.paid","source":"https://shop.example/Orders","id":")" + id + '"'
            + more + '}';
}

} // namespace

class CloudEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_wall = std::make_unique<Wall>();
        QVERIFY(m_wall->start());
    }
    void eachModeGivesTheSameEnvelope();
    void itReachesWhoListensAndStays();
    void theSenderMayChooseCollectionAndContent();
    void aCollectionWithATableIsNotTakenOver();
    void aDuplicateIsAnsweredAndNotStored();
    void aBatchKnowsItsDuplicates();
    void whatWasAnsweredSurvivesAKill();
    void mistakesStoreNothing_data();
    void mistakesStoreNothing();
    void aBatchWithOneMistakeStoresNothing();
    void whatIsTooLargeIsRefused();
    void onlyWhoMayWriteMay();
    void aSenderMayAskWhetherItMay();

private:
    Answer post(const QByteArray &body, const Fields &fields, const QByteArray &query = {}) const
    {
        return m_wall->ask("POST", "/cloudevents" + query, body, fields);
    }
    qint64 lastId() const { return m_wall->ask("GET", "/summary").json()["last_id"_L1].toInteger(); }

    std::unique_ptr<Wall> m_wall;
};

void CloudEventsTest::eachModeGivesTheSameEnvelope()
{
    const QJsonObject expected{{"collection"_L1, "orders"_L1},
                               {"type"_L1, "com.example.paid"_L1},
                               {"data"_L1, QJsonObject{{"sum"_L1, 7}}}};
    const Answer fromBatch = post('[' + json("3", R"(,"data":{"sum":7})") + ']', batched);
    QCOMPARE(fromBatch.status, 201);
    const Answer answers[] = {post(R"({"sum":7})", binary("1")), post(json("2", R"(,"data":{"sum":7})"), structured)};
    QList<QJsonObject> envelopes{fromBatch.json()["events"_L1].toArray().first().toObject()};
    for (const Answer &answer : answers) {
        QCOMPARE(answer.status, 201);
        envelopes.append(answer.json());
    }
    for (QJsonObject &envelope : envelopes) {
        QVERIFY(envelope.take("id"_L1).toInteger() > 0);
        QVERIFY(!envelope.take("time"_L1).toString().isEmpty());
        QCOMPARE(envelope, expected);
    }
}

void CloudEventsTest::itReachesWhoListensAndStays()
{
    EventStream live(m_wall->port(), "/events?collection=orders");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = post("hello", binary("1", "text/plain"));
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()["data"_L1].toString(), u"hello"_s);
    EventStream later(m_wall->port(), "/events?collection=orders&since=0");
    for (const EventStream *stream : {&live, &later}) {
        QVERIFY(waitUntil([&] { return !stream->events().isEmpty(); }));
        QCOMPARE(stream->events().constFirst().envelope, answer.json());
    }
}

void CloudEventsTest::theSenderMayChooseCollectionAndContent()
{
    const QByteArray event = json("1", R"(,"subject":"a","data":1)");
    const Answer answer = post(event, structured, "?collection=mine&data=event");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()["collection"_L1].toString(), u"mine"_s);
    QCOMPARE(answer.json()["data"_L1].toObject(), QJsonDocument::fromJson(event).object());
}

void CloudEventsTest::aCollectionWithATableIsNotTakenOver()
{
    const Answer first = post(json("1", R"(,"data":{"id":1})"), structured, "?collection=results");
    QCOMPARE(first.status, 201);
    QCOMPARE(first.json()["via"_L1].toArray().size(), 1); // as in notify_test.cpp
    QCOMPARE(post(json("1", R"(,"data":{"id":1})"), structured, "?collection=results").json(), first.json());
}

void CloudEventsTest::aDuplicateIsAnsweredAndNotStored()
{
    const Answer first = post("1", binary("1"));
    EventStream live(m_wall->port());
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer again = post(json("1", R"(,"data":2)"), structured, "?collection=other");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json(), first.json());
    QCOMPARE(lastId(), 1);
    const Answer next = post("1", binary("2"));
    QCOMPARE(next.status, 201);
    QVERIFY(waitUntil([&] { return !live.events().isEmpty(); }));
    QCOMPARE(live.events().constFirst().envelope, next.json()); // nobody heard of the second one
}

void CloudEventsTest::aBatchKnowsItsDuplicates()
{
    QCOMPARE(post("0", binary("0")).status, 201);
    const QByteArray batch = '[' + json("1", R"(,"data":1)") + ',' + json("1", R"(,"data":2)") + ',' + json("0") + ']';
    const Answer first = post(batch, batched);
    QCOMPARE(first.status, 201);
    const QJsonArray events = first.json()["events"_L1].toArray();
    QCOMPARE(events.size(), 3);
    QCOMPARE(events.at(1), events.at(0));
    QCOMPARE(events.at(2)["id"_L1].toInteger(), 1);
    QCOMPARE(lastId(), 2);
    const Answer again = post(batch, batched);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json(), first.json());
    QCOMPARE(post("[]", batched).status, 200);
    QCOMPARE(lastId(), 2);
}

void CloudEventsTest::whatWasAnsweredSurvivesAKill()
{
    QList<QJsonObject> answered;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 20; ++i) {
            const Answer answer = post(QByteArray::number(i), binary(QByteArray::number(answered.size())));
            QCOMPARE(answer.status, 201);
            answered.append(answer.json());
        }
        m_wall->kill();
        QVERIFY(m_wall->start());
        for (qsizetype id = 0; id < answered.size(); ++id) {
            const Answer again = post("null", binary(QByteArray::number(id)));
            QCOMPARE(again.status, 200);
            QCOMPARE(again.json(), answered.at(id));
        }
        QCOMPARE(lastId(), answered.size());
    }
}

void CloudEventsTest::mistakesStoreNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("names"); // what the sentence names
    QTest::newRow("no CloudEvent") << "{}"_ba << Fields{} << 422 << u"\"specversion\""_s;
    QTest::newRow("no JSON") << "{"_ba << binary("1") << 400 << u"\"data\""_s;
    QTest::newRow("structured, no JSON") << "{"_ba << structured << 400 << u"JSON"_s;
    QTest::newRow("structured, nothing") << ""_ba << structured << 400 << u"empty"_s;
    QTest::newRow("structured, an array") << "[]"_ba << structured << 422 << u"object"_s;
    QTest::newRow("structured, no id") << json("") << structured << 422 << u"\"id\""_s;
    QTest::newRow("a time that is none") << json("1", R"(,"time":"now")") << structured << 422 << u"\"time\""_s;
    QTest::newRow("another format") << "<a/>"_ba << Fields{{"Content-Type", "application/cloudevents+xml"}} << 415
                                    << u"cloudevents+json"_s;
    QTest::newRow("structured, called a form") << json("1") << Fields{} << 415 << u": application/cloudevents+json"_s;
    QTest::newRow("structured, called any JSON")
            << json("1") << Fields{{"Content-Type", "application/json"}} << 415 << u": application/cloudevents+json"_s;
    QTest::newRow("a batch, called any JSON") << '[' + json("1") + ']' << Fields{{"Content-Type", "application/json"}}
                                              << 415 << u": application/cloudevents-batch+json"_s;
    QTest::newRow("a batch, one event") << json("1") << batched << 422 << u"array"_s;
}

void CloudEventsTest::mistakesStoreNothing()
{
    QFETCH(QByteArray, body);
    QFETCH(Fields, fields);
    QFETCH(QString, names);
    const Answer answer = post(body, fields);
    QTEST(answer.status, "status");
    QVERIFY2(answer.detail().contains(names), qPrintable(answer.detail()));
    QCOMPARE(post(json("2"), structured, "?data=all").status, 422);
    QCOMPARE(post(json("2"), structured, "?collection=feed").status, 422);
    QCOMPARE(lastId(), 0);
}

void CloudEventsTest::aBatchWithOneMistakeStoresNothing()
{
    const Answer answer = post('[' + json("1") + ',' + json("") + ']', batched);
    QCOMPARE(answer.status, 422);
    QVERIFY(answer.detail().contains("event 2"_L1));
    QCOMPARE(lastId(), 0);
    QCOMPARE(post(json("1"), structured).status, 201); // its key is not known
}

void CloudEventsTest::whatIsTooLargeIsRefused()
{
    const QByteArray half = QByteArray(600 * 1024, 'x');
    const auto withData = [&half](const QByteArray &id) { return json(id, R"(,"data":")" + half + '"'); };
    QCOMPARE(post('[' + withData("1") + ']', batched).status, 201);
    QCOMPARE(post('[' + withData("2") + ',' + withData("3") + ']', batched).status, 413);
    const QByteArray whole = half + half;
    QCOMPARE(post(whole, binary("3", "text/plain")).status, 413);
    QCOMPARE(post(json("3", R"(,"data":")" + whole + '"'), structured).status, 413);
    QCOMPARE(lastId(), 1);
}

void CloudEventsTest::onlyWhoMayWriteMay()
{
    const Fields elsewhere{{"X-Forwarded-For", "192.0.2.1"}};
    QCOMPARE(post("1", binary("1") + elsewhere).status, 401);
    QCOMPARE(post("1", binary("1") + elsewhere + Fields{{"Authorization", "Bearer " + m_wall->token()}}).status, 201);
    QCOMPARE(post("1", binary("2") + Fields{{"Origin", "https://elsewhere.example"}}).status, 403);
}

void CloudEventsTest::aSenderMayAskWhetherItMay()
{
    const Answer answer = m_wall->ask("OPTIONS", "/cloudevents", {}, {{"WebHook-Request-Origin", "events.example"}});
    QCOMPARE(answer.field("WebHook-Allowed-Origin"), "events.example"_ba);
    QCOMPARE(answer.field("Allow"), "OPTIONS, POST"_ba);
}

QTEST_GUILESS_MAIN(CloudEventsTest)
#include "cloudevents_test.moc"
