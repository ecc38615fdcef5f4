// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Pusher Channels protocol: channels of every kind, who may subscribe to them, and what clients publish.
#include "core/pusher/proofs.h"
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

namespace {

QByteArray memberData(const QByteArray &id)
{
    return R"({"user_id":")" + id + R"(","user_info":{"name":"N)" + id + R"("}})";
}

} // namespace

class PusherChannelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEventReachesWhoIsSubscribed();
    void subscribingTwiceIsAnError();
    void aPrivateChannelNeedsItsSignature_data();
    void aPrivateChannelNeedsItsSignature();
    void aPresenceChannelTellsWhoIsThere();
    void aMemberIsThereOnceHoweverManyConnectionsHeHas();
    void aMemberWithoutAnIdIsRefused();
    void aCacheChannelBeginsWithItsLastEvent();
    void anEventOfAClientIsNotCached();
    void clientsPublishToTheOthers();
    void clientEventsAreRefused_data();
    void clientEventsAreRefused();
    void clientEventsAreBounded();
    void channelsOfAConnectionAreBounded();

private:
    void publish(const QByteArray &channel, const QByteArray &data, const QByteArray &except = {})
    {
        const QJsonObject event{{"name"_L1, "e"_L1},
                                {"channel"_L1, QString::fromUtf8(channel)},
                                {"data"_L1, QString::fromUtf8(data)},
                                {"socket_id"_L1, QString::fromUtf8(except)}};
        QCOMPARE(callApi(m_wall, m_app, "POST", "/events", QJsonDocument(event).toJson()).status, 200);
    }

    Wall m_wall;
    PusherApp m_app;
};

void PusherChannelsTest::initTestCase()
{
    QVERIFY(m_wall.start());
    m_app = appOf(m_wall);
}

void PusherChannelsTest::anEventReachesWhoIsSubscribed()
{
    PusherClient first(m_wall.port(), m_app);
    PusherClient second(m_wall.port(), m_app);
    QVERIFY(first.establish() && second.establish());
    QVERIFY(first.subscribed("news") && second.subscribed("news") && second.subscribed("other"));
    publish("news", R"({"a":"é"})");
    for (PusherClient *client : {&first, &second})
        QCOMPARE(client->next(),
                 QJsonObject({{u"event"_s, u"e"_s}, {u"channel"_s, u"news"_s}, {u"data"_s, u"{\"a\":\"é\"}"_s}}));
    publish("news", "2", first.socketId());
    QCOMPARE(second.next()["data"_L1].toString(), u"2"_s);
    QVERIFY(first.hasNothing());
    first.say(R"({"event":"pusher:unsubscribe","data":{"channel":"news"}})");
    first.say(R"({"event":"pusher:unsubscribe","data":{"channel":"never"}})");
    QVERIFY(first.hasNothing());
    publish("news", "3");
    QCOMPARE(second.next()["data"_L1].toString(), u"3"_s);
    QVERIFY(first.hasNothing());
    QVERIFY(first.subscribed("news"));
}

void PusherChannelsTest::subscribingTwiceIsAnError()
{
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    QVERIFY(client.subscribed("twice"));
    client.subscribe("twice");
    QCOMPARE(codeOf(client.next()), -1);
    publish("twice", "1");
    QCOMPARE(nameOf(client.next()), u"e"_s);
    QVERIFY(client.hasNothing()); // it came once
}

void PusherChannelsTest::aPrivateChannelNeedsItsSignature_data()
{
    QTest::addColumn<QByteArray>("channel");
    for (const char *name : {"private-a", "private-encrypted-a", "private-cache-a", "private-encrypted-cache-a"})
        QTest::newRow(name) << QByteArray(name);
}

void PusherChannelsTest::aPrivateChannelNeedsItsSignature()
{
    QFETCH(QByteArray, channel);
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    const auto refused = [&](const QByteArray &auth) {
        client.say(R"({"event":"pusher:subscribe","data":{"channel":")" + channel + R"(","auth":")" + auth + "\"}}");
        const QJsonObject answer = client.next();
        QCOMPARE(nameOf(answer), u"pusher:subscription_error"_s);
        QCOMPARE(answer["channel"_L1].toString().toUtf8(), channel);
        QCOMPARE(dataOf(answer)["type"_L1].toString(), u"AuthError"_s);
        QCOMPARE(dataOf(answer)["status"_L1].toInt(), 401);
    };
    refused("");
    refused("wrong");
    refused(pusher::subscriptionAuth(m_app, "1.1", channel)); // of another connection
    refused(pusher::subscriptionAuth(m_app, client.socketId(), channel + "b"));
    QVERIFY(client.subscribed(channel));
}

void PusherChannelsTest::aPresenceChannelTellsWhoIsThere()
{
    PusherClient ada(m_wall.port(), m_app);
    PusherClient bob(m_wall.port(), m_app);
    QVERIFY(ada.establish() && bob.establish());
    QVERIFY(ada.subscribed("presence-room", memberData("a")));
    bob.subscribe("presence-room", memberData("b"));
    const QJsonObject succeeded = bob.next();
    QVERIFY(succeeded["data"_L1].isString());
    const QJsonObject presence = dataOf(succeeded)["presence"_L1].toObject();
    QCOMPARE(presence["ids"_L1].toArray(), QJsonArray({u"a"_s, u"b"_s}));
    QCOMPARE(presence["count"_L1].toInt(), 2);
    QCOMPARE(presence["hash"_L1].toObject()["b"_L1].toObject()["name"_L1].toString(), u"Nb"_s);
    const QJsonObject added = ada.next();
    QCOMPARE(nameOf(added), u"pusher_internal:member_added"_s);
    QVERIFY(added["data"_L1].isString());
    QCOMPARE(added["channel"_L1].toString(), u"presence-room"_s);
    QCOMPARE(dataOf(added)["user_id"_L1].toString(), u"b"_s);
    QCOMPARE(dataOf(added)["user_info"_L1].toObject()["name"_L1].toString(), u"Nb"_s);
    bob.socket.abort(); // without a word
    const QJsonObject removed = ada.next();
    QCOMPARE(nameOf(removed), u"pusher_internal:member_removed"_s);
    QVERIFY(removed["data"_L1].isString());
    QCOMPARE(dataOf(removed), QJsonObject({{u"user_id"_s, u"b"_s}}));
}

void PusherChannelsTest::aMemberIsThereOnceHoweverManyConnectionsHeHas()
{
    PusherClient ada(m_wall.port(), m_app);
    PusherClient here(m_wall.port(), m_app);
    PusherClient there(m_wall.port(), m_app);
    QVERIFY(ada.establish() && here.establish() && there.establish());
    QVERIFY(ada.subscribed("presence-many", memberData("a")));
    QVERIFY(here.subscribed("presence-many", memberData("b")));
    QCOMPARE(nameOf(ada.next()), u"pusher_internal:member_added"_s);
    QVERIFY(there.subscribed("presence-many", memberData("b")));
    QVERIFY(ada.hasNothing());
    here.say(R"({"event":"pusher:unsubscribe","data":{"channel":"presence-many"}})");
    QVERIFY(here.hasNothing());
    QVERIFY(ada.hasNothing());
    there.say(R"({"event":"pusher:unsubscribe","data":{"channel":"presence-many"}})");
    QCOMPARE(nameOf(ada.next()), u"pusher_internal:member_removed"_s);
}

void PusherChannelsTest::aMemberWithoutAnIdIsRefused()
{
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    for (const QByteArray &data :
         {""_ba, "{}"_ba, "[]"_ba, R"({"user_info":{}})"_ba, R"({"user_id":")" + QByteArray(129, 'a') + "\"}"}) {
        client.subscribe("presence-none", data);
        const QJsonObject error = client.next();
        QCOMPARE(nameOf(error), u"pusher:subscription_error"_s);
        QVERIFY(dataOf(error)["error"_L1].toString().contains("channel_data"_L1));
    }
    QVERIFY(client.hasNothing());
    QVERIFY(client.subscribed("presence-none", memberData("1")));
}

void PusherChannelsTest::aCacheChannelBeginsWithItsLastEvent()
{
    for (const QByteArray &channel : {"cache-a"_ba, "private-cache-a"_ba, "presence-cache-a"_ba}) {
        const QByteArray data = channel.startsWith("presence-") ? memberData("1") : QByteArray();
        PusherClient early(m_wall.port(), m_app);
        PusherClient late(m_wall.port(), m_app);
        QVERIFY(early.establish() && late.establish());
        QVERIFY(early.subscribed(channel, data));
        const QJsonObject missed = early.next();
        QCOMPARE(nameOf(missed), u"pusher:cache_miss"_s);
        QCOMPARE(missed["channel"_L1].toString().toUtf8(), channel);
        publish(channel, "1");
        publish(channel, "2");
        QVERIFY(late.subscribed(channel, data));
        QCOMPARE(late.next()["data"_L1].toString(), u"2"_s);
        QVERIFY(late.hasNothing());
    }
}

void PusherChannelsTest::anEventOfAClientIsNotCached()
{
    PusherClient early(m_wall.port(), m_app);
    PusherClient late(m_wall.port(), m_app);
    QVERIFY(early.establish() && late.establish());
    QVERIFY(early.subscribed("private-cache-talk"));
    QCOMPARE(nameOf(early.next()), u"pusher:cache_miss"_s);
    early.say(R"({"event":"client-e","channel":"private-cache-talk","data":{}})");
    QVERIFY(early.hasNothing());
    QVERIFY(late.subscribed("private-cache-talk"));
    QCOMPARE(nameOf(late.next()), u"pusher:cache_miss"_s);
}

void PusherChannelsTest::clientsPublishToTheOthers()
{
    PusherClient ada(m_wall.port(), m_app);
    PusherClient bob(m_wall.port(), m_app);
    QVERIFY(ada.establish() && bob.establish());
    for (const QByteArray &name : {"private-talk"_ba, "private-encrypted-talk"_ba}) {
        QVERIFY(ada.subscribed(name) && bob.subscribed(name));
        ada.say(R"({"event":"client-typing","channel":")" + name + R"(","data":{"key":"x"}})");
        QCOMPARE(bob.next(),
                 QJsonObject({{u"event"_s, u"client-typing"_s},
                              {u"channel"_s, QString::fromLatin1(name)},
                              {u"data"_s, u"{\"key\":\"x\"}"_s}}));
    }
    QVERIFY(ada.hasNothing());
    QVERIFY(bob.subscribed("presence-talk", memberData("b")));
    QVERIFY(ada.subscribed("presence-talk", memberData("a")));
    QCOMPARE(nameOf(bob.next()), u"pusher_internal:member_added"_s);
    ada.say(R"({"event":"client-typing","channel":"presence-talk","data":"text"})");
    QCOMPARE(bob.next(),
             QJsonObject({{u"event"_s, u"client-typing"_s},
                          {u"channel"_s, u"presence-talk"_s},
                          {u"data"_s, u"text"_s},
                          {u"user_id"_s, u"a"_s}}));
}

void PusherChannelsTest::clientEventsAreRefused_data()
{
    QTest::addColumn<QByteArray>("event");
    const auto row = [](const char *name, const QByteArray &channel, const QByteArray &event = "client-e",
                        const QByteArray &data = "{}") {
        QTest::newRow(name) << R"({"event":")" + event + R"(","channel":")" + channel + R"(","data":)" + data + '}';
    };
    row("on a public channel", "open");
    row("on a public cache channel", "cache-open");
    row("on a channel of others", "private-others");
    row("on no channel", "");
    row("of the protocol's own", "private-e", "pusher_internal:member_added");
    row("without the prefix", "private-e", "e");
    row("with a long name", "private-e", "client-" + QByteArray(200, 'a'));
    row("with large data", "private-e", "client-e", '"' + QByteArray(10 * 1024 + 1, 'a') + '"');
}

void PusherChannelsTest::clientEventsAreRefused()
{
    QFETCH(QByteArray, event);
    PusherClient sender(m_wall.port(), m_app);
    PusherClient other(m_wall.port(), m_app);
    QVERIFY(sender.establish() && other.establish());
    for (const QByteArray &name : {"open"_ba, "private-e"_ba})
        QVERIFY(sender.subscribed(name) && other.subscribed(name));
    QVERIFY(other.subscribed("private-others"));
    sender.say(event);
    QCOMPARE(codeOf(sender.next()), -1);
    QVERIFY(sender.hasNothing() && other.hasNothing());
}

void PusherChannelsTest::clientEventsAreBounded()
{
    PusherClient sender(m_wall.port(), m_app);
    PusherClient other(m_wall.port(), m_app);
    QVERIFY(sender.establish() && other.establish());
    QVERIFY(sender.subscribed("private-fast") && other.subscribed("private-fast"));
    constexpr int count = 100;
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < count; ++i)
        sender.say(R"({"event":"client-e","channel":"private-fast","data":{}})");
    sender.say(R"({"event":"pusher:ping","data":{}})");
    int refused = 0;
    QJsonObject answer = sender.next();
    for (; nameOf(answer) != "pusher:pong"_L1; answer = sender.next(), ++refused)
        QCOMPARE(codeOf(answer), 4301);
    // Ten in each second that it took are passed on, and the sender is told of the others.
    QVERIFY(count - refused >= 10);
    QVERIFY(count - refused <= 10 * (2 + time.elapsed() / 1000));
    QVERIFY(waitUntil([&] { return other.messages.size() >= count - refused; }));
    QVERIFY(sender.hasNothing());
    QCOMPARE(other.messages.size(), count - refused);
}

void PusherChannelsTest::channelsOfAConnectionAreBounded()
{
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    for (int i = 0; i < 100; ++i)
        QVERIFY(client.subscribed("c" + QByteArray::number(i)));
    client.subscribe("one-more");
    QCOMPARE(codeOf(client.next()), -1);
    client.say(R"({"event":"pusher:unsubscribe","data":{"channel":"c0"}})");
    QVERIFY(client.subscribed("one-more"));
}

QTEST_GUILESS_MAIN(PusherChannelsTest)
#include "pusher_channels_test.moc"
