// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

Delivery deliveryOf(const QByteArray &body, const QByteArray &event = "build")
{
    return unpack({{"Content-Type", "application/json"}, {"X-Drone-Event", event}}, body, received);
}

Run runIn(const QByteArray &body)
{
    return test::runIn(drone(), deliveryOf(body));
}

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"drone/"_s + name);
}

Run runOf(const QString &name)
{
    return runIn(fixtureOf(name));
}

} // namespace

class DroneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuildIsRead()
    {
        const Run run = runOf(u"build_failure"_s);
        QCOMPARE(run.provider, u"drone"_s);
        QCOMPARE(run.project, u"wall/engine"_s);
        QCOMPARE(run.pipeline, QString());
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the wheel"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.started, fromIso(u"2026-11-20T22:30:03Z"_s));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T22:30:41Z"_s));
        QCOMPARE(run.url, u"https://drone.example.com/wall/engine/12"_s);
        QCOMPARE(run.key, u"311"_s);
        QCOMPARE(run.number, 12);
        QCOMPARE(run.sequence, 12);
        QCOMPARE(merge({}, run).duration, std::optional(38.0));
        QCOMPARE(run.jobs.size(), 3);
        QCOMPARE(run.jobs.at(1),
                 (Job{.key = 502,
                      .name = u"unit"_s,
                      .stage = u"test"_s,
                      .state = State::Failed,
                      .started = fromIso(u"2026-11-20T22:30:08Z"_s),
                      .finished = fromIso(u"2026-11-20T22:30:40Z"_s),
                      .duration = 32}));
    }

    void zeroIsNotYet()
    {
        const Run run = runOf(u"build_created"_s);
        QCOMPARE(run.state, State::Queued);
        QVERIFY(!run.started);
        QVERIFY(!run.finished);
        QVERIFY(run.jobs.isEmpty());
    }

    void everyStatusHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("skipped") << "skipped"_ba;
        QTest::newRow("blocked") << "waiting"_ba;
        QTest::newRow("declined") << "canceled"_ba;
        QTest::newRow("waiting_on_dependencies") << "queued"_ba;
        QTest::newRow("pending") << "queued"_ba;
        QTest::newRow("running") << "running"_ba;
        QTest::newRow("success") << "success"_ba;
        QTest::newRow("failure") << "failed"_ba;
        QTest::newRow("killed") << "canceled"_ba;
        QTest::newRow("error") << "error"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixtureOf(u"build_failure"_s), u"build.status"_s, word));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? word : QString());
        const QJsonObject step{{"id"_L1, 501}, {"name"_L1, u"clone"_s}, {"status"_L1, word}};
        const QJsonArray stages{QJsonObject{{"name"_L1, u"test"_s}, {"steps"_L1, QJsonArray{step}}}};
        const Run job = runIn(with(fixtureOf(u"build_failure"_s), u"build.stages"_s, stages));
        QCOMPARE(stateWord(job.jobs.constFirst().state), state);
    }

    void aFailureThatIsIgnoredIsAWarning()
    {
        const Run run = runOf(u"build_success_with_a_failure_that_is_ignored"_s);
        QCOMPARE(run.state, State::Warning);
        QCOMPARE(run.jobs.at(2).allowFailure, true);
        QCOMPARE(merge({}, runOf(u"build_running_its_second_stage"_s)).state, State::Running);
    }

    void aPullRequestIsNotTheBranchItGoesTo()
    {
        QCOMPARE(runOf(u"build_of_a_pull_request"_s).ref, u"refs/pull/7/head"_s);
        const QByteArray push = fixtureOf(u"build_created"_s);
        QCOMPARE(runIn(with(push, u"build.ref"_s, u"refs/tags/v1"_s)).ref, u"v1"_s);
        QCOMPARE(runIn(with(push, u"build.ref"_s, u""_s)).ref, u"main"_s);
    }

    void aPromotionIsInALaneOfItsTarget()
    {
        const Run run = runOf(u"build_of_a_promotion"_s);
        QCOMPARE(run.pipeline, u"deployment to production"_s);
        QCOMPARE(run.ref, u"main"_s);
    }

    void withoutTheServersAddressTheLinkIsOfTheCommit()
    {
        const QByteArray body = with(fixtureOf(u"build_created"_s), u"system"_s, QJsonValue::Null);
        QCOMPARE(runIn(body).url, u"https://git.example.com/wall/engine/compare/0a1b...5d41"_s);
    }

    void anyOrderEndsTheSame_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<int>("jobs");
        QTest::newRow("to the end") << QStringList{u"build_created"_s, u"build_running"_s,
                                                   u"build_running_its_second_stage"_s,
                                                   u"build_success_with_a_failure_that_is_ignored"_s}
                                    << "warning"_ba << 5;
        QTest::newRow("not yet") << QStringList{u"build_created"_s, u"build_running"_s,
                                                u"build_running_its_second_stage"_s}
                                 << "running"_ba << 5;
        QTest::newRow("to a failure") << QStringList{u"build_created"_s, u"build_running"_s, u"build_failure"_s}
                                      << "failed"_ba << 3;
    }
    void anyOrderEndsTheSame()
    {
        QFETCH(QStringList, files);
        QFETCH(QByteArray, state);
        QFETCH(int, jobs);
        QList<Run> runs;
        for (const QString &file : files)
            runs.append(runOf(file));
        const QList<Run> ends = endsOf(runs);
        QCOMPARE(ends.size(), 1);
        QCOMPARE(stateWord(ends.first().state), state);
        QCOMPARE(ends.first().jobs.size(), jobs);
    }

    void nullsAreNothing()
    {
        const Run run = runOf(u"build_with_nulls_for_objects"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.ref, QString());
        QCOMPARE(run.url, QString());
        QVERIFY(run.jobs.isEmpty());
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("repo") << u"field \"repo.slug\""_s;
        QTest::newRow("build") << u"field \"build.id\""_s;
        QTest::newRow("build.id") << u"field \"build.id\""_s;
        QTest::newRow("build.status") << u"field \"build.status\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, place);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(drone(),
                                deliveryOf(with(fixtureOf(u"build_failure"_s),
                                                QString::fromLatin1(QTest::currentDataTag()), value))),
                     place);
    }

    void whatIsNoListOfStepsHasNoJobs()
    {
        for (const QJsonValue &value :
             {QJsonValue(QJsonArray{1, QJsonValue::Null, QJsonArray{}, u"x"_s}), QJsonValue(7),
              QJsonValue(QJsonArray{QJsonObject{{"steps"_L1, QJsonArray{1, u"x"_s}}}})}) {
            QVERIFY(runIn(with(fixtureOf(u"build_failure"_s), u"build.stages"_s, value)).jobs.isEmpty());
        }
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runOf(u"build_with_a_script_url_and_html"_s);
        QCOMPARE(run.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        QCOMPARE(run.jobs.constFirst().name, u"<b>bold</b>  next"_s);
        QCOMPARE(run.jobs.constFirst().stage, u"<i>test</i>"_s);
    }

    void otherEventsAreIgnored()
    {
        QVERIFY(whyIgnored(drone(), deliveryOf(fixtureOf(u"repo_enabled"_s), "repo")).contains("\"repo\""_L1));
        QVERIFY(whyIgnored(drone(), deliveryOf("{}", "user")).contains("\"user\""_L1));
    }

    void itIsKnownByItsHeader()
    {
        const Delivery delivery = deliveryOf(fixtureOf(u"build_created"_s));
        QCOMPARE(recognisedAs(delivery), "drone"_ba);
        QCOMPARE(drone().eventOf(delivery), u"build"_s);
    }

    void itsSecretProvesIt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QByteArray>("verdict");
        QTest::newRow("right") << R"({"event":"user"})"_ba
                               << "Fri, 20 Nov 2026 22:36:00 GMT"_ba
                               << "given"_ba;
        QTest::newRow("another body") << R"({"event":"repo"})"_ba
                                      << "Fri, 20 Nov 2026 22:36:00 GMT"_ba
                                      << "wrong"_ba;
        QTest::newRow("another date") << R"({"event":"user"})"_ba
                                      << "Fri, 20 Nov 2026 22:36:01 GMT"_ba
                                      << "wrong"_ba;
    }
    void itsSecretProvesIt()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, date);
        const QByteArray signature
                = R"(keyId="hmac-key",algorithm="hmac-sha256",)"
                  R"(signature="/rTbwYOcFCKkeoJqYI4S6vnDkzWIgs4Kr5E1WpiXRoc=",headers="date digest")";
        const Delivery delivery = unpack({{"Date", date},
                                          {"Digest", "SHA-256=xQqjDFru2H6jpyoxS4bs8oHNpw35mgqxxEgsbtGbr9o="},
                                          {"Signature", signature}},
                                         body, received);
        QTEST(verdictWord(prove(drone().schemes, delivery, {"s3cret"}, hmacOfQt()).verdict), "verdict");
    }
};

QTEST_GUILESS_MAIN(DroneTest)
#include "drone_test.moc"
