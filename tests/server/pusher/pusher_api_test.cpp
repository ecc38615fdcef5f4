// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The HTTP API of the Pusher Channels protocol.
#include "tests/server/pusher/pusher_client.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

class PusherApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUnsignedCallIsRefused();
    void anotherApplicationIsNotKnown();
    void onlyWholeSegmentsAreOpen();
    void whatIsWrongWithAnEventIsTold_data();
    void whatIsWrongWithAnEventIsTold();
    void anEventIsAnsweredWithWhatWasAskedFor();
    void anEventMayStandInTheQuery();
    void aBatchIsPublishedInItsOrder();
    void theChannelsAreListed();
    void aChannelIsTold();
    void theMembersAreListed();

private:
    Answer get(const QByteArray &path, const QByteArray &query = {}) const
    {
        return callApi(m_wall, m_app, "GET", path, {}, query);
    }

    Wall m_wall;
    PusherApp m_app;
    std::unique_ptr<PusherClient> m_client; // in "api-open", and as "7" in "presence-api"
};

void PusherApiTest::initTestCase()
{
    QVERIFY(m_wall.start());
    m_app = appOf(m_wall);
    m_client = std::make_unique<PusherClient>(m_wall.port(), m_app);
    QVERIFY(m_client->establish());
    QVERIFY(m_client->subscribed("api-open"));
    QVERIFY(m_client->subscribed("presence-api", R"({"user_id":"7"})"));
}

void PusherApiTest::anUnsignedCallIsRefused()
{
    const QByteArray event = R"({"name":"e","channel":"api-open","data":""})";
    const QByteArray path = "/apps/" + m_app.id;
    for (const auto &[method, rest] : {std::pair{"POST"_ba, "/events"_ba}, std::pair{"POST"_ba, "/batch_events"_ba},
                                       std::pair{"GET"_ba, "/channels"_ba}, std::pair{"GET"_ba, "/channels/a"_ba},
                                       std::pair{"GET"_ba, "/channels/presence-a/users"_ba},
                                       std::pair{"POST"_ba, "/users/1/terminate_connections"_ba}}) {
        const Answer answer = m_wall.ask(method, path + rest, method == "POST" ? event : QByteArray());
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.detail().contains("auth_key"_L1));
    }
    PusherApp wrong = m_app;
    wrong.secret = "another secret altogether";
    QCOMPARE(callApi(m_wall, wrong, "POST", "/events", event).status, 401);
    QVERIFY(m_client->hasNothing());
}

void PusherApiTest::anotherApplicationIsNotKnown()
{
    PusherApp other = m_app;
    other.id = "1";
    QCOMPARE(callApi(m_wall, other, "GET", "/channels").status, 404);
    QCOMPARE(m_wall.ask("GET", "/apps/" + m_app.id).status, 404);
    QCOMPARE(m_wall.ask("GET", "/apps/" + m_app.id + "/events").status, 405);
}

void PusherApiTest::onlyWholeSegmentsAreOpen()
{
    const QByteArray base = "/apps/" + m_app.id;
    for (const QByteArray &path : {"/apps//channels"_ba, "/apps/a/b/channels"_ba, base + "/channels//users",
                                   base + "/channels/a/b/users", base + "/channels/a/users/", base + "/users/1"})
        QCOMPARE(m_wall.ask("GET", path).status, 404);
    const Answer options = m_wall.ask("OPTIONS", base + "/channels/presence-a/users");
    QCOMPARE(options.status, 204);
    QCOMPARE(options.field("Allow"), "OPTIONS, GET, HEAD"_ba);
}

void PusherApiTest::whatIsWrongWithAnEventIsTold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << "{"_ba << 400;
    QTest::newRow("nothing") << "{}"_ba << 400;
    QTest::newRow("a list") << "[]"_ba << 400;
    QTest::newRow("a channel outside the grammar") << R"({"name":"e","data":"","channels":["a b"]})"_ba << 400;
    QTest::newRow("the protocol's own event") << R"({"name":"pusher:ping","data":"","channel":"a"})"_ba << 400;
    QTest::newRow("an encrypted channel and another")
            << R"({"name":"e","data":"","channels":["a","private-encrypted-b"]})"_ba << 400;
    QTest::newRow("a connection that cannot be")
            << R"({"name":"e","data":"","channel":"a","socket_id":"nope"})"_ba << 400;
    QTest::newRow("large data") << R"({"name":"e","channel":"a","data":")" + QByteArray(10 * 1024 + 1, 'a') + "\"}"
                                << 413;
    QTest::newRow("a body past all bounds") << QByteArray(1024 * 1024 + 1, ' ') << 413;
}

void PusherApiTest::whatIsWrongWithAnEventIsTold()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Answer answer = callApi(m_wall, m_app, "POST", "/events", body);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.detail().isEmpty());
}

void PusherApiTest::anEventIsAnsweredWithWhatWasAskedFor()
{
    const Answer plain = callApi(m_wall, m_app, "POST", "/events",
                                 R"({"name":"e","channels":["api-open","presence-api"],"data":"1"})");
    QCOMPARE(plain.status, 200);
    QCOMPARE(plain.body, "{}"_ba);
    QCOMPARE(m_client->next()["channel"_L1].toString(), u"api-open"_s);
    QCOMPARE(m_client->next()["channel"_L1].toString(), u"presence-api"_s);
    const Answer told = callApi(
            m_wall, m_app, "POST", "/events",
            R"({"name":"e","channels":["nobody","presence-api"],"data":"1","info":"user_count,subscription_count"})");
    QCOMPARE(
            told.body,
            R"({"channels":{"nobody":{"subscription_count":0},"presence-api":{"user_count":1,"subscription_count":1}}})"_ba);
    QCOMPARE(nameOf(m_client->next()), u"e"_s);
}

void PusherApiTest::anEventMayStandInTheQuery()
{
    const QByteArray event = "name=e&data=1&channels[]=presence-api&channels[]=api-open";
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", {}, event).body, "{}"_ba);
    QCOMPARE(m_client->next()["channel"_L1].toString(), u"presence-api"_s);
    QCOMPARE(m_client->next()["channel"_L1].toString(), u"api-open"_s);
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", {}, "name=e&channel=api-open").status, 400);
    QVERIFY(m_client->hasNothing());
}

void PusherApiTest::aBatchIsPublishedInItsOrder()
{
    const QByteArray batch
            = R"({"batch":[{"name":"one","channel":"api-open","data":"1"},{"name":"two","channel":"presence-api","data":"2","info":"user_count"}]})";
    const Answer answer = callApi(m_wall, m_app, "POST", "/batch_events", batch);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"batch":[{},{"user_count":1}]})"_ba);
    QCOMPARE(nameOf(m_client->next()), u"one"_s);
    QCOMPARE(nameOf(m_client->next()), u"two"_s);
    const QByteArray one = R"({"name":"e","channel":"api-open","data":""})";
    const QByteArray many = "{\"batch\":[" + QByteArrayList(11, one).join(',') + "]}";
    QCOMPARE(callApi(m_wall, m_app, "POST", "/batch_events", many).status, 400);
    const QByteArray wide = R"({"batch":[{"name":"e","channels":["api-open"],"data":""}]})";
    QCOMPARE(callApi(m_wall, m_app, "POST", "/batch_events", wide).status, 400);
    QVERIFY(m_client->hasNothing());
}

void PusherApiTest::theChannelsAreListed()
{
    QCOMPARE(get("/channels").body, R"({"channels":{"api-open":{},"presence-api":{}}})"_ba);
    QCOMPARE(get("/channels", "filter_by_prefix=presence-&info=user_count").body,
             R"({"channels":{"presence-api":{"user_count":1}}})"_ba);
    QCOMPARE(get("/channels", "info=user_count").status, 400);
    QCOMPARE(get("/channels", "info=weather").status, 400);
    QCOMPARE(get("/channels", "info=cache").status, 400);
}

void PusherApiTest::aChannelIsTold()
{
    QCOMPARE(get("/channels/api-open").body, R"({"occupied":true})"_ba);
    QCOMPARE(get("/channels/nobody", "info=subscription_count").body,
             R"({"occupied":false,"subscription_count":0})"_ba);
    QCOMPARE(get("/channels/presence-api", "info=user_count,subscription_count").body,
             R"({"occupied":true,"user_count":1,"subscription_count":1})"_ba);
    PusherClient second(m_wall.port(), m_app); // of the same user
    QVERIFY(second.establish());
    QVERIFY(second.subscribed("presence-api", R"({"user_id":"7"})"));
    QCOMPARE(get("/channels/presence-api", "info=user_count,subscription_count").body,
             R"({"occupied":true,"user_count":1,"subscription_count":2})"_ba);
    second.say(R"({"event":"pusher:unsubscribe","data":{"channel":"presence-api"}})");
    QVERIFY(second.hasNothing());
    QCOMPARE(get("/channels/api-open", "info=user_count").status, 400);
    QCOMPARE(get("/channels/a%20b").status, 400);
    QCOMPARE(get("/channels/api-open", "info=cache").status, 400);
    QCOMPARE(get("/channels/cache-x", "info=cache").body, R"({"occupied":false,"cache":null})"_ba);
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", R"({"name":"e","channel":"cache-x","data":"1"})").status, 200);
    const QJsonObject cache = get("/channels/cache-x", "info=cache").json()["cache"_L1].toObject();
    QCOMPARE(cache["data"_L1].toString(), u"1"_s);
    QVERIFY(cache["ttl"_L1].toInt() > 1700 && cache["ttl"_L1].toInt() <= 1800);
}

void PusherApiTest::theMembersAreListed()
{
    QCOMPARE(get("/channels/presence-api/users").body, R"({"users":[{"id":"7"}]})"_ba);
    QCOMPARE(get("/channels/presence-nobody/users").body, R"({"users":[]})"_ba);
    QCOMPARE(get("/channels/api-open/users").status, 400);
}

QTEST_GUILESS_MAIN(PusherApiTest)
#include "pusher_api_test.moc"
