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

Delivery deliveryOf(const QByteArray &body, const QByteArray &event = "workflow-completed")
{
    return unpack({{"Content-Type", "application/json"}, {"circleci-event-type", event}}, body, received);
}

Run runOf(const QString &name)
{
    const QByteArray event = name.startsWith("job_"_L1) ? "job-completed" : "workflow-completed";
    return runIn(circleci(), deliveryOf(fixture(u"circleci/"_s + name), event));
}

} // namespace

class CircleciTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkflowIsRead()
    {
        const Run run = runOf(u"workflow_success"_s);
        QCOMPARE(run.provider, u"circleci"_s);
        QCOMPARE(run.project, u"wall/engine"_s);
        QCOMPARE(run.pipeline, u"build-and-test"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the wheel"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.started, fromIso(u"2026-11-20T22:30:03.616Z"_s));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T22:34:34.170Z"_s));
        QCOMPARE(run.key, u"6fa459ea-ee8a-3ca4-894e-db77e160355e"_s);
        QCOMPARE(run.number, 130);
        QCOMPARE(run.sequence, 130);
        QVERIFY(run.url.startsWith("https://app.circleci.com/"_L1));
        QCOMPARE(merge({}, run).duration, std::optional(270.554));
    }

    void aJobIsRead()
    {
        const Run run = runOf(u"job_failed"_s);
        QCOMPARE(run.key, u"6fa459ea-ee8a-3ca4-894e-db77e160355e"_s);
        QCOMPARE(run.jobs,
                 (QList<Job>{{.key = 137,
                              .name = u"lint"_s,
                              .state = State::Failed,
                              .started = fromIso(u"2026-11-20T22:30:11.000Z"_s),
                              .finished = fromIso(u"2026-11-20T22:31:00.000Z"_s),
                              .duration = 49,
                              .url = run.url}}));
        QCOMPARE(runOf(u"job_whose_type_says_workflow"_s).jobs.size(), 1);
        const Delivery mislabelled = deliveryOf(fixture(u"circleci/job_whose_type_says_workflow"_s));
        QCOMPARE(runIn(circleci(), mislabelled).jobs.size(), 1);
    }

    void everyStatusHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("success") << "success"_ba;
        QTest::newRow("failed") << "failed"_ba;
        QTest::newRow("error") << "error"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("unauthorized") << "error"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(circleci(),
                              deliveryOf(with(fixture(u"circleci/workflow_success"_s), u"workflow.status"_s, word)));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? word : QString());
        const Run job = runIn(
                circleci(),
                deliveryOf(with(fixture(u"circleci/job_success"_s), u"job.status"_s, word), "job-completed"));
        QCOMPARE(stateWord(job.jobs.constFirst().state), state);
    }

    void ofOtherRepositoriesTheTriggerTells()
    {
        const Run run = runOf(u"workflow_failed_of_a_gitlab_project"_s);
        QCOMPARE(run.project, u"wall/engine"_s);
        QCOMPARE(run.ref, u"feature/wheel"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the wheel"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Failed);
    }

    void aTagIsARefToo()
    {
        QByteArray body = with(fixture(u"circleci/workflow_success"_s), u"pipeline.vcs.branch"_s,
                               QJsonValue::Undefined);
        body = with(body, u"pipeline.vcs.tag"_s, u"v1.2"_s);
        QCOMPARE(runIn(circleci(), deliveryOf(body)).ref, u"v1.2"_s);
    }

    void anyOrderEndsTheSame()
    {
        const Run workflow = runIn(
                circleci(),
                deliveryOf(with(fixture(u"circleci/workflow_success"_s), u"workflow.status"_s, u"failed"_s)));
        const QList<Run> runs{runOf(u"job_success"_s), runOf(u"job_failed"_s), runOf(u"job_canceled"_s), workflow};
        const QList<Run> ends = endsOf(runs);
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Failed);
        QCOMPARE(ends.first().duration, std::optional(270.554));
        QCOMPARE(ends.first().jobs.size(), 3);
        QCOMPARE(ends.first().jobs.first().name, u"test"_s);
    }

    void aWorkflowRunsUntilItIsSaidToHaveEnded()
    {
        QCOMPARE(merge({}, runOf(u"job_success"_s)).state, State::Running); // no flash of green between two jobs
        const QList<Run> ends = endsOf({runOf(u"job_success"_s), runOf(u"job_failed"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Failing);
        QCOMPARE(ends.first().started, fromIso(u"2026-11-20T22:30:03.616Z"_s));
        QVERIFY(!ends.first().finished);
    }

    void nullsAreNothing()
    {
        const Run run = runOf(u"workflow_with_nulls_for_objects"_s);
        QCOMPARE(run.project, u"engine"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.ref, QString());
        QCOMPARE(run.number, 0);
        QCOMPARE(run.sequence, toUnixMs(received));
    }

    void withoutANumberTheTimeOrdersThem()
    {
        const Run run = runIn(
                circleci(),
                deliveryOf(with(fixture(u"circleci/job_success"_s), u"pipeline.number"_s, QJsonValue::Null)));
        QCOMPARE(run.sequence, toUnixMs(*fromIso(u"2026-11-20T22:30:03.616Z"_s)));
        const QByteArray numberless = with(fixture(u"circleci/job_success"_s), u"pipeline.number"_s, QJsonValue::Null);
        const Run ahead = runIn(circleci(),
                                deliveryOf(with(numberless, u"workflow.created_at"_s, u"2027-11-20T22:30:03.616Z"_s)));
        QCOMPARE(ahead.sequence, toUnixMs(received));
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("place");
        QTest::newRow("workflow") << u"workflow_success"_s << u"field \"workflow.id\""_s;
        QTest::newRow("workflow.id") << u"workflow_success"_s << u"field \"workflow.id\""_s;
        QTest::newRow("workflow.status") << u"workflow_success"_s << u"field \"workflow.status\""_s;
        QTest::newRow("job.name") << u"job_success"_s << u"field \"job.name\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, place);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(circleci(),
                                deliveryOf(with(fixture(u"circleci/"_s + file),
                                                QString::fromLatin1(QTest::currentDataTag()), value))),
                     place);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runOf(u"workflow_with_a_script_url_and_html"_s);
        QCOMPARE(run.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        QCOMPARE(run.pipeline, u"<b>bold</b>  next"_s);
    }

    void otherEventsAreIgnored()
    {
        const QByteArray ping = fixture(u"circleci/ping"_s);
        QCOMPARE(whyIgnored(circleci(), deliveryOf(ping, "ping")), u"connected"_s);
        QCOMPARE(whyIgnored(circleci(), deliveryOf(ping, "workflow-completed")), u"connected"_s);
        QCOMPARE(whyIgnored(circleci(), deliveryOf("{}", "ping")), u"connected"_s);
        QVERIFY(whyIgnored(circleci(), deliveryOf(ping, "job-started")).contains("\"job-started\""_L1));
    }

    void itIsKnownByItsHeader()
    {
        const Delivery delivery = deliveryOf(fixture(u"circleci/job_success"_s), "job-completed");
        QCOMPARE(recognisedAs(delivery), "circleci"_ba);
        QCOMPARE(circleci().idOf(delivery), "8bd71c28-0000-3677-8940-3e3a61c46660"_ba);
        QCOMPARE(circleci().eventOf(delivery), u"job-completed"_s);
    }

    void itsSecretProvesIt_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray digest = "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a";
        QTest::newRow("right") << "v1=" + digest << "given"_ba;
        QTest::newRow("with a version of tomorrow") << "v1=" + digest + ",v2=00"
                                                    << "given"_ba;
        QTest::newRow("wrong") << "v1=" + digest.chopped(2) + "00"
                               << "wrong"_ba;
        QTest::newRow("none") << QByteArray() << "missing"_ba;
    }
    void itsSecretProvesIt()
    {
        QFETCH(QByteArray, signature);
        const Delivery delivery = unpack({{"circleci-signature", signature}}, "hello world", received);
        QTEST(verdictWord(prove(circleci().schemes, delivery, {"secret"}, hmacOfQt()).verdict), "verdict");
    }
};

QTEST_GUILESS_MAIN(CircleciTest)
#include "circleci_test.moc"
