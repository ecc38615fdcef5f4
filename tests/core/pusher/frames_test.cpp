// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/frames.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::pusher;

class FramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dataIsATextThatIsJsonOnceMore()
    {
        QCOMPARE(eventFrame(u"e\"1", "news", R"({"a":"é"})"),
                 "{\"event\":\"e\\\"1\",\"data\":\"{\\\"a\\\":\\\"é\\\"}\",\"channel\":\"news\"}"_ba);
        QCOMPARE(eventFrame(u"e", "news", "1", u"7"), R"({"event":"e","data":"1","channel":"news","user_id":"7"})"_ba);
        QCOMPARE(
                establishedFrame("1.2", 120),
                "{\"event\":\"pusher:connection_established\",\"data\":\"{\\\"socket_id\\\":\\\"1.2\\\",\\\"activity_timeout\\\":120}\"}"_ba);
        QCOMPARE(
                signedInFrame(R"({"id":"1"})"),
                "{\"event\":\"pusher:signin_success\",\"data\":\"{\\\"user_data\\\":\\\"{\\\\\\\"id\\\\\\\":\\\\\\\"1\\\\\\\"}\\\"}\"}"_ba);
    }

    void anErrorHasACodeOrNone()
    {
        QCOMPARE(errorFrame(Code::NoPong, u"why"),
                 R"({"event":"pusher:error","data":{"code":4201,"message":"why"}})"_ba);
        QCOMPARE(errorFrame(std::nullopt, u"why"),
                 R"({"event":"pusher:error","data":{"code":null,"message":"why"}})"_ba);
        QCOMPARE(
                subscriptionErrorFrame("private-a", u"why"),
                R"({"event":"pusher:subscription_error","channel":"private-a","data":{"type":"AuthError","error":"why","status":401}})"_ba);
    }

    void countsAndWatchedUsersAreTold()
    {
        QCOMPARE(subscriptionCount(12), R"({"subscription_count":12})"_ba);
        QCOMPARE(watchlistEvents({u"a"_s, u"é"_s}, {u"b"_s}),
                 R"({"events":[{"name":"online","user_ids":["a","é"]},{"name":"offline","user_ids":["b"]}]})"_ba);
        QCOMPARE(watchlistEvents({}, {u"b"_s}), R"({"events":[{"name":"offline","user_ids":["b"]}]})"_ba);
        QCOMPARE(watchlistEvents({}, {}), R"({"events":[]})"_ba);
    }

    void everyErrorHasASentence()
    {
        for (const Code code : {Code::UnknownApplication, Code::NoVersionFormat, Code::UnsupportedVersion,
                                Code::NoVersion, Code::Unauthorized, Code::OverCapacity, Code::Reconnect, Code::NoPong,
                                Code::TooManyClientEvents, Code::WatchlistCut})
            QVERIFY2(!sentenceOf(code).isEmpty() && sentenceOf(code).toUtf8().size() <= 123, // RFC 6455, section 5.5
                     qPrintable(sentenceOf(code)));
    }

    void whatAClientSendsIsRead()
    {
        const auto frame = readClientFrame(R"({"event":"client-a","channel":"private-b","data":{"x":1}})");
        QVERIFY(frame);
        QCOMPARE(frame->event, u"client-a"_s);
        QCOMPARE(frame->channel, "private-b"_ba);
        QCOMPARE(frame->text(), R"({"x":1})"_ba);
        QCOMPARE(frame->object(), QJsonObject({{u"x"_s, 1}}));
    }

    void dataMayBeATextAlready()
    {
        const auto frame = readClientFrame("{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"a\\\"}\"}");
        QVERIFY(frame);
        QCOMPARE(frame->object().value("channel"_L1).toString(), u"a"_s);
        QCOMPARE(frame->text(), R"({"channel":"a"})"_ba);
        QVERIFY(readClientFrame(R"({"event":"e","data":"no json"})")->object().isEmpty());
        QVERIFY(readClientFrame(R"({"event":"e"})")->object().isEmpty());
        QCOMPARE(readClientFrame(R"({"event":"e"})")->text(), QByteArray());
    }

    void whatIsNoFrameIsRefused()
    {
        for (const QByteArray &text : {""_ba, "hello"_ba, "[]"_ba, "{}"_ba, R"({"event":1})"_ba, R"({"event":""})"_ba})
            QVERIFY2(!readClientFrame(text), text.constData());
    }

    void theVersionsFiveToSevenAreSpoken()
    {
        for (const QString &version : {u"5"_s, u"6"_s, u"7"_s})
            QVERIFY(!objectionTo(version));
        QVERIFY(objectionTo(u"4"_s) == Code::UnsupportedVersion);
        QVERIFY(objectionTo(u"8"_s) == Code::UnsupportedVersion);
        QVERIFY(objectionTo(u"seven"_s) == Code::NoVersionFormat);
        QVERIFY(objectionTo(u""_s) == Code::NoVersion);
        QVERIFY(objectionTo(std::nullopt) == Code::NoVersion);
    }
};

QTEST_GUILESS_MAIN(FramesTest)
#include "frames_test.moc"
