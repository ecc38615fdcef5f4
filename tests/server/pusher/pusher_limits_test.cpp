// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bounds that take long to reach in the real program: its server, with smaller ones.
#include "server/server.h"
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall;
using namespace tallywall::test;

namespace {

const PusherApp app{"1", "key", "a secret of this test"};

} // namespace

class PusherLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsSilentIsAsked();
    void connectionsAreBounded();
    void userChannelsCountToo();
    void membersAreBounded();
    void subscribersAreTheirNumberTold();
    void aBurstOfSubscribersIsMerged();

private:
    void start(const PusherLimits &limits)
    {
        m_server = std::make_unique<Server>(ServerOptions{.address = QHostAddress(QHostAddress::LocalHost),
                                                          .port = 0,
                                                          .store = {.path = m_folder.filePath(u"wall.db"_s)},
                                                          .pusher = app,
                                                          .pusherLimits = limits});
        QSignalSpy listening(m_server.get(), &Server::listening);
        m_server->start();
        QVERIFY(listening.wait());
        m_port = listening.constFirst().constFirst().value<quint16>();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Server> m_server;
    quint16 m_port = 0;
};

// As a library does that is no browser's: its WebSocket answers, and it does not.
void PusherLimitsTest::whoIsSilentIsAsked()
{
    start({.silence = 50ms, .pongTime = 1h});
    PusherClient client(m_port, app);
    QVERIFY(client.establish());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(nameOf(client.next()), u"pusher:ping"_s);
}

void PusherLimitsTest::connectionsAreBounded()
{
    start({.connections = 1});
    auto first = std::make_unique<PusherClient>(m_port, app);
    QVERIFY(first->establish());
    PusherClient second(m_port, app);
    QCOMPARE(codeOf(second.next()), 4100);
    QVERIFY(second.waitForClose());
    QCOMPARE(int(second.socket.closeCode()), 4100);
    first->socket.close();
    QVERIFY(first->waitForClose());
    PusherClient third(m_port, app);
    QVERIFY(third.establish());
}

void PusherLimitsTest::userChannelsCountToo()
{
    start({.channelsPerConnection = 1});
    PusherClient client(m_port, app);
    QVERIFY(client.establish());
    QVERIFY(client.subscribed("a"));
    const QByteArray user = R"({"id":"7","watchlist":["8","9"]})"; // whom he watches does not count
    client.signIn(user);
    QCOMPARE(codeOf(client.next()), -1);
    client.say(R"({"event":"pusher:unsubscribe","data":{"channel":"a"}})");
    QVERIFY(client.signedIn(user));
    QCOMPARE(nameOf(client.next()), u"pusher_internal:watchlist_events"_s);
    client.subscribe("a");
    QCOMPARE(codeOf(client.next()), -1);
}

void PusherLimitsTest::membersAreBounded()
{
    start({});
    std::vector<std::unique_ptr<PusherClient>> clients;
    for (int i = 0; i <= 100; ++i) {
        PusherClient &client = *clients.emplace_back(std::make_unique<PusherClient>(m_port, app));
        QVERIFY(client.establish());
        const QByteArray data = R"({"user_id":)" + QByteArray::number(i) + '}';
        if (i < 100) {
            QVERIFY(client.subscribed("presence-a", data));
            continue;
        }
        client.subscribe("presence-a", data);
        QCOMPARE(codeOf(client.next()), -1);
    }
}

void PusherLimitsTest::subscribersAreTheirNumberTold()
{
    start({.countsPause = 10ms});
    PusherClient first(m_port, app);
    PusherClient second(m_port, app);
    QVERIFY(first.establish() && second.establish());
    const auto isTold = [](PusherClient &client, const QString &channel, int count) {
        const QJsonObject event = client.next();
        return event
                == QJsonObject({{u"event"_s, u"pusher_internal:subscription_count"_s},
                                {u"channel"_s, channel},
                                {u"data"_s, u"{\"subscription_count\":%1}"_s.arg(count)}});
    };
    for (const QByteArray &name : {"news"_ba, "private-news"_ba, "cache-news"_ba}) {
        const QString channel = QString::fromLatin1(name);
        QVERIFY(first.subscribed(name));
        if (name.startsWith("cache-"))
            QCOMPARE(nameOf(first.next()), u"pusher:cache_miss"_s);
        QVERIFY(isTold(first, channel, 1));
        QVERIFY(second.subscribed(name));
        if (name.startsWith("cache-"))
            QCOMPARE(nameOf(second.next()), u"pusher:cache_miss"_s);
        QVERIFY(isTold(first, channel, 2) && isTold(second, channel, 2));
        second.say(R"({"event":"pusher:unsubscribe","data":{"channel":")" + name + "\"}}");
        QVERIFY(isTold(first, channel, 1));
    }
    // Not of a presence channel, and not of a user: what comes next is of the channel behind them.
    QVERIFY(first.subscribed("presence-news", R"({"user_id":"1"})"));
    QVERIFY(first.signedIn(R"({"id":"1","watchlist":["2"]})"));
    QCOMPARE(nameOf(first.next()), u"pusher_internal:watchlist_events"_s);
    QVERIFY(first.subscribed("last"));
    QVERIFY(isTold(first, u"last"_s, 1));
}

void PusherLimitsTest::aBurstOfSubscribersIsMerged()
{
    start({.countsPause = 1h});
    PusherClient first(m_port, app);
    QVERIFY(first.establish());
    QVERIFY(first.subscribed("news"));
    QCOMPARE(dataOf(first.next())["subscription_count"_L1].toInt(), 1);
    PusherClient second(m_port, app);
    QVERIFY(second.establish());
    QVERIFY(second.subscribed("news"));
    QVERIFY(first.hasNothing() && second.hasNothing());
}

QTEST_GUILESS_MAIN(PusherLimitsTest)
#include "pusher_limits_test.moc"
