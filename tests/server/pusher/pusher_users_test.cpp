// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Pusher Channels protocol: users who sign in, and those who watch them.
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

namespace {

QByteArray userData(const QByteArray &id, const QByteArrayList &watched = {})
{
    QByteArray list;
    for (const QByteArray &one : watched)
        list += (list.isEmpty() ? "\"" : ",\"") + one + '"';
    return R"({"id":")" + id + R"(","user_info":{"name":"N)" + id + R"("},"watchlist":[)" + list + "]}";
}

// "+a,b-c" of a and b who are there and c who is not; "no watchlist" of another message.
QString changesIn(const QJsonObject &message)
{
    if (nameOf(message) != "pusher_internal:watchlist_events"_L1 || message.contains("channel"_L1)
        || !message["data"_L1].isString())
        return u"no watchlist"_s;
    QString changes;
    const QJsonArray events = dataOf(message)["events"_L1].toArray();
    for (const QJsonValue &event : events) {
        changes += event["name"_L1] == "online"_L1 ? u'+' : u'-';
        changes += event["user_ids"_L1].toVariant().toStringList().join(u',');
    }
    return changes;
}

} // namespace

class PusherUsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aUserGetsWhatIsSentToHim();
    void aUserIsDisconnected();
    void aWrongSignInCloses();
    void whatIsNoUserIsToldAndTheConnectionStays_data();
    void whatIsNoUserIsToldAndTheConnectionStays();
    void whoHasSignedInStaysThatUser();
    void hisOwnChannelIsSubscribedTo();
    void presenceChannelsKnowWhoHasSignedIn();
    void hisInfoMayBeOfAChannel();
    void whoSignsInIsToldWhoIsThere();
    void whoWatchesIsToldOfTheFirstConnectionAndTheLast();
    void whoWatchesLessIsToldLess();
    void onlyWhoHasSignedInIsOnline();
    void aUserMayWatchHimself();
    void aLongWatchlistIsCut();
    void watchingIsNoChannel();

private:
    // Established, and signed in.
    [[nodiscard]] std::unique_ptr<PusherClient> connected(const QByteArray &user) const
    {
        auto client = std::make_unique<PusherClient>(m_wall.port(), m_app);
        return client->establish() && client->signedIn(user) ? std::move(client) : nullptr;
    }

    Wall m_wall;
    PusherApp m_app;
};

void PusherUsersTest::initTestCase()
{
    QVERIFY(m_wall.start());
    m_app = appOf(m_wall);
}

// Everybody has gone before the next ones come.
void PusherUsersTest::cleanup()
{
    QTRY_COMPARE(metric(m_wall, R"(tallywall_subscribers{kind="pusher"})"), 0.0);
}

void PusherUsersTest::aUserGetsWhatIsSentToHim()
{
    const auto here = connected(userData("7"));
    const auto there = connected(userData("7"));
    const auto other = connected(userData("8"));
    QVERIFY(here && there && other);
    const QByteArray event = R"({"name":"e","channel":"#server-to-user-7","data":"1"})";
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", event).status, 200);
    for (PusherClient *client : {here.get(), there.get()})
        QCOMPARE(client->next(),
                 QJsonObject({{u"event"_s, u"e"_s}, {u"channel"_s, u"#server-to-user-7"_s}, {u"data"_s, u"1"_s}}));
    QVERIFY(other->hasNothing());
}

void PusherUsersTest::aUserIsDisconnected()
{
    const auto client = connected(userData("7"));
    PusherClient member(m_wall.port(), m_app);
    QVERIFY(client && member.establish());
    QVERIFY(member.subscribed("presence-room", R"({"user_id":"7"})"));
    QCOMPARE(callApi(m_wall, m_app, "POST", "/users/8/terminate_connections", "{}").status, 200);
    QVERIFY(client->hasNothing());
    QCOMPARE(callApi(m_wall, m_app, "POST", "/users/7/terminate_connections", "{}").body, "{}"_ba);
    QCOMPARE(codeOf(client->next()), 4009);
    QVERIFY(client->waitForClose());
    QCOMPARE(int(client->socket.closeCode()), 4009);
    QVERIFY(member.hasNothing()); // he has not signed in
    QVERIFY(connected(userData("7")));
}

void PusherUsersTest::aWrongSignInCloses()
{
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    client.say("{\"event\":\"pusher:signin\",\"data\":{\"user_data\":\"{\\\"id\\\":\\\"7\\\"}\",\"auth\":\"wrong\"}}");
    QCOMPARE(codeOf(client.next()), 4009);
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.socket.closeCode()), 4009);
}

void PusherUsersTest::whatIsNoUserIsToldAndTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("user");
    for (const char *user :
         {"", "7", "[]", "{}", R"({"user_id":"7"})", R"({"id":""})", R"({"id":7})", R"({"id":null})",
          R"({"id":"7","watchlist":"8"})", R"({"id":"7","watchlist":[8]})", R"({"id":"7","watchlist":[""]})"})
        QTest::newRow(user) << QByteArray(user);
    QTest::newRow("a long id") << R"({"id":")" + QByteArray(129, 'a') + "\"}";
    QTest::newRow("large info") << R"({"id":"7","user_info":")" + QByteArray(1023, 'a') + "\"}";
}

void PusherUsersTest::whatIsNoUserIsToldAndTheConnectionStays()
{
    QFETCH(QByteArray, user);
    PusherClient client(m_wall.port(), m_app);
    QVERIFY(client.establish());
    client.signIn(user);
    const QJsonObject error = client.next();
    QCOMPARE(codeOf(error), -1);
    QVERIFY(dataOf(error)["message"_L1].toString().contains("user_data"_L1));
    QVERIFY(client.hasNothing());
    QVERIFY(client.signedIn(R"({"id":"8"})"));
}

void PusherUsersTest::whoHasSignedInStaysThatUser()
{
    const auto client = connected(userData("7"));
    QVERIFY(client);
    client->signIn(userData("8"));
    QCOMPARE(codeOf(client->next()), -1);
    QVERIFY(client->signedIn(userData("7")));
    QVERIFY(client->hasNothing());
}

void PusherUsersTest::hisOwnChannelIsSubscribedTo()
{
    const auto client = connected(userData("7"));
    QVERIFY(client);
    QVERIFY(client->subscribed("#server-to-user-7"));
    client->subscribe("#server-to-user-8");
    QCOMPARE(codeOf(client->next()), -1);
    client->say(R"({"event":"pusher:unsubscribe","data":{"channel":"#server-to-user-7"}})");
    const QByteArray event = R"({"name":"e","channel":"#server-to-user-7","data":"1"})";
    QVERIFY(client->hasNothing());
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", event).status, 200);
    QCOMPARE(nameOf(client->next()), u"e"_s);
    QVERIFY(client->hasNothing()); // it came once
}

void PusherUsersTest::presenceChannelsKnowWhoHasSignedIn()
{
    const auto ada = connected(userData("a"));
    const auto bob = connected(userData("b"));
    QVERIFY(ada && bob);
    QVERIFY(ada->subscribed("presence-room"));
    bob->subscribe("presence-room");
    const QJsonObject presence = dataOf(bob->next())["presence"_L1].toObject();
    QCOMPARE(presence["ids"_L1].toArray(), QJsonArray({u"a"_s, u"b"_s}));
    const QJsonObject added = dataOf(ada->next());
    QCOMPARE(added, QJsonObject({{u"user_id"_s, u"b"_s}, {u"user_info"_s, QJsonObject({{u"name"_s, u"Nb"_s}})}}));
    bob->say(R"({"event":"client-e","channel":"presence-room","data":{}})");
    QCOMPARE(ada->next()["user_id"_L1].toString(), u"b"_s);
}

void PusherUsersTest::hisInfoMayBeOfAChannel()
{
    const auto client = connected(userData("a"));
    QVERIFY(client);
    client->subscribe("presence-room", R"({"user_id":"other"})");
    QCOMPARE(dataOf(client->next())["presence"_L1].toObject()["ids"_L1].toArray(), QJsonArray({u"other"_s}));
}

void PusherUsersTest::whoSignsInIsToldWhoIsThere()
{
    const auto bob = connected(userData("b"));
    const auto eve = connected(userData("e"));
    const auto ada = connected(userData("a", {"e", "x", "b", "y", "b"}));
    QVERIFY(bob && eve && ada);
    QCOMPARE(changesIn(ada->next()), u"+e,b-x,y"_s);
    QVERIFY(bob->hasNothing() && eve->hasNothing() && ada->hasNothing());
    const auto second = connected(userData("a", {"b"}));
    QVERIFY(second);
    QCOMPARE(changesIn(second->next()), u"+b"_s);
    const auto third = connected(userData("a", {"x"}));
    QVERIFY(third);
    QCOMPARE(changesIn(third->next()), u"-x"_s);
}

void PusherUsersTest::whoWatchesIsToldOfTheFirstConnectionAndTheLast()
{
    const auto ada = connected(userData("a", {"b"}));
    const auto eve = connected(userData("e", {"b", "a"}));
    QVERIFY(ada && eve);
    QCOMPARE(changesIn(ada->next()), u"-b"_s);
    QCOMPARE(changesIn(eve->next()), u"+a-b"_s);
    auto here = connected(userData("b"));
    QVERIFY(here);
    for (PusherClient *client : {ada.get(), eve.get()})
        QCOMPARE(changesIn(client->next()), u"+b"_s);
    auto there = connected(userData("b"));
    QVERIFY(there);
    here->socket.close();
    QVERIFY(here->waitForClose());
    QVERIFY(ada->hasNothing() && eve->hasNothing());
    there->socket.abort(); // without a word
    for (PusherClient *client : {ada.get(), eve.get()})
        QCOMPARE(changesIn(client->next()), u"-b"_s);
    const auto again = connected(userData("b"));
    QVERIFY(again);
    QCOMPARE(changesIn(ada->next()), u"+b"_s);
    QCOMPARE(callApi(m_wall, m_app, "POST", "/users/b/terminate_connections", "{}").status, 200);
    QCOMPARE(changesIn(ada->next()), u"-b"_s);
}

void PusherUsersTest::whoWatchesLessIsToldLess()
{
    const auto ada = connected(userData("a", {"b", "c"}));
    QVERIFY(ada);
    QCOMPARE(changesIn(ada->next()), u"-b,c"_s);
    QVERIFY(ada->signedIn(userData("a", {"c"})));
    QCOMPARE(changesIn(ada->next()), u"-c"_s);
    const auto bob = connected(userData("b"));
    const auto cid = connected(userData("c"));
    QVERIFY(bob && cid);
    QCOMPARE(changesIn(ada->next()), u"+c"_s);
    QVERIFY(ada->signedIn(userData("a")));
    QVERIFY(connected(userData("c")));
    QVERIFY(ada->hasNothing());
}

void PusherUsersTest::onlyWhoHasSignedInIsOnline()
{
    PusherClient member(m_wall.port(), m_app);
    QVERIFY(member.establish());
    QVERIFY(member.subscribed("presence-room", R"({"user_id":"b"})"));
    const auto ada = connected(userData("a", {"b"}));
    QVERIFY(ada);
    QCOMPARE(changesIn(ada->next()), u"-b"_s);
    QVERIFY(member.signedIn(userData("b")));
    QCOMPARE(changesIn(ada->next()), u"+b"_s);
}

void PusherUsersTest::aUserMayWatchHimself()
{
    const auto here = connected(userData("a", {"a"}));
    QVERIFY(here);
    QCOMPARE(changesIn(here->next()), u"+a"_s);
    const auto there = connected(userData("a"));
    QVERIFY(there);
    QVERIFY(here->hasNothing());
}

void PusherUsersTest::aLongWatchlistIsCut()
{
    const auto last = connected(userData("u99"));
    const auto beyond = connected(userData("u100"));
    QByteArrayList names;
    for (int i = 0; i <= 100; ++i)
        names << "u" + QByteArray::number(i);
    const auto ada = connected(userData("a", names));
    QVERIFY(last && beyond && ada);
    QCOMPARE(codeOf(ada->next()), 4302);
    names.removeLast();
    names.removeLast();
    QCOMPARE(changesIn(ada->next()), u"+u99-"_s + QString::fromLatin1(names.join(',')));
    beyond->socket.abort();
    last->socket.abort();
    QCOMPARE(changesIn(ada->next()), u"-u99"_s);
    QVERIFY(ada->hasNothing()); // the connection stays
    QVERIFY(ada->subscribed("news"));
}

void PusherUsersTest::watchingIsNoChannel()
{
    const auto ada = connected(userData("a", {"b"}));
    QVERIFY(ada);
    QCOMPARE(changesIn(ada->next()), u"-b"_s);
    QVERIFY(ada->subscribed("news"));
    const auto channels = [this](const QByteArray &query) {
        return callApi(m_wall, m_app, "GET", "/channels", {}, query).body;
    };
    QCOMPARE(channels({}), R"({"channels":{"news":{}}})"_ba);
    QCOMPARE(channels("filter_by_prefix=#"), R"({"channels":{}})"_ba);
    const QByteArray name = "#watchers-of-b";
    ada->subscribe(name);
    QCOMPARE(codeOf(ada->next()), -1);
    ada->say(R"({"event":"pusher:unsubscribe","data":{"channel":")" + name + "\"}}");
    const QByteArray event = R"({"name":"e","channel":")" + name + R"(","data":"1"})";
    QCOMPARE(callApi(m_wall, m_app, "POST", "/events", event).status, 400);
    QVERIFY(ada->hasNothing());
    QVERIFY(connected(userData("b")));
    QCOMPARE(changesIn(ada->next()), u"+b"_s);
}

QTEST_GUILESS_MAIN(PusherUsersTest)
#include "pusher_users_test.moc"
