// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bounds that take long to reach in the real program: its server, with smaller ones.
#include "core/pusher/proofs.h"
#include "server/server.h"
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QJsonDocument>
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
    void whoDoesNotAnswerIsClosed();
    void connectionsAreBounded();
    void userChannelsCountToo();
    void membersAreBounded();

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

void PusherLimitsTest::whoIsSilentIsAsked()
{
    start({.silence = 50ms, .pongTime = 10s});
    PusherClient client(m_port, app);
    QVERIFY(client.establish());
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(nameOf(client.next()), u"pusher:ping"_s);
        client.say(R"({"event":"pusher:pong","data":{}})");
    }
}

void PusherLimitsTest::whoDoesNotAnswerIsClosed()
{
    start({.silence = 50ms, .pongTime = 50ms});
    PusherClient client(m_port, app);
    QVERIFY(client.establish());
    QCOMPARE(nameOf(client.next()), u"pusher:ping"_s);
    QCOMPARE(codeOf(client.next()), 4201);
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.socket.closeCode()), 4201);
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
    const auto signIn = [&client] {
        const QByteArray user = R"({"id":"7"})";
        const QJsonObject data{{"user_data"_L1, QString::fromUtf8(user)},
                               {"auth"_L1, QString::fromUtf8(pusher::userAuth(app, client.socketId(), user))}};
        client.say(QJsonDocument({{"event"_L1, "pusher:signin"_L1}, {"data"_L1, data}}).toJson());
    };
    signIn();
    QCOMPARE(codeOf(client.next()), -1);
    client.say(R"({"event":"pusher:unsubscribe","data":{"channel":"a"}})");
    signIn();
    QCOMPARE(nameOf(client.next()), u"pusher:signin_success"_s);
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

QTEST_GUILESS_MAIN(PusherLimitsTest)
#include "pusher_limits_test.moc"
