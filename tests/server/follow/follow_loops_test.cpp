// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walls that follow each other: every event is at each of them once, and none goes round.
#include "tests/server/follow/following_wall.h"
#include "tests/support/other_server.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QString cameRound = u"events that were here before come round, and are left out"_s;

template<std::size_t count>
using Walls = std::array<FollowingWall, count>;

QString ownUrl(FollowingWall &wall)
{
    return wall.wall().url();
}

// Each follows the one before it, the first the last, at the address where that can be reached.
template<std::size_t count>
[[nodiscard]] bool startRing(Walls<count> &walls, const std::function<QString(FollowingWall &)> &urlOf = ownUrl)
{
    for (FollowingWall &one : walls) { // so that each has an address
        if (!one.wall().start() || !one.wall().stop())
            return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        walls.at(i).follow(urlOf(walls.at((i + count - 1) % count)), u"before"_s);
        if (!walls.at(i).wall().start())
            return false;
    }
    return QTest::qWaitFor(
            [&walls] {
                return std::all_of(walls.begin(), walls.end(), [](const auto &one) { return one.isFollowing(); });
            },
            60'000);
}

// Stands before a wall, and leaves out of the head of an answer what it does not know.
class Relay
{
public:
    explicit Relay(quint16 wall)
    {
        m_server.send = [this, wall](QTcpSocket &asker) {
            auto *asked = new QTcpSocket(&asker);
            QObject::connect(asked, &QTcpSocket::readyRead, &asker, [asked, &asker] { passOn(*asked, asker); });
            QObject::connect(asked, &QTcpSocket::disconnected, &asker, &QTcpSocket::disconnectFromHost);
            asked->connectToHost(QHostAddress::LocalHost, wall);
            asked->write(m_server.requests.constLast());
        };
    }

    [[nodiscard]] QString url() const { return m_server.url(u"/events"_s); }

private:
    static void passOn(QTcpSocket &from, QTcpSocket &to)
    {
        bool isHead = !from.property("hasPassed").toBool();
        if (isHead && !from.peek(4096).contains("\r\n\r\n"))
            return;
        from.setProperty("hasPassed", true);
        while (isHead) {
            const QByteArray line = from.readLine();
            isHead = line != "\r\n";
            if (!line.startsWith("Tallywall-Store:"))
                to.write(line);
        }
        to.write(from.readAll());
    }

    OtherServer m_server;
};

} // namespace

class FollowLoopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoThatFollowEachOther_data();
    void twoThatFollowEachOther();
    void aRingOfThree();
    void aWallThatFollowsItself();
    void aWallThatFollowsItselfThroughARelay();
};

void FollowLoopsTest::twoThatFollowEachOther_data()
{
    QTest::addColumn<bool>("hasRelays");
    QTest::newRow("at their own addresses") << false;
    QTest::newRow("through relays") << true;
}

void FollowLoopsTest::twoThatFollowEachOther()
{
    QFETCH(const bool, hasRelays);
    Walls<2> walls;
    std::vector<std::unique_ptr<Relay>> relays;
    const auto relayTo = [&relays](FollowingWall &wall) {
        return relays.emplace_back(std::make_unique<Relay>(wall.wall().port()))->url();
    };
    QVERIFY(hasRelays ? startRing(walls, relayTo) : startRing(walls));
    EventStream live(walls[0].wall().port());
    QVERIFY(waitUntil([&live] { return live.isOpen(); }));
    QVERIFY(walls[0].publish("orders", "0", false));
    QVERIFY(walls[0].publish("orders", "1"));
    QTRY_COMPARE_WITH_TIMEOUT(walls[0].why(), cameRound, 15'000); // it was there, and came back
    QVERIFY(walls[1].publish("orders", "2"));
    QTRY_COMPARE_WITH_TIMEOUT(walls[1].why(), cameRound, 15'000);
    const QStringList expected{u"1"_s, u"2"_s};
    QCOMPARE(walls[0].stored("orders", 2), expected);
    QCOMPARE(walls[1].stored("orders", 2), expected);
    QVERIFY(waitUntil([&live] { return live.events().size() >= 3; }));
    QCOMPARE(live.events().size(), 3);
    QVERIFY(walls[0].isFollowing());
}

void FollowLoopsTest::aRingOfThree()
{
    Walls<3> walls;
    QVERIFY(startRing(walls));
    QVERIFY(walls[0].publish("orders", "1"));
    QTRY_COMPARE_WITH_TIMEOUT(walls[0].why(), cameRound, 15'000);
    QVERIFY(walls[1].publish("orders", "2"));
    QTRY_COMPARE_WITH_TIMEOUT(walls[1].why(), cameRound, 15'000);
    for (const FollowingWall &one : walls)
        QCOMPARE(one.stored("orders", 2), (QStringList{u"1"_s, u"2"_s}));
    EventStream last(walls[2].wall().port(), "/events?since=0");
    QVERIFY(waitUntil([&last] { return last.events().size() == 2; }));
    QVERIFY(last.text().contains("\"via\":[\"" + walls[0].storeName() + "\",\"" + walls[1].storeName() + "\"]"));
}

void FollowLoopsTest::aWallThatFollowsItself()
{
    FollowingWall wall;
    QVERIFY(wall.wall().start());
    QVERIFY(wall.wall().stop());
    wall.follow(wall.wall().url(), u"itself"_s);
    QVERIFY(wall.wall().start());
    QTRY_COMPARE_WITH_TIMEOUT(wall.why(), u"it is this wall itself"_s, 15'000);
    QVERIFY(!wall.isFollowing());
    QVERIFY(wall.publish("orders", "1"));
    QCOMPARE(wall.stored("orders", 1), QStringList{u"1"_s});
}

void FollowLoopsTest::aWallThatFollowsItselfThroughARelay()
{
    FollowingWall wall;
    QVERIFY(wall.wall().start());
    QVERIFY(wall.wall().stop());
    Relay relay(wall.wall().port());
    wall.follow(relay.url(), u"itself"_s);
    QVERIFY(wall.wall().start());
    EventStream all(wall.wall().port());
    QVERIFY(waitUntil([&all] { return all.isOpen(); }));
    QVERIFY(wall.publish("orders", "1"));
    QTRY_COMPARE_WITH_TIMEOUT(wall.why(), u"it is this wall itself"_s, 15'000);
    QVERIFY(wall.publish("orders", "2"));
    QVERIFY(waitUntil([&all] { return all.events().size() >= 2; }));
    QCOMPARE(idsOf(all.events()), (QList<qint64>{1, 2})); // and nothing of them came round
    QCOMPARE(wall.stored("orders", 2), (QStringList{u"1"_s, u"2"_s}));
}

QTEST_GUILESS_MAIN(FollowLoopsTest)
#include "follow_loops_test.moc"
