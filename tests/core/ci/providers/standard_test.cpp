// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Standard Webhooks of a service that is not known otherwise.
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"standard/"_s + name);
}

Delivery delivery(const QByteArray &body)
{
    return unpack({{"webhook-id", "msg_1"}, {"webhook-timestamp", "1795214160"}, {"webhook-signature", "v1,AAAA"}},
                  body, received);
}

Run runIn(const QByteArray &body)
{
    return test::runIn(standard(), delivery(body));
}

} // namespace

class StandardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsualNamesAreRead()
    {
        const Run run = runIn(fixtureOf(u"build_passed"_s));
        QCOMPARE(run.provider, u"standard"_s);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.message, u"Add the engine"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.url, u"https://ci.example.com/builds/42"_s);
        QCOMPARE(run.key, u"bld_42"_s);
        QCOMPARE(run.number, 42);
        QCOMPARE(run.started, fromIso(u"2026-11-20T10:00:00Z"));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T10:02:00Z"));
        QCOMPARE(run.duration, 118.5);
        QCOMPARE(run.said, *fromIso(u"2026-11-20T10:02:00.5Z"));
    }

    void theWordThatIsKnownCounts()
    {
        const Run run = runIn(fixtureOf(u"completed_with_a_conclusion"_s));
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.word, QString());
        QCOMPARE(run.finished, fromIso(u"2026-11-20T10:02:00.5Z")); // as the message says when
        const Run running = runIn(fixtureOf(u"still_running"_s));
        QCOMPARE(running.state, State::Running);
        QCOMPARE(running.started, fromIso(u"2026-11-20T10:00:30Z"));
        QCOMPARE(running.project, run.project);
        QCOMPARE(running.key, run.key);
        for (const Run &both : {merge(merge({}, running), run), merge(merge({}, run), running)}) {
            QCOMPARE(both.state, State::Failed);
            QCOMPARE(both.duration, 90.5);
        }
    }

    void aWordThatNobodyKnowsIsShown()
    {
        const Run run = runIn(with(fixtureOf(u"build_passed"_s), u"data.status"_s, u"a word of tomorrow"_s));
        QCOMPARE(run.state, State::Unknown);
        QCOMPARE(run.word, u"a word of tomorrow"_s);
        QVERIFY(!run.finished);
    }

    void whatHasNoStateIsIgnoredWithAReason()
    {
        for (const auto &name : {u"no_state"_s, u"data_is_a_list"_s}) {
            const QString why = whyIgnored(standard(), delivery(fixtureOf(name)));
            QVERIFY2(why.contains("\"/data/status\""_L1), qPrintable(why));
        }
    }

    void itIsRecognisedWhereNothingElseIs()
    {
        const auto found = [](const HeaderList &headers, const QByteArray &body) {
            return recognisedAs(unpack(headers, body, received));
        };
        const HeaderList headers{{"Webhook-Id", "msg_1"}, {"Webhook-Signature", "v1,AAAA"}};
        QCOMPARE(found(headers, "{\"type\":\"x\"}"), "standard"_ba);
        QCOMPARE(found(headers + HeaderList{{"X-Gitlab-Event", "Pipeline Hook"}}, "{}"), "gitlab"_ba);
        QCOMPARE(found(headers + HeaderList{{"ce-type", "dev.cdevents.build.queued.0.1.0"}}, "{}"), "cdevents"_ba);
        QCOMPARE(found(headers, "{\"context\":{\"type\":\"dev.cdevents.build.queued.0.1.0\"}}"), "cdevents"_ba);
        QCOMPARE(recognisedAs(unwrap(headers, "{\"type\":\"x\"}", received)), QByteArray()); // it is not read yet
        QCOMPARE(found({{"webhook-id", "msg_1"}}, "{\"type\":\"x\"}"), QByteArray());
        QCOMPARE(found({{"webhook-id", "msg_1"}, {"webhook-signature", ""}}, "{\"type\":\"x\"}"), QByteArray());
        QCOMPARE(standard().idOf(delivery("{}")), "msg_1"_ba);
        QCOMPARE(standard().eventOf(delivery(fixtureOf(u"no_state"_s))), u"user.created"_s);
    }
};

QTEST_GUILESS_MAIN(StandardTest)
#include "standard_test.moc"
