// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

Delivery deliveryOf(const QByteArray &body, const QByteArray &authorization = {})
{
    return unpack({{"Content-Type", "application/json"}, {"Authorization", authorization}}, body, received);
}

Run runIn(const QByteArray &body)
{
    return test::runIn(woodpecker(), deliveryOf(body));
}

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"woodpecker/"_s + name);
}

Run runOf(const QString &name)
{
    return runIn(fixtureOf(name));
}

} // namespace

class WoodpeckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkflowIsRead()
    {
        const Run run = runOf(u"success"_s);
        QCOMPARE(run.provider, u"woodpecker"_s);
        QCOMPARE(run.project, u"wall/engine"_s);
        QCOMPARE(run.pipeline, u"test"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the \"wheel\""_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.started, fromIso(u"2026-11-20T22:30:01Z"_s));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T22:31:01Z"_s));
        QCOMPARE(run.url, u"https://woodpecker.example.com/repos/7/pipeline/8"_s);
        QCOMPARE(run.key, u"8 test"_s);
        QCOMPARE(run.number, 8);
        QCOMPARE(run.sequence, 8);
        QCOMPARE(merge({}, run).duration, std::optional(60.0));
    }

    void everyStatusHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("skipped") << "skipped"_ba;
        QTest::newRow("pending") << "queued"_ba;
        QTest::newRow("running") << "running"_ba;
        QTest::newRow("success") << "success"_ba;
        QTest::newRow("failure") << "failed"_ba;
        QTest::newRow("killed") << "canceled"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("error") << "error"_ba;
        QTest::newRow("blocked") << "waiting"_ba;
        QTest::newRow("declined") << "canceled"_ba;
        QTest::newRow("created") << "queued"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixtureOf(u"success"_s), u"status"_s, word));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? word : QString());
        QCOMPARE(run.finished.has_value(), isFinished(run.state));
    }

    void aPullRequestIsNotTheBranchItGoesTo()
    {
        QCOMPARE(runOf(u"failure_of_a_pull_request"_s).ref, u"refs/pull/1/head"_s);
        const QByteArray push = fixtureOf(u"success"_s);
        QCOMPARE(runIn(with(push, u"CI_COMMIT_REF"_s, u"refs/tags/v1"_s)).ref, u"v1"_s);
        QCOMPARE(runIn(with(push, u"CI_COMMIT_REF"_s, QJsonValue::Null)).ref, u"main"_s);
    }

    void aDeploymentIsInALaneOfItsTarget()
    {
        const Run run = runIn(with(fixtureOf(u"success"_s), u"CI_PIPELINE_DEPLOY_TARGET"_s, u"production"_s));
        QCOMPARE(run.pipeline, u"deployment to production"_s);
        QCOMPARE(run.key, u"8 test"_s);
    }

    void aPipelineOfItsOwnTellsTheAxesOfAMatrixApart()
    {
        const Run run = runIn(with(fixtureOf(u"success"_s), u"pipeline"_s, u"test 1.22"_s));
        QCOMPARE(run.pipeline, u"test 1.22"_s);
        QCOMPARE(run.key, u"8 test 1.22"_s);
        const Run red = runIn(
                with(fixtureOf(u"success"_s), u"status"_s, u"failure"_s)); // else the worst of them counts
        const QList<Run> ends = endsOf({runOf(u"running"_s), runOf(u"success"_s), red});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Failed);
    }

    void anyOrderEndsTheSame()
    {
        const QList<Run> ends = endsOf({runOf(u"running"_s), runOf(u"success"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Success);
        QCOMPARE(ends.first().started, fromIso(u"2026-11-20T22:30:01Z"_s));
        QCOMPARE(ends.first().duration, std::optional(60.0));
    }

    void theLeastThatIsNeededIsEnough()
    {
        const Run run = runOf(u"nothing_but_what_is_needed"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.number, 8);
        QVERIFY(!run.key.isEmpty());
        QVERIFY(!run.finished);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("CI_REPO") << u"field \"CI_REPO\""_s;
        QTest::newRow("CI_PIPELINE_NUMBER") << u"field \"CI_PIPELINE_NUMBER\""_s;
        QTest::newRow("status") << u"field \"status\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, place);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(woodpecker(),
                                deliveryOf(with(fixtureOf(u"success"_s), QString::fromLatin1(QTest::currentDataTag()),
                                                value))),
                     place);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runOf(u"running_with_a_script_url_and_html"_s);
        QCOMPARE(run.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        QCOMPARE(run.pipeline, u"<b>bold</b>  next"_s);
    }

    void itIsKnownByItsMark()
    {
        const Delivery delivery = deliveryOf(fixtureOf(u"running"_s));
        QCOMPARE(recognisedAs(delivery), "woodpecker"_ba);
        QCOMPARE(woodpecker().eventOf(delivery), u"running"_s);
        QVERIFY(!woodpecker().recognises(deliveryOf(R"({"CI_REPO":"wall/engine"})")));
        QVERIFY(!woodpecker().recognises(deliveryOf(R"({"woodpecker":{"bird":true}})")));
    }

    void itsSecretProvesIt()
    {
        const QByteArray body = fixtureOf(u"running"_s);
        const auto verdict = [&body](const QByteArray &authorization) {
            return prove(woodpecker().schemes, deliveryOf(body, authorization), {"s3cret"}, hmacOfQt()).verdict;
        };
        QCOMPARE(verdict("Bearer s3cret"), Verdict::Given);
        QCOMPARE(verdict("Bearer other"), Verdict::Wrong);
        QCOMPARE(verdict({}), Verdict::Missing);
    }

    // What every header of the others says first is theirs, whatever the body says.
    void theMostSpecificIsAskedFirst()
    {
        const QByteArray body = fixtureOf(u"running"_s);
        HeaderList headers;
        const std::pair<QByteArray, QByteArray> ranks[]{{"drone", "X-Drone-Event"},
                                                        {"buildkite", "X-Buildkite-Event"},
                                                        {"circleci", "Circleci-Event-Type"},
                                                        {"bitbucket", "X-Event-Key"},
                                                        {"gitlab", "X-Gitlab-Event"}};
        for (const auto &[name, header] : ranks) {
            headers.append(std::pair(header, "build"_ba));
            if (header == "X-Event-Key")
                headers.append(std::pair("X-Hook-UUID"_ba, "{5e8f1f2a}"_ba));
            QCOMPARE(recognisedAs(unpack(headers, body, received)), name);
        }
    }
};

QTEST_GUILESS_MAIN(WoodpeckerTest)
#include "woodpecker_test.moc"
