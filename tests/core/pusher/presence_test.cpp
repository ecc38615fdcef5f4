// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/presence.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::pusher;

class PresenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMemberSaysWhoHeIs()
    {
        const auto member = memberFromChannelData(R"({"user_id":"a é","user_info":{"name":"Ada"}})");
        QVERIFY(member);
        QCOMPARE(*member, (Member{u"a é"_s, R"({"name":"Ada"})"}));
        QCOMPARE(member->json(), R"({"user_id":"a é","user_info":{"name":"Ada"}})"_ba);
        QCOMPARE(memberFromChannelData(R"({"user_id":10})")->json(), R"({"user_id":"10"})"_ba);
    }

    void oneWhoDoesNotIsRefused()
    {
        for (const QByteArray &data : {""_ba, "[]"_ba, "{}"_ba, R"({"user_id":""})"_ba, R"({"user_id":null})"_ba,
                                       R"({"user_id":{}})"_ba, R"({"user_id":")" + QByteArray(129, 'a') + R"("})",
                                       R"({"user_id":"1","user_info":")" + QByteArray(1023, 'a') + R"("})"})
            QVERIFY2(!memberFromChannelData(data), data.left(40).constData());
        QVERIFY(memberFromChannelData(R"({"user_id":"1","user_info":")" + QByteArray(1022, 'a') + R"("})"));
        QCOMPARE(*userIdFromUserData(R"({"id":"7"})"), u"7"_s);
        QVERIFY(!userIdFromUserData(R"({"user_id":"7"})"));
    }

    void aMemberIsThereOnceHoweverManyConnectionsHeHas()
    {
        Roster roster;
        QVERIFY(roster.add({u"1"_s, R"({"n":1})"}));
        QVERIFY(!roster.add({u"1"_s, R"({"n":2})"}));
        QVERIFY(roster.add({u"2"_s, {}}));
        QCOMPARE(roster.size(), 2);
        QCOMPARE(roster.json(), R"({"presence":{"ids":["1","2"],"hash":{"1":{"n":1},"2":null},"count":2}})"_ba);
        QCOMPARE(roster.usersJson(), R"({"users":[{"id":"1"},{"id":"2"}]})"_ba);
        QVERIFY(!roster.remove(u"1"_s));
        QVERIFY(roster.remove(u"1"_s));
        QVERIFY(!roster.remove(u"1"_s));
        QCOMPARE(roster.size(), 1);
    }

    void aRosterIsBounded()
    {
        Roster roster;
        for (std::size_t i = 0; i < Roster::maxMembers; ++i)
            roster.add({QString::number(i), {}});
        QVERIFY(roster.takes(u"0"_s));
        QVERIFY(!roster.takes(u"new"_s));
        roster.remove(u"0"_s);
        QVERIFY(roster.takes(u"new"_s));
    }
};

QTEST_GUILESS_MAIN(PresenceTest)
#include "presence_test.moc"
