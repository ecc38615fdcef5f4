// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events in binary mode and in their JSON form, and the notifications that they become.
#include "core/cloudevents/notifications.h"
#include "core/json.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::cloudevents;

namespace {

const QByteArray structured("application/cloudevents+json");
const QByteArray batched("application/cloudevents-batch+json");

Headers required()
{
    return {{"ce-specversion", "1.0"}, {"ce-id", "1"}, {"ce-source", "/shop/orders"}, {"ce-type", "paid"}};
}

// An event in its JSON form, with further members: `,"data":1`.
QByteArray json(const QByteArray &more)
{
    return R"({"specversion":"1.0","id":"1","source":"/shop/orders","type":"paid")" + more + '}';
}

} // namespace

class CloudEventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersAreAttributes();
    void whatABinaryMessageMayNotHaveIsRefused_data();
    void whatABinaryMessageMayNotHaveIsRefused();
    void bodiesBecomeData_data();
    void bodiesBecomeData();
    void membersBecomeData_data();
    void membersBecomeData();
    void membersThatAreWrongAreRefused_data();
    void membersThatAreWrongAreRefused();
    void halfASurrogatePairNamesNothing();
    void aNullAttributeIsNotSet();
    void dataKeepsItsDigitsAndItsOrder();
    void theWholeEventLosesNothing_data();
    void theWholeEventLosesNothing();
    void sourcesNameACollection_data();
    void sourcesNameACollection();
    void whatCannotBePublishedIsRefused_data();
    void whatCannotBePublishedIsRefused();
    void aBatchIsAnArrayOfEvents();
    void aBatchNamesTheEventThatIsWrong_data();
    void aBatchNamesTheEventThatIsWrong();
    void aBatchIsBounded();
    void onlyJsonInUtf8IsTaken_data();
    void onlyJsonInUtf8IsTaken();
};

void CloudEventTest::headersAreAttributes()
{
    Headers headers = required();
    headers << std::pair("CE-Subject"_ba, "a%20%E2%82%AC"_ba) << std::pair("ce-TraceParent"_ba, "\"00-1\""_ba)
            << std::pair("X-Other"_ba, "no"_ba) << std::pair("Cecil"_ba, "no"_ba);
    const auto event = fromBinary(headers, "application/json", "{}");
    QVERIFY(event);
    QCOMPARE(event->attributes,
             *parseJsonObject(json(R"(,"subject":"a €","traceparent":"00-1","datacontenttype":"application/json")")));
}

void CloudEventTest::whatABinaryMessageMayNotHaveIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("field");
    QTest::newRow("the content type as an attribute") << "ce-datacontenttype"_ba
                                                      << "text/plain"_ba << u"datacontenttype"_s;
    QTest::newRow("an attribute twice") << "Ce-Id"_ba
                                        << "2"_ba << u"id"_s;
    QTest::newRow("data in the head") << "ce-data"_ba
                                      << "a"_ba << u"data"_s;
    QTest::newRow("a name with a dash") << "ce-my-own"_ba
                                        << "a"_ba << u"my-own"_s;
    QTest::newRow("bytes that are no UTF-8") << "ce-subject"_ba
                                             << "%C0%A0"_ba << u"subject"_s;
    QTest::newRow("a control character") << "ce-subject"_ba
                                         << "a%0Ab"_ba << u"subject"_s;
}

void CloudEventTest::whatABinaryMessageMayNotHaveIsRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, field);
    const auto event = fromBinary(required() << std::pair(name, value), {}, {});
    QVERIFY(!event);
    QCOMPARE(event.error().code, ErrorCode::Invalid);
    QCOMPARE(event.error().place, u"field \"%1\""_s.arg(field));
}

void CloudEventTest::bodiesBecomeData_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("data"); // of the notification
    const QByteArray base64 = R"({"data_base64":"AP8=","datacontenttype":"%"})";
    QTest::newRow("an object") << "application/json"_ba
                               << " {\"b\": 1.10, \"a\" :[ ]}\n"_ba
                               << R"({"b":1.10,"a":[]})"_ba;
    QTest::newRow("a number") << "application/json"_ba
                              << "1.5"_ba
                              << "1.5"_ba;
    QTest::newRow("a string") << "application/json"_ba
                              << R"("I'm")"_ba
                              << R"("I'm")"_ba;
    QTest::newRow("null") << "application/json; charset=utf-8"_ba
                          << "null"_ba
                          << "null"_ba;
    QTest::newRow("a kind of JSON") << "Application/Vnd.Shop+JSON"_ba
                                    << "[true]"_ba
                                    << "[true]"_ba;
    QTest::newRow("no body") << "application/json"_ba
                             << ""_ba
                             << ""_ba;
    QTest::newRow("text") << "text/plain"_ba
                          << "{\"a\"\n\xe2\x82\xac"_ba
                          << "\"{\\\"a\\\"\\n\xe2\x82\xac\""_ba;
    QTest::newRow("XML") << "application/xml; charset=UTF-8"_ba
                         << "<a/>"_ba
                         << R"("<a/>")"_ba;
    QTest::newRow("text of another charset")
            << "text/plain; charset=iso-8859-1"_ba
            << "\xe9"_ba
            << R"({"data_base64":"6Q==","datacontenttype":"text/plain; charset=iso-8859-1"})"_ba;
    QTest::newRow("text that is not UTF-8") << "text/plain"_ba
                                            << "\0\xff"_ba << QByteArray(base64).replace('%', "text/plain");
    QTest::newRow("bytes") << "image/png"_ba
                           << "\0\xff"_ba << QByteArray(base64).replace('%', "image/png");
    QTest::newRow("no type, which says nothing") << ""_ba
                                                 << "{}"_ba
                                                 << R"({"data_base64":"e30="})"_ba;
}

void CloudEventTest::bodiesBecomeData()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const auto event = fromBinary(required(), type, body);
    QVERIFY(event);
    const auto notification = notificationFrom(*event, {});
    QVERIFY(notification);
    QTEST(notification->data, "data");
    QCOMPARE(notification->collection, "orders"_ba);
    QCOMPARE(notification->type, "paid"_ba);
    QCOMPARE(notification->key, (EventKey{"/shop/orders", "1"}));
}

void CloudEventTest::membersBecomeData_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("none") << ""_ba
                          << ""_ba;
    QTest::newRow("an object without a type") << R"(,"data":{"a":1})"_ba
                                              << R"({"a":1})"_ba;
    QTest::newRow("null, which is data") << R"(,"data":null)"_ba
                                         << "null"_ba;
    QTest::newRow("a string is a string") << R"(,"data":"{}")"_ba
                                          << R"("{}")"_ba;
    QTest::newRow("a string of JSON is a string") << R"(,"datacontenttype":"application/json","data":"{}")"_ba
                                                  << R"("{}")"_ba;
    QTest::newRow("text") << R"(,"datacontenttype":"application/xml","data":"<a/>")"_ba
                          << R"("<a/>")"_ba;
    QTest::newRow("bytes") << R"(,"datacontenttype":"image/png","data_base64":"AP8=")"_ba
                           << R"({"data_base64":"AP8=","datacontenttype":"image/png"})"_ba;
    QTest::newRow("bytes without a type are not JSON") << R"(,"data_base64":"e30=")"_ba
                                                       << R"({"data_base64":"e30="})"_ba;
    QTest::newRow("bytes of JSON") << R"(,"datacontenttype":"application/json","data_base64":"e30=")"_ba
                                   << "{}"_ba;
    QTest::newRow("bytes of text") << R"(,"datacontenttype":"text/plain","data_base64":"YQ==")"_ba
                                   << R"("a")"_ba;
    QTest::newRow("null is no bytes") << R"(,"data_base64":null,"data":1)"_ba
                                      << "1"_ba;
}

void CloudEventTest::membersBecomeData()
{
    QFETCH(QByteArray, members);
    const auto notification = notificationFromStructured(structured, json(members), {});
    QVERIFY(notification);
    QTEST(notification->data, "data");
}

void CloudEventTest::membersThatAreWrongAreRefused_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("field");
    QTest::newRow("both") << R"(,"data":1,"data_base64":"AP8=")"_ba << u"data_base64"_s;
    QTest::newRow("no Base64") << R"(,"data_base64":"?")"_ba << u"data_base64"_s;
    QTest::newRow("Base64 that is a number") << R"(,"data_base64":7)"_ba << u"data_base64"_s;
    QTest::newRow("an object that is no text") << R"(,"datacontenttype":"text/plain","data":{})"_ba << u"data"_s;
    QTest::newRow("bytes that are no JSON")
            << R"(,"datacontenttype":"application/json","data_base64":"AP8=")"_ba << u"data"_s;
    QTest::newRow("two values") << R"(,"datacontenttype":"application/json","data_base64":"MSwy")"_ba << u"data"_s;
    QTest::newRow("an attribute that is an object") << R"(,"extra":{})"_ba << u"extra"_s;
}

void CloudEventTest::membersThatAreWrongAreRefused()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, field);
    const auto notification = notificationFromStructured(structured, json(members), {});
    QVERIFY(!notification);
    QCOMPARE(notification.error().place, u"field \"%1\""_s.arg(field));
}

// Else "\ud800", "\udfff" and U+FFFD would be one id.
void CloudEventTest::halfASurrogatePairNamesNothing()
{
    const auto refused = [](const QByteArray &id, const QByteArray &type) {
        const auto notification = notificationFromStructured(structured,
                                                             R"({"specversion":"1.0","source":"/a","id":")" + id
                                                                     + R"(","type":")" + type + R"(","data":"\ud800"})",
                                                             {});
        return notification ? QString() : notification.error().place;
    };
    QCOMPARE(refused(R"(\ud800)", "b"), u"field \"id\""_s);
    QCOMPARE(refused(R"(a\udfff)", "b"), u"field \"id\""_s);
    QCOMPARE(refused("1", R"(\ud83db)"), u"field \"type\""_s);
    QCOMPARE(refused(R"(\ud83d\ude00)", "b"), QString());
    QVERIFY(notificationFromStructured(structured, json(R"(,"x":"\ufffd")"), {}));
}

void CloudEventTest::aNullAttributeIsNotSet()
{
    const auto event = fromJson(*parseJsonObject(json(R"(,"subject":null,"unset":null)")));
    QVERIFY(event);
    QVERIFY(!event->attributes.contains("subject"_L1) && !event->attributes.contains("unset"_L1));
    QVERIFY(!fromJson(*parseJsonObject(R"({"specversion":"1.0","id":null,"source":"/a","type":"b"})")));
}

void CloudEventTest::dataKeepsItsDigitsAndItsOrder()
{
    const QByteArray data = R"({"z":12345678901234567890,"a":1.10})";
    const QByteArray event = json(R"(,"data":)" + data);
    const auto alone = notificationFromStructured(structured, event, {});
    QVERIFY(alone);
    QCOMPARE(alone->data, data);
    const auto batch = notificationsFromBatch(batched, '[' + json("") + ", " + event + ']', {});
    QVERIFY(batch);
    QCOMPARE(batch->at(1).data, data);
    QVERIFY(batch->at(0).data.isEmpty());
}

void CloudEventTest::theWholeEventLosesNothing_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("data") << json(
            R"(,"time":"2018-04-05T17:31:00Z","subject":"s","count":5,"ok":true,"data":{"a":[1,"b"]})");
    QTest::newRow("bytes") << json(R"(,"datacontenttype":"image/png","data_base64":"AP8=")");
    QTest::newRow("no data") << json("");
}

void CloudEventTest::theWholeEventLosesNothing()
{
    QFETCH(QByteArray, event);
    const auto notification = notificationFromStructured(structured, event, {.content = Wish::Content::Event});
    QVERIFY(notification);
    QCOMPARE(*parseJsonObject(notification->data), *parseJsonObject(event));
}

void CloudEventTest::sourcesNameACollection_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("collection");
    QTest::newRow("a path") << u"/cloudevents/spec/pull/123"_s << "123"_ba;
    QTest::newRow("capitals") << u"https://shop.example/Orders"_s << "orders"_ba;
    QTest::newRow("a slash at the end") << u"https://shop.example/orders/?a=b#c"_s << "orders"_ba;
    QTest::newRow("a host alone") << u"https://Shop.example:8443"_s << "shop.example"_ba;
    QTest::newRow("a host and a slash") << u"https://shop.example/"_s << "shop.example"_ba;
    QTest::newRow("a URN") << u"urn:uuid:6e8bc430-9c3a"_s << "uuid-6e8bc430-9c3a"_ba;
    QTest::newRow("a mail address") << u"mailto:wg@lists.cncf.io"_s << "wg-lists.cncf.io"_ba;
    QTest::newRow("a number") << u"1-555-123-4567"_s << "1-555-123-4567"_ba;
    QTest::newRow("what may not stand first") << u"/_.-a_.-"_s << "a_.-"_ba;
    QTest::newRow("blanks and letters of others") << u"/my%20caf%C3%A9"_s << "my-caf-"_ba;
    QTest::newRow("long") << u'/' + QString(100, u'a') << QByteArray(64, 'a');
    QTest::newRow("nothing") << u"/"_s << ""_ba;
    QTest::newRow("nothing that may stand there") << u"/%C3%A9"_s << ""_ba;
}

void CloudEventTest::sourcesNameACollection()
{
    QFETCH(QString, source);
    QTEST(collectionOf(source), "collection");
}

void CloudEventTest::whatCannotBePublishedIsRefused_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("collection");
    QTest::addColumn<QString>("field");
    QTest::newRow("a type that is too long") << "/a"_ba << QByteArray(129, 't') << ""_ba << u"type"_s;
    QTest::newRow("the feed's own") << "/feed"_ba
                                    << "t"_ba
                                    << ""_ba << u"collection"_s;
    QTest::newRow("the feed's own, by wish") << "/a"_ba
                                             << "t"_ba
                                             << "feed"_ba << u"collection"_s;
    QTest::newRow("a name that is none") << "/a"_ba
                                         << "t"_ba
                                         << "A b"_ba << u"collection"_s;
    QTest::newRow("a source without a name") << "/"_ba
                                             << "t"_ba
                                             << ""_ba << u"source"_s;
}

void CloudEventTest::whatCannotBePublishedIsRefused()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, collection);
    QFETCH(QString, field);
    const QByteArray event = R"({"specversion":"1.0","id":"1","source":")" + source + R"(","type":")" + type + R"("})";
    const auto notification = notificationFromStructured(structured, event, {.collection = collection});
    QVERIFY(!notification);
    QCOMPARE(notification.error().code, ErrorCode::Invalid);
    QCOMPARE(notification.error().place, u"field \"%1\""_s.arg(field));
}

void CloudEventTest::aBatchIsAnArrayOfEvents()
{
    const auto two = notificationsFromBatch(batched, '[' + json(R"(,"data":1)") + ',' + json("") + ']',
                                            {.collection = "mine"});
    QVERIFY(two);
    QCOMPARE(two->size(), 2);
    QCOMPARE(two->constFirst(),
             (Notification{"mine", "paid", "1", Notification::Keep::Stored, EventKey{"/shop/orders", "1"}}));
    const auto none = notificationsFromBatch(batched, "[]", {});
    QVERIFY(none && none->isEmpty());
}

void CloudEventTest::aBatchNamesTheEventThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("place");
    QTest::newRow("another version") << R"({"specversion":"0.3","id":"2","source":"/a","type":"b"})"_ba
                                     << u"field \"specversion\" of event 2"_s;
    QTest::newRow("no object") << "7"_ba << u"event 2"_s;
    QTest::newRow("a long type") << R"({"specversion":"1.0","id":"2","source":"/a","type":")" + QByteArray(129, 't')
                    + R"("})" << u"field \"type\" of event 2"_s;
}

void CloudEventTest::aBatchNamesTheEventThatIsWrong()
{
    QFETCH(QByteArray, second);
    const auto batch = notificationsFromBatch(batched, '[' + json("") + ',' + second + ']', {});
    QVERIFY(!batch);
    QTEST(batch.error().place, "place");
}

void CloudEventTest::aBatchIsBounded()
{
    const QByteArray many = (json("") + ',').repeated(maxBatch);
    QVERIFY(notificationsFromBatch(batched, '[' + many.chopped(1) + ']', {}));
    const auto tooMany = notificationsFromBatch(batched, '[' + many + json("") + ']', {});
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, ErrorCode::Invalid);
    QVERIFY(!notificationsFromBatch(batched, json(""), {}));
}

void CloudEventTest::onlyJsonInUtf8IsTaken_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("UTF-8") << "Application/CloudEvents+JSON; charset=\"UTF-8\""_ba << true;
    QTest::newRow("another charset") << "application/cloudevents+json; charset=utf-16"_ba << false;
    QTest::newRow("another format") << "application/cloudevents+avro"_ba << false;
    QTest::newRow("no format") << "application/cloudevents"_ba << false;
}

void CloudEventTest::onlyJsonInUtf8IsTaken()
{
    QFETCH(QByteArray, type);
    const auto notification = notificationFromStructured(type, json(""), {});
    QTEST(notification.has_value(), "isTaken");
    if (!notification)
        QCOMPARE(notification.error().code, ErrorCode::UnsupportedMedia);
}

QTEST_GUILESS_MAIN(CloudEventTest)
#include "cloud_event_test.moc"
