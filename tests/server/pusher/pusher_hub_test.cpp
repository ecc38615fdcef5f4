// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes out to connections that do not read, or that are on many channels. The other end of each is in the hands of the test.
#include "server/feed/feed.h"
#include "server/pusher/pusher_hub.h"
#include "server/pusher/pusher_session.h"
#include "tests/support/live.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>
#include <QtTest>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall;
using namespace tallywall::test;

namespace {

constexpr qsizetype moreThanTheSystemTakes = 24 * 1024 * 1024;
constexpr char closeFrame = 8; // its opcode
constexpr char pingFrame = 9;

// Of a client: masked with zero.
QByteArray textFrame(const QByteArray &text)
{
    return "\x81"_ba + char(0x80 | text.size()) + QByteArray(4, '\0') + text;
}

struct Frame {
    char opcode = 0;
    QByteArray payload;
};

// The frames of a server behind the head of its handshake (RFC 6455, section 5.2).
QList<Frame> framesOf(const QByteArray &received)
{
    QList<Frame> frames;
    for (qsizetype at = received.indexOf("\r\n\r\n") + 4; at + 2 <= received.size();) {
        const char opcode = received.at(at) & 0x0f;
        qint64 size = received.at(at + 1) & 0x7f;
        at += 2;
        if (size == 126) {
            size = qFromBigEndian<quint16>(received.constData() + at);
            at += 2;
        } else if (size == 127) {
            size = qFromBigEndian<qint64>(received.constData() + at);
            at += 8;
        }
        frames.append({opcode, received.mid(at, size)});
        at += size;
    }
    return frames;
}

Request requestOf(const QByteArray &key, const QByteArray &version)
{
    const QByteArray target = "/app/" + key + "?protocol=" + version;
    Request request;
    request.head.bytes = target;
    request.head.targetAt = {0, static_cast<quint32>(target.size())};
    request.tail = QString::fromLatin1(key);
    return request;
}

} // namespace

class PusherHubTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aRefusedConnectionIsNotListenedTo_data();
    void aRefusedConnectionIsNotListenedTo();
    void whoDoesNotReadIsClosedAndTheOthersAreTold();
    void aLargePublicationGoesOutInSlicesAndInItsOrder();
    void whoPublishesFasterThanItGoesOutIsRefused();
    void whoComesAndGoesWithoutEndIsRefused();
    void nothingFollowsTheCloseFrame();
    void whoDoesNotAnswerAPingIsClosed();
    void anAnswerToEitherPingWillDo();
    void manyWatchersAreToldInSlices();
    void everyChannelIsToldItsNumberInItsTurn();

private:
    struct Peer {
        QTcpSocket client;
        QTcpSocket *below = nullptr; // what the server writes to
        PusherSession *session = nullptr;
        QByteArray received;
    };

    void start(qint64 outboxBytes, const PusherLimits &limits = {})
    {
        m_limits.outboxBytes = outboxBytes;
        m_hub = std::make_unique<PusherHub>(PusherApp{"1", "key", "a secret of this test"}, limits);
        m_feed = std::make_unique<Feed>();
    }
    void shakeHands(Peer &peer);
    void open(Peer &peer, const QByteArray &key = "key", const QByteArray &version = "7")
    {
        peer.session = new PusherSession(*m_hub, *m_feed, m_limits, m_handshakes->nextPendingConnection(), peer.below,
                                         requestOf(key, version), m_sessions.get());
    }
    void establish(Peer &peer)
    {
        shakeHands(peer);
        open(peer);
        QVERIFY(waitUntil([&] { return peer.received.contains("activity_timeout"); }));
    }
    void stopReading(Peer &peer) const
    {
        peer.client.disconnect(this);
        peer.client.setReadBufferSize(1);
    }
    void join(Peer &peer, const QByteArray &name, const std::optional<pusher::Member> &member = {})
    {
        QVERIFY(m_hub->subscribe(*peer.session, name, *pusher::channelKind(name), member));
    }

    Limits m_limits;
    QTcpServer m_tcp;
    std::unique_ptr<QWebSocketServer> m_handshakes;
    std::unique_ptr<PusherHub> m_hub;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<QObject> m_sessions; // owns them
};

void PusherHubTest::init()
{
    QVERIFY(m_tcp.isListening() || m_tcp.listen(QHostAddress(QHostAddress::LocalHost)));
    m_handshakes = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
    m_sessions = std::make_unique<QObject>();
}

void PusherHubTest::cleanup()
{
    m_sessions.reset();
    m_handshakes.reset();
    m_feed.reset();
    m_hub.reset();
}

void PusherHubTest::shakeHands(Peer &peer)
{
    connect(&peer.client, &QTcpSocket::readyRead, this, [&peer] { peer.received += peer.client.readAll(); });
    peer.client.connectToHost(m_tcp.serverAddress(), m_tcp.serverPort());
    QVERIFY(waitUntil([&] { return m_tcp.hasPendingConnections(); }));
    peer.below = m_tcp.nextPendingConnection();
    m_handshakes->handleConnection(peer.below);
    peer.client.write("GET /app/key?protocol=7 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QVERIFY(waitUntil([&] { return m_handshakes->hasPendingConnections(); }));
}

void PusherHubTest::aRefusedConnectionIsNotListenedTo_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("connections");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("an unknown application") << "other"_ba
                                            << "7"_ba << 1 << "4001"_ba;
    QTest::newRow("a version to come") << "key"_ba
                                       << "99"_ba << 1 << "4007"_ba;
    QTest::newRow("one too many") << "key"_ba
                                  << "7"_ba << 0 << "4100"_ba;
}

void PusherHubTest::aRefusedConnectionIsNotListenedTo()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, version);
    QFETCH(int, connections);
    QFETCH(QByteArray, code);
    start(16 * 1024, {.connections = connections});
    QVERIFY(m_hub->publish({.name = u"e"_s, .data = "kept", .channels = {"cache-a"}}));
    Peer peer;
    shakeHands(peer);
    open(peer, key, version);
    // What comes before it is told so, in the next turn.
    const QByteArray subscription = R"({"event":"pusher:subscribe","data":{"channel":"cache-a"}})";
    peer.client.write(textFrame(subscription));
    QVERIFY(peer.client.waitForBytesWritten());
    QVERIFY(peer.below->waitForReadyRead());
    QVERIFY(m_hub->namesBeginningWith({}).isEmpty());
    QVERIFY(waitUntil([&] { return peer.received.contains(code); }));
    QVERIFY(!peer.received.contains("kept") && !peer.received.contains("subscription_succeeded"));
}

void PusherHubTest::whoDoesNotReadIsClosedAndTheOthersAreTold()
{
    start(16 * 1024);
    Peer ada;
    Peer bob;
    Peer eve;
    for (Peer *peer : {&ada, &bob, &eve})
        establish(*peer);
    for (Peer *peer : {&ada, &bob}) {
        join(*peer, "full");
        stopReading(*peer);
    }
    join(ada, "presence-room", pusher::Member{u"ada"_s, {}});
    QVERIFY(m_hub->publish({.name = u"e"_s, .data = QByteArray(moreThanTheSystemTakes, 'a'), .channels = {"full"}}));
    QVERIFY(ada.below->bytesToWrite() > 0 && bob.below->bytesToWrite() > 0);
    // Ada cannot be told of Bob, nor Bob of her end, nor be greeted.
    join(bob, "presence-room", pusher::Member{u"bob"_s, {}});
    QVERIFY(waitUntil([this] { return m_hub->namesBeginningWith({}).isEmpty(); }));
    QCOMPARE(m_feed->figures().dropped, 2);
    join(eve, "presence-room", pusher::Member{u"eve"_s, {}});
    QVERIFY(waitUntil([&] { return eve.received.contains("subscription_succeeded"); }));
    QVERIFY(!eve.received.contains("ada"));
}

void PusherHubTest::aLargePublicationGoesOutInSlicesAndInItsOrder()
{
    constexpr int count = 1000;
    start(16 * 1024 * 1024, {.channelsPerConnection = count});
    Peer peer;
    establish(peer);
    pusher::Publication publication{.name = u"e"_s, .data = "1"};
    for (int i = 0; i < count; ++i) {
        publication.channels.append("c" + QByteArray::number(i));
        join(peer, publication.channels.constLast());
    }
    QVERIFY(m_hub->publish(publication));
    // It has not come to the last channel yet. Who leaves it does not get it any more, nor does who comes now.
    const QByteArray last = publication.channels.takeLast();
    m_hub->unsubscribe(*peer.session, last);
    join(peer, last);
    QVERIFY(m_hub->publish({.name = u"done"_s, .data = "2", .channels = {last}}));
    QVERIFY(waitUntil([&] { return peer.received.contains(R"({"event":"done")"); }));
    QByteArrayList heard;
    for (const Frame &frame : framesOf(peer.received)) {
        const QJsonObject event = QJsonDocument::fromJson(frame.payload).object();
        if (!event["event"_L1].toString().startsWith("pusher"_L1))
            heard.append(event["channel"_L1].toString().toUtf8());
    }
    QCOMPARE(heard, publication.channels + QByteArrayList{last});
}

// Who comes meanwhile is let in, and what is refused is nowhere, not in a cache either.
void PusherHubTest::whoPublishesFasterThanItGoesOutIsRefused()
{
    constexpr int count = 700;
    start(16 * 1024 * 1024, {.channelsPerConnection = count + 1});
    Peer peer;
    Peer late;
    establish(peer);
    establish(late);
    pusher::Publication publication{.name = u"e"_s, .data = "1"};
    for (int i = 0; i < count; ++i) {
        publication.channels.append("private-" + QByteArray::number(i));
        join(peer, publication.channels.constLast());
    }
    int taken = 0;
    for (int i = 0; i < 10; ++i)
        taken += m_hub->publish(publication) ? 1 : 0;
    QCOMPARE(taken, 2); // a slice of the first one went out, and with the second one more than 1024 wait
    const QByteArray first = publication.channels.constFirst();
    const auto refused = m_hub->publish({.name = u"lost"_s, .data = "2", .channels = {first, "cache-a"}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooMany);
    QVERIFY(!m_hub->cached("cache-a"));
    QVERIFY(!m_hub->publishFrom(*late.session, first, u"client-lost"_s, "3"));
    join(late, first);
    QVERIFY(waitUntil(
            [&] { return m_hub->publish({.name = u"done"_s, .data = "4", .channels = {first}}).has_value(); }));
    for (const Peer *one : {&peer, &late})
        QVERIFY(waitUntil([&] { return one->received.contains(R"({"event":"done")"); }));
    QCOMPARE(peer.received.count(R"({"event":"e")"), qsizetype(taken) * count);
    QCOMPARE(late.received.count(R"({"event":"e")"), 0);
    QVERIFY(!peer.received.contains("lost"));
}

// But not soon, and to leave is never refused.
void PusherHubTest::whoComesAndGoesWithoutEndIsRefused()
{
    constexpr int count = 700;
    const QByteArray room = "presence-room";
    start(64 * 1024 * 1024, {.channelsPerConnection = count + 1});
    Peer peer;
    Peer late;
    establish(peer);
    establish(late);
    join(peer, room, pusher::Member{u"peer"_s, {}});
    pusher::Publication publication{.name = u"e"_s, .data = "1"};
    for (int i = 0; i < count; ++i) {
        publication.channels.append(QByteArray::number(i));
        join(peer, publication.channels.constLast());
    }
    QVERIFY(m_hub->publish(publication)); // what follows waits behind it
    const auto comes = [&] {
        return m_hub->subscribe(*late.session, room, *pusher::channelKind(room), pusher::Member{u"late"_s, {}});
    };
    int times = 0;
    while (times < 40'000 && comes()) {
        ++times;
        m_hub->unsubscribe(*late.session, room);
    }
    QVERIFY(times > 30'000 && times < 40'000);
    QCOMPARE(comes().error().code, ErrorCode::TooMany);
    QCOMPARE(m_hub->channel(room)->roster.size(), 1);
    QVERIFY(waitUntil([&] { return comes().has_value(); }));
}

void PusherHubTest::nothingFollowsTheCloseFrame()
{
    start(4 * moreThanTheSystemTakes);
    Peer peer;
    establish(peer);
    join(peer, "full");
    for (const char *name : {"first", "second"})
        QVERIFY(m_hub->publish({.name = QString::fromLatin1(name),
                                .data = QByteArray(moreThanTheSystemTakes, 'a'),
                                .channels = {"full"}}));
    peer.session->end(pusher::Code::Unauthorized);
    QVERIFY(waitUntil([&] { return peer.client.state() == QAbstractSocket::UnconnectedState; }));
    peer.received += peer.client.readAll();
    const QList<Frame> frames = framesOf(peer.received);
    QVERIFY(frames.size() >= 2);
    QCOMPARE(frames.constLast().opcode, closeFrame);
    QCOMPARE(int(qFromBigEndian<quint16>(frames.constLast().payload.constData())), 4009);
    QVERIFY(frames.at(frames.size() - 2).payload.contains("4009"));
    QVERIFY(peer.received.contains(R"("event":"first")"));
    QVERIFY(!peer.received.contains(R"("event":"second")"));
}

void PusherHubTest::whoDoesNotAnswerAPingIsClosed()
{
    start(16 * 1024, {.silence = 10ms, .pongTime = 10ms});
    Peer peer;
    establish(peer);
    QVERIFY(waitUntil([&] { return peer.client.state() == QAbstractSocket::UnconnectedState; }));
    peer.received += peer.client.readAll();
    const QList<Frame> frames = framesOf(peer.received);
    QCOMPARE(frames.size(), 5);
    QCOMPARE(frames.at(1).opcode, pingFrame);
    QVERIFY(frames.at(2).payload.contains(R"("pusher:ping")"));
    QVERIFY(frames.at(3).payload.contains("4201"));
    QCOMPARE(frames.at(4).opcode, closeFrame);
    QCOMPARE(int(qFromBigEndian<quint16>(frames.at(4).payload.constData())), 4201);
}

void PusherHubTest::anAnswerToEitherPingWillDo()
{
    start(16 * 1024, {.silence = 10ms, .pongTime = 1h});
    Peer peer;
    establish(peer);
    const QByteArray pong("\x8a\x80\0\0\0\0", 6); // empty, masked with zero
    for (const QByteArray &answer : {pong, textFrame(R"({"event":"pusher:pong","data":{}})"), pong}) {
        QVERIFY(waitUntil([&] { return peer.received.contains(R"("pusher:ping")"); }));
        peer.received.clear();
        peer.client.write(answer);
    }
    QVERIFY(waitUntil([&] { return peer.received.contains(R"("pusher:ping")"); }));
    QVERIFY(!peer.received.contains("4201"));
}

// He comes and goes while they are still told of it: everybody hears it in its order.
void PusherHubTest::manyWatchersAreToldInSlices()
{
    constexpr int count = 270;
    start(16 * 1024);
    std::vector<std::unique_ptr<Peer>> watchers;
    for (int i = 0; i < count; ++i) {
        establish(*watchers.emplace_back(std::make_unique<Peer>()));
        m_hub->watch(*watchers.back()->session, {u"bob"_s});
    }
    Peer bob;
    Peer late;
    establish(bob);
    establish(late);
    QVERIFY(m_hub->signIn(*bob.session, u"bob"_s));
    m_hub->forget(*bob.session);
    m_hub->watch(*late.session, {u"bob"_s});
    const auto heardBy = [](const Peer &peer) {
        QByteArray heard;
        for (const Frame &frame : framesOf(peer.received)) {
            if (frame.payload.contains("watchlist_events"))
                heard += frame.payload.contains("online") ? '+' : '-';
        }
        return heard;
    };
    for (const auto &peer : watchers) {
        QVERIFY(waitUntil([&] { return heardBy(*peer).size() == 3; }));
        QCOMPARE(heardBy(*peer), "-+-"_ba);
    }
    QVERIFY(waitUntil([&] { return !heardBy(late).isEmpty(); }));
    QCOMPARE(heardBy(late), "-"_ba);
}

void PusherHubTest::everyChannelIsToldItsNumberInItsTurn()
{
    constexpr int count = 1100; // more than are told in one round
    start(16 * 1024 * 1024, {.channelsPerConnection = count + 1, .countsPause = 10ms});
    Peer peer;
    establish(peer);
    QByteArrayList expected;
    for (int i = 0; i < count; ++i) {
        expected.append("c" + QByteArray::number(i));
        join(peer, expected.constLast());
    }
    // One is no more when its turn comes; another is there again, behind the others.
    m_hub->unsubscribe(*peer.session, expected.takeFirst());
    m_hub->unsubscribe(*peer.session, expected.constFirst());
    join(peer, expected.constFirst());
    expected.append(expected.takeFirst());
    QByteArrayList told;
    const auto isTold = [&] {
        told.clear();
        for (const Frame &frame : framesOf(peer.received)) {
            const QJsonObject event = QJsonDocument::fromJson(frame.payload).object();
            if (event["event"_L1] == "pusher_internal:subscription_count"_L1)
                told.append(event["channel"_L1].toString().toUtf8());
        }
        return told.size() >= expected.size();
    };
    QVERIFY(waitUntil(isTold));
    QCOMPARE(told, expected);
}

QTEST_GUILESS_MAIN(PusherHubTest)
#include "pusher_hub_test.moc"
