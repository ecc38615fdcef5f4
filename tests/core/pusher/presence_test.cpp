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
    }

    void aUserSaysWhoHeIsAndWhomHeWatches()
    {
        QCOMPARE(*userFromUserData(R"({"id":"7"})"), (User{.member = {u"7"_s, {}}, .watchlist = {}}));
        QCOMPARE(*userFromUserData(R"({"id":"7","user_info":{"n":1},"watchlist":["8","é","8"],"more":1})"),
                 (User{.member = {u"7"_s, R"({"n":1})"}, .watchlist = {u"8"_s, u"é"_s}}));
        QVERIFY(userFromUserData(R"({"id":"7","watchlist":null})")->watchlist.isEmpty());
    }

    void whatIsNoUserIsRefused()
    {
        for (const QByteArray &data :
             {""_ba, "[]"_ba, "{}"_ba, R"({"user_id":"7"})"_ba, R"({"id":""})"_ba, R"({"id":7})"_ba,
              R"({"id":")" + QByteArray(129, 'a') + R"("})",
              R"({"id":"1","user_info":")" + QByteArray(1023, 'a') + R"("})", R"({"id":"7","watchlist":"8"})"_ba,
              R"({"id":"7","watchlist":{}})"_ba, R"({"id":"7","watchlist":[8]})"_ba,
              R"({"id":"7","watchlist":[")" + QByteArray(129, 'a') + R"("]})"})
            QVERIFY2(!userFromUserData(data), data.left(40).constData());
    }

    void aWatchlistIsBounded()
    {
        const auto watching = [](int count) {
            QByteArray list;
            for (int i = 0; i < count; ++i)
                list += '"' + QByteArray::number(i) + "\",";
            return *userFromUserData(R"({"id":"7","watchlist":[)" + list + R"("0"]})");
        };
        QCOMPARE(watching(100).watchlist.size(), 100);
        QVERIFY(!watching(100).isCut);
        QCOMPARE(watching(101).watchlist, watching(100).watchlist);
        QVERIFY(watching(101).isCut);
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
