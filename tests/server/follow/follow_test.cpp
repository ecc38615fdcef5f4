// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A real wall that follows a real wall: nothing is missed and nothing comes twice, whichever of them is killed.
#include "tests/server/follow/following_wall.h"
#include "tests/support/other_server.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class FollowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatHappensThereAppearsHere();
    void onlyTheCollectionsThatAreNamed();
    void nothingIsLostOrDoubledWhenEitherIsKilled();
    void whatWasMissedBeforeTheFirstEventComes();
    void aGapIsTold();
    void aWallThatWasBegunAnewIsNoticed();
    void anotherAddressIsFollowedAnew();
    void anotherStreamIsFollowed();
    void whatIsLeftOutIsCountedAndNamed();
    void figuresAreTold();

private:
    [[nodiscard]] bool startBoth(const QString &more = {});
    [[nodiscard]] bool beginThereAnew(); // at the same address

    std::unique_ptr<FollowingWall> m_there;
    std::unique_ptr<FollowingWall> m_here;
};

void FollowTest::init()
{
    m_there = std::make_unique<FollowingWall>();
    m_here = std::make_unique<FollowingWall>();
}

bool FollowTest::startBoth(const QString &more)
{
    if (!m_there->wall().start())
        return false;
    m_here->follow(m_there->wall().url(), u"berlin"_s, more);
    // What happens there from now on is missed by nobody once it is stored here with which id to come back.
    const auto knowsWhere = [this] {
        return metric(m_here->wall(), "tallywall_follow_last_event_id{name=\"berlin\"}") >= 0;
    };
    return m_here->wall().start() && QTest::qWaitFor(knowsWhere, 30'000);
}

bool FollowTest::beginThereAnew()
{
    Wall &there = m_there->wall();
    there.kill();
    for (const QString &file : QDir(there.dataFolder()).entryList({u"tallywall.sqlite*"_s})) {
        if (!QFile::remove(there.dataFolder() + u'/' + file))
            return false;
    }
    return there.start();
}

void FollowTest::whatHappensThereAppearsHere()
{
    QVERIFY(startBoth());
    const QByteArray name = m_there->storeName();
    QVERIFY(!name.isEmpty());
    EventStream here(m_here->wall().port());
    QVERIFY(waitUntil([&here] { return here.isOpen(); }));
    QVERIFY(m_there->publish("prices", R"({"symbol":"A","price":1.50})", false));
    QVERIFY(waitUntil([&here] { return here.events().size() == 1; }));
    QCOMPARE(here.events().constFirst().id, 0);
    QVERIFY(m_there->publish("orders", R"({"b":1,"a":1.50})"));
    QCOMPARE(m_there->wall().ask("POST", "/results", R"({"name":"Ada","time":2.5})").status, 201);
    QVERIFY(waitUntil([&here] { return here.events().size() == 3; }));
    QVERIFY(here.text().contains(R"("data":{"b":1,"a":1.50},"via":[")" + name + "\"]}"));
    QCOMPARE(here.events().at(1).id, 1);
    QCOMPARE(here.events().at(2).collection, u"berlin.results"_s);
    QCOMPARE(here.events().at(2).data.value("name"_L1).toString(), u"Ada"_s);
    // The tables of this wall are its own.
    QCOMPARE(m_here->wall().ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt(), 0);
}

void FollowTest::onlyTheCollectionsThatAreNamed()
{
    QVERIFY(startBoth(u"collections = [\"deploys\", \"results\"]"_s));
    QVERIFY(m_there->publish("orders", "1"));
    QVERIFY(m_there->publish("deploys", "2"));
    QCOMPARE(m_there->wall().ask("POST", "/results", R"({"name":"Ada","time":2.5})").status, 201);
    QCOMPARE(m_here->stored("berlin.results", 1).size(), 1);
    QCOMPARE(m_here->stored("orders,deploys", 1), QStringList{u"2"_s});
}

void FollowTest::nothingIsLostOrDoubledWhenEitherIsKilled()
{
    QRandomGenerator random(20261121);
    QVERIFY(startBoth());
    QStringList published;
    const auto publish = [&](int events) {
        for (int i = 0; i < events; ++i) {
            published << QString::number(published.size() + 1);
            if (!m_there->publish("orders", published.constLast().toUtf8()))
                return false;
        }
        return true;
    };
    for (int round = 0; round < 6; ++round) {
        QVERIFY(publish(20 + random.bounded(60)));
        Wall &one = round % 2 == 0 ? m_here->wall() : m_there->wall();
        one.kill();
        if (round % 2 == 0)
            QVERIFY(publish(random.bounded(40)));
        QVERIFY(one.start());
        QVERIFY(publish(20));
        QCOMPARE(m_here->stored("orders", published.size()), published);
    }
}

void FollowTest::whatWasMissedBeforeTheFirstEventComes()
{
    QVERIFY(startBoth());
    QVERIFY(m_here->wall().stop());
    QVERIFY(m_there->publish("orders", "1"));
    QVERIFY(m_here->wall().start());
    QCOMPARE(m_here->stored("orders", 1), QStringList{u"1"_s});
}

void FollowTest::aGapIsTold()
{
    QVERIFY(startBoth());
    QVERIFY(m_there->publish("orders", "1"));
    QCOMPARE(m_here->stored("orders", 1).size(), 1);
    EventStream here(m_here->wall().port());
    QVERIFY(waitUntil([&here] { return here.isOpen(); }));
    QVERIFY(beginThereAnew());
    QVERIFY(waitUntil([&here] { return !here.events().isEmpty(); }, std::chrono::seconds(60)));
    QCOMPARE(here.events().constFirst().collection, u"berlin.feed"_s);
    QCOMPARE(here.events().constFirst().type, u"gap"_s);
}

void FollowTest::aWallThatWasBegunAnewIsNoticed()
{
    QVERIFY(startBoth());
    QVERIFY(m_there->publish("orders", "1"));
    QCOMPARE(m_here->stored("orders", 1).size(), 1);
    QVERIFY(m_here->wall().stop());
    QVERIFY(beginThereAnew());
    for (const char *data : {"2", "3", "4"}) // ids past the one where it was left off
        QVERIFY(m_there->publish("orders", data));
    QVERIFY(m_here->wall().start());
    QTRY_COMPARE_WITH_TIMEOUT(metric(m_here->wall(), "tallywall_follow_last_event_id{name=\"berlin\"}"),
                              metric(m_there->wall(), "tallywall_last_event_id"), 30'000);
    QCOMPARE(m_here->why(),
             u"it was begun anew, or is another wall than before: what happened there meanwhile is missing here"_s);
    QVERIFY(m_there->publish("orders", "5"));
    QCOMPARE(m_here->stored("orders", 2), (QStringList{u"1"_s, u"5"_s}));
    QVERIFY(m_here->wall().stop()); // and it is the one that is known from now on
    QVERIFY(m_there->publish("orders", "6"));
    QVERIFY(m_here->wall().start());
    QCOMPARE(m_here->stored("orders", 3), (QStringList{u"1"_s, u"5"_s, u"6"_s}));
    QCOMPARE(m_here->why(), QString());
}

void FollowTest::anotherAddressIsFollowedAnew()
{
    QVERIFY(startBoth());
    QVERIFY(m_there->publish("orders", "1"));
    QCOMPARE(m_here->stored("orders", 1).size(), 1);
    QVERIFY(m_here->wall().stop());
    QVERIFY(m_there->publish("orders", "2")); // nobody knows how far the new address was followed
    FollowingWall moved;
    moved.follow(m_there->wall().url(u"/events?collection=orders"_s), u"berlin"_s);
    QFile::remove(m_here->configuration());
    QVERIFY(QFile::copy(moved.configuration(), m_here->configuration()));
    QVERIFY(m_here->wall().start());
    QTRY_VERIFY_WITH_TIMEOUT(m_here->isFollowing(), 15'000);
    QVERIFY(m_there->publish("orders", "3"));
    QCOMPARE(m_here->stored("orders", 2), (QStringList{u"1"_s, u"3"_s}));
}

void FollowTest::anotherStreamIsFollowed()
{
    OtherServer other;
    const auto isAskedAfter = [](const QByteArray &request) { return request.contains("Last-Event-ID: e2\r\n"); };
    // How often it is asked is not certain: this program does not answer while it waits for the wall to start.
    other.send = [&](QTcpSocket &socket) {
        socket.write(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\nretry: 10\r\n\r\n");
        socket.write(isAskedAfter(other.requests.constLast())
                             ? "id: e3\ndata: 3\n\n"
                             : "event: edited\r\nid: e1\r\ndata: {\"n\": 1}\r\n\r\ndata: passing\n\n"
                               "id:e2\ndata:two\ndata:lines\n\n");
    };
    m_here->follow(other.url(u"/v2/stream"_s), u"wiki"_s, u"token = \"t0ken\""_s);
    QVERIFY(m_here->wall().start());
    QTRY_COMPARE_WITH_TIMEOUT(metric(m_here->wall(), "tallywall_followed_events_total{name=\"wiki\"}"), 3.0, 30'000);
    QCOMPARE(m_here->stored("wiki", 2).size(), 2);
    for (QTcpSocket *socket : other.findChildren<QTcpSocket *>())
        socket->disconnectFromHost();
    const QByteArrayList &requests = other.requests;
    QVERIFY(waitUntil([&] { return std::any_of(requests.begin(), requests.end(), isAskedAfter); }));
    QVERIFY(requests.constFirst().startsWith("GET /v2/stream HTTP/1.1\r\n"));
    QVERIFY(requests.constFirst().contains("Authorization: Bearer t0ken\r\n"));
    QVERIFY(!requests.constFirst().contains("Last-Event-ID"));
    EventStream here(m_here->wall().port(), "/events?since=0");
    QVERIFY(waitUntil([&here] { return here.events().size() == 3; }));
    QCOMPARE(here.events().constFirst().collection, u"wiki"_s);
    QCOMPARE(here.events().constFirst().type, u"edited"_s);
    QCOMPARE(here.events().constFirst().data.value("n"_L1).toInt(), 1);
    QCOMPARE(here.events().at(1).envelope.value("data"_L1).toString(), u"two\nlines"_s);
    QCOMPARE(here.events().at(2).envelope.value("data"_L1).toInt(), 3);
}

void FollowTest::whatIsLeftOutIsCountedAndNamed()
{
    OtherServer other;
    other.answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n"
                   "event: "
            + QByteArray(129, 'x') + "\nid: 3\ndata: 1\n\nevent: " + QByteArray(200, 'x')
            + "\nid: \x1b[31m4\ndata: 2\n\nid: 5\ndata: 3\n\n: more is to come\n";
    m_here->follow(other.url(u"/stream"_s), u"wiki"_s, u"silence = 0"_s);
    QVERIFY(m_here->wall().start());
    QCOMPARE(m_here->stored("wiki", 1), QStringList{u"3"_s});
    QTRY_VERIFY_WITH_TIMEOUT(
            m_here->why().contains(
                    u" left out, the last at the id \"?[31m4\": a type has at most 128 bytes of UTF-8, without control characters"_s),
            15'000);
    QVERIFY(m_here->why().at(0).isDigit());
}

void FollowTest::figuresAreTold()
{
    QVERIFY(startBoth());
    QVERIFY(m_there->publish("orders", "1"));
    QCOMPARE(m_here->stored("orders", 1).size(), 1);
    QTRY_COMPARE(metric(m_here->wall(), "tallywall_followed_events_total{name=\"berlin\"}"), 1.0);
    QCOMPARE(metric(m_here->wall(), "tallywall_follow_last_event_id{name=\"berlin\"}"),
             metric(m_there->wall(), "tallywall_last_event_id"));
    QCOMPARE(metric(m_here->wall(), "tallywall_follow_up{name=\"berlin\"}"), 1.0);
    m_there->wall().kill();
    QTRY_COMPARE_WITH_TIMEOUT(metric(m_here->wall(), "tallywall_follow_up{name=\"berlin\"}"), 0.0, 15'000);
    QCOMPARE(m_here->why(), u"nobody listens at this address"_s);
    QCOMPARE(m_here->wall().ask("GET", "/health").status, 200); // the wall itself is well
}

QTEST_GUILESS_MAIN(FollowTest)
#include "follow_test.moc"
