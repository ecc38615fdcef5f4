// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/names.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::pusher;

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChannelIsWhatItsNameSays_data()
    {
        QTest::addColumn<ChannelKind>("kind");
        const auto row = [](const char *name, const ChannelKind &kind) { QTest::newRow(name) << kind; };
        row("news", {});
        row("A-z_0=9@,.;", {});
        row("privatenews", {});
        row("private-news", {Access::Private});
        row("private-", {Access::Private});
        row("presence-news", {Access::Presence});
        row("private-encrypted-news", {Access::Private, true});
        row("presence-encrypted-news", {Access::Presence});
        row("encrypted-news", {});
        row("cache-news", {Access::Public, false, true});
        row("private-cache-news", {Access::Private, false, true});
        row("presence-cache-news", {Access::Presence, false, true});
        row("private-encrypted-cache-news", {Access::Private, true, true});
        row("private-news-cache-", {Access::Private});
    }
    void aChannelIsWhatItsNameSays()
    {
        QFETCH(ChannelKind, kind);
        QVERIFY(channelKind(QTest::currentDataTag()) == kind);
    }

    void otherNamesAreNone()
    {
        for (const QByteArray &name : {""_ba, "a b"_ba, "a/b"_ba, "a#b"_ba, "a:b"_ba, "\"a\""_ba, "é"_ba, "a\n"_ba,
                                       "#server-to-user-1"_ba, QByteArray(201, 'a')})
            QVERIFY2(!channelKind(name), name.constData());
        QVERIFY(channelKind(QByteArray(200, 'a')));
    }

    void everyUserHasAChannel()
    {
        QCOMPARE(userChannel(u"é 1"), "#server-to-user-é 1"_ba);
        QVERIFY(isUserChannel(userChannel(u"é 1")));
        QVERIFY(!isUserChannel("#server-to-user-"));
        QVERIFY(!isUserChannel(userChannel(QString(129, u'a'))));
        QVERIFY(!isUserChannel("server-to-user-1"));
        QCOMPARE(userOfChannel(userChannel(u"é 1")), u"é 1"_s);
    }

    void soHaveThoseWhoWatchHim()
    {
        const QByteArray name = watchersChannel(u"é 1");
        QVERIFY(isWatchersChannel(name) && isHiddenChannel(name));
        QVERIFY(!isUserChannel(name) && !channelKind(name));
        QVERIFY(isHiddenChannel(userChannel(u"1")) && !isWatchersChannel(userChannel(u"1")));
        QVERIFY(!isHiddenChannel("news"));
    }

    void theProtocolKeepsItsEventsForItself()
    {
        QVERIFY(isEventName(u"order created é"));
        QVERIFY(isEventName(QString(200, u'a')));
        QVERIFY(isEventName(u"pushers"));
        for (const QString &name : {u""_s, QString(201, u'a'), u"pusher:ping"_s, u"pusher_internal:member_added"_s})
            QVERIFY2(!isEventName(name), qPrintable(name));
        QVERIFY(isClientEventName(u"client-typing"));
        QVERIFY(!isClientEventName(u"typing"));
        QVERIFY(!isClientEventName(u"client-"_s + QString(200, u'a')));
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
