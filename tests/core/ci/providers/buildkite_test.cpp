// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

// The service says the event twice: in a header, and in the body.
Delivery deliveryOf(const QByteArray &body, const QByteArray &signature = {})
{
    const QString event = QJsonDocument::fromJson(body).object().value("event"_L1).toString();
    return unpack({{"X-Buildkite-Event", event.toUtf8()}, {"X-Buildkite-Signature", signature}}, body, received);
}

Run runIn(const QByteArray &body)
{
    return test::runIn(buildkite(), deliveryOf(body));
}

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"buildkite/"_s + name);
}

Run runOf(const QString &name)
{
    return runIn(fixtureOf(name));
}

// A delivery that says nothing of the time but by its signature.
Run runSignedAt(const QString &name, const QString &iso)
{
    const QByteArray time = QByteArray::number(toUnixMs(*fromIso(iso)) / 1000);
    return test::runIn(buildkite(), deliveryOf(fixtureOf(name), "timestamp=" + time + ",signature=00"));
}

} // namespace

class BuildkiteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuildIsRead()
    {
        const Run run = runOf(u"build_failed"_s);
        QCOMPARE(run.provider, u"buildkite"_s);
        QCOMPARE(run.project, u"engine"_s);
        QCOMPARE(run.pipeline, QString());
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the wheel"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.started, fromIso(u"2026-11-20T22:30:05Z"_s));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T22:32:00Z"_s));
        QCOMPARE(run.url, u"https://buildkite.com/wall/engine/builds/27"_s);
        QCOMPARE(run.key, u"01944b92-4d74-4dbb-a1bf-61c73c5642af"_s);
        QCOMPARE(run.number, 27);
        QCOMPARE(run.sequence, 27);
        QCOMPARE(run.generation, 1);
        QVERIFY(run.jobs.isEmpty());
        QCOMPARE(merge({}, run).duration, std::optional(115.0));
    }

    void aJobIsRead()
    {
        const Run run = runOf(u"job_failed"_s);
        QCOMPARE(run.key, u"01944b92-4d74-4dbb-a1bf-61c73c5642af"_s);
        QCOMPARE(run.generation, 0);
        QCOMPARE(run.jobs.size(), 1);
        Job job = run.jobs.first();
        QVERIFY(job.key > 0);
        job.key = 0;
        QCOMPARE(job,
                 (Job{.name = u":hammer: test"_s,
                      .stage = u"checks"_s,
                      .state = State::Failed,
                      .started = fromIso(u"2026-11-20T22:30:05Z"_s),
                      .finished = fromIso(u"2026-11-20T22:31:00Z"_s),
                      .duration = 55,
                      .url = u"https://buildkite.com/wall/engine/builds/27#b63254c0-0000-4a98-8270-7cfbd6c2f14e"_s}));
    }

    void aJobWithoutANameIsCalledByItsCommand()
    {
        const Job job = runOf(u"job_without_a_name_that_may_fail"_s).jobs.constFirst();
        QCOMPARE(job.name, u"make lint (2 of 3)"_s);
        QCOMPARE(job.allowFailure, true);
        QCOMPARE(job.state, State::Failed);
    }

    void aRetryHasAHigherKeyAndNeighboursAnother()
    {
        const qint64 first = runOf(u"job_failed"_s).jobs.constFirst().key;
        QCOMPARE(runOf(u"job_started"_s).jobs.constFirst().key, first);
        QVERIFY(runOf(u"job_retried_passed"_s).jobs.constFirst().key > first);
        QVERIFY(runOf(u"job_without_a_name_that_may_fail"_s).jobs.constFirst().key != first);
        QSet<qint64> keys;
        for (int i = 0; i < Run::maxJobs; ++i)
            keys.insert(
                    runIn(with(fixtureOf(u"job_started"_s), u"job.id"_s, u"uuid %1"_s.arg(i))).jobs.constFirst().key);
        QCOMPARE(keys.size(), Run::maxJobs); // all of them made in the same second
        const QList<Job> jobs{{.key = std::numeric_limits<qint64>::max() - 1}};
        QCOMPARE(jobsFromJson(jobsJson(jobs)).constFirst().key, jobs.first().key);
    }

    void everyStateOfABuildHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("creating") << "queued"_ba;
        QTest::newRow("scheduled") << "queued"_ba;
        QTest::newRow("running") << "running"_ba;
        QTest::newRow("passed") << "success"_ba;
        QTest::newRow("failing") << "failing"_ba;
        QTest::newRow("failed") << "failed"_ba;
        QTest::newRow("blocked") << "waiting"_ba;
        QTest::newRow("canceling") << "running"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("skipped") << "skipped"_ba;
        QTest::newRow("not_run") << "skipped"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
    }
    void everyStateOfABuildHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixtureOf(u"build_failed"_s), u"build.state"_s, word));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? word : QString());
    }

    void everyStateOfAJobHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        for (const char *word : {"pending", "waiting", "scheduled", "reserved", "assigned", "accepted"})
            QTest::newRow(word) << "queued"_ba;
        for (const char *word : {"blocked", "limiting", "limited", "platform_limiting", "platform_limited"})
            QTest::newRow(word) << "waiting"_ba;
        for (const char *word : {"running", "canceling", "timing_out"})
            QTest::newRow(word) << "running"_ba;
        for (const char *word : {"waiting_failed", "blocked_failed", "unblocked_failed", "skipped", "broken"})
            QTest::newRow(word) << "skipped"_ba;
        for (const char *word : {"passed", "unblocked"})
            QTest::newRow(word) << "success"_ba;
        for (const char *word : {"failed", "timed_out", "finished"}) // "finished": by its exit status, which is 1
            QTest::newRow(word) << "failed"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("expired") << "error"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
    }
    void everyStateOfAJobHasItsState()
    {
        QFETCH(QByteArray, state);
        const Run run = runIn(
                with(fixtureOf(u"job_failed"_s), u"job.state"_s, QString::fromLatin1(QTest::currentDataTag())));
        QCOMPARE(stateWord(run.jobs.constFirst().state), state);
    }

    void aBlockedBuildWaits()
    {
        const QByteArray body = fixtureOf(u"build_blocked_that_passed_so_far"_s);
        QCOMPARE(runIn(body).state, State::Waiting);
        QVERIFY(!runIn(body).finished);
        QCOMPARE(runIn(with(body, u"build.state"_s, u"failed"_s)).state, State::Waiting);
        QCOMPARE(runIn(with(body, u"build.state"_s, u"canceled"_s)).state, State::Canceled);
        QCOMPARE(runIn(with(body, u"build.state"_s, u"a_word_of_tomorrow"_s)).word, QString());
    }

    void anyOrderEndsTheSame()
    {
        const QList<Run> ends = endsOf({runOf(u"build_scheduled"_s), runOf(u"build_running"_s), runOf(u"job_started"_s),
                                        runOf(u"job_failed"_s), runOf(u"job_without_a_name_that_may_fail"_s),
                                        runOf(u"build_failing"_s), runOf(u"build_failed"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Failed);
        QCOMPARE(ends.first().jobs.size(), 2);
        QCOMPARE(ends.first().duration, std::optional(115.0));
    }

    void aRetryAfterTheEndCountsWhenItHasEnded()
    {
        const QList<Run> ends = endsOf({runOf(u"build_running"_s), runOf(u"build_failing"_s), runOf(u"job_failed"_s),
                                        runOf(u"build_failed"_s), runOf(u"job_retried_passed"_s),
                                        runOf(u"build_passed"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Success);
        QCOMPARE(ends.first().finished, fromIso(u"2026-11-20T22:40:10Z"_s));
        QCOMPARE(ends.first().jobs.size(), 1);
        QCOMPARE(ends.first().jobs.constFirst().state, State::Success);
    }

    void aRedBuildIsShownEarlyInAnyOrder()
    {
        // A clock of whole seconds: it fails in the second in which it began.
        const Run failing = runIn(
                with(with(fixtureOf(u"build_failing"_s), u"build.failing_at"_s, u"2026-11-20 22:30:05 UTC"_s),
                     u"build.started_at"_s, u"2026-11-20 22:30:05 UTC"_s));
        const QList<Run> ends = endsOf({runOf(u"build_scheduled"_s), runOf(u"build_running"_s), failing});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Failing);
    }

    void aBuildWaitsAtABlockInAnyOrder()
    {
        const QList<Run> runs{runOf(u"build_scheduled"_s), runOf(u"build_running"_s),
                              runOf(u"build_blocked_that_passed_so_far"_s)};
        QCOMPARE(endsOf(runs).size(), 1);
        QCOMPARE(endsOf(runs).first().state, State::Waiting);
        const QList<Run> ends = endsOf(runs + QList<Run>{runOf(u"build_passed"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Success);
    }

    void aSignatureTellsThatItGoesOnAfterABlock()
    {
        const QList<Run> ends = endsOf({runSignedAt(u"build_running"_s, u"2026-11-20T22:30:05Z"_s),
                                        runSignedAt(u"build_blocked_that_passed_so_far"_s, u"2026-11-20T22:31:01Z"_s),
                                        runSignedAt(u"build_running"_s, u"2026-11-20T22:35:00Z"_s)});
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Running);
    }

    void nullsAreNothing()
    {
        const Run run = runOf(u"build_with_nulls_for_objects"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.ref, QString());
        QCOMPARE(run.author, QString());
        QCOMPARE(run.number, 0);
        QVERIFY(!run.started);
    }

    void aCommitThatIsNotLookedUpYetIsNone()
    {
        QCOMPARE(runIn(with(fixtureOf(u"build_scheduled"_s), u"build.commit"_s, u"HEAD"_s)).commit, QString());
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("place");
        QTest::newRow("pipeline") << u"build_running"_s << u"field \"pipeline.slug\""_s;
        QTest::newRow("build") << u"build_running"_s << u"field \"build.id\""_s;
        QTest::newRow("build.state") << u"build_running"_s << u"field \"build.state\""_s;
        QTest::newRow("job") << u"job_started"_s << u"field \"job.id\""_s;
        QTest::newRow("job.id") << u"job_started"_s << u"field \"job.id\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, place);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(buildkite(),
                                deliveryOf(with(fixtureOf(file), QString::fromLatin1(QTest::currentDataTag()), value))),
                     place);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runOf(u"build_with_a_script_url_and_html"_s);
        QCOMPARE(run.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        QCOMPARE(run.ref, u"<b>bold</b>  next"_s);
    }

    void otherEventsAreIgnored()
    {
        QCOMPARE(whyIgnored(buildkite(), deliveryOf(fixtureOf(u"ping"_s))), u"connected"_s);
        QVERIFY(whyIgnored(buildkite(), deliveryOf(fixtureOf(u"agent_connected"_s)))
                        .contains("\"agent.connected\""_L1));
    }

    void itIsKnownByItsHeader()
    {
        const Delivery delivery = deliveryOf(fixtureOf(u"build_running"_s));
        QCOMPARE(recognisedAs(delivery), "buildkite"_ba);
        QCOMPARE(buildkite().eventOf(delivery), u"build.running"_s);
        QCOMPARE(buildkite().idOf(delivery), QByteArray());
    }

    void itsSecretProvesIt_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("later");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray digest = "1a8f545083d45bec707d089d226af7524170c17ee29c1c58e6981bee26e49227";
        const QByteArray signature = "timestamp=1619071700,signature=" + digest;
        QTest::newRow("token") << "X-Buildkite-Token"_ba
                               << "s3cret"_ba << qint64(0) << "given"_ba;
        QTest::newRow("other token") << "X-Buildkite-Token"_ba
                                     << "s3cre"_ba << qint64(0) << "wrong"_ba;
        QTest::newRow("signature") << "X-Buildkite-Signature"_ba << signature << qint64(299) << "given"_ba;
        QTest::newRow("old signature") << "X-Buildkite-Signature"_ba << signature << qint64(301) << "stale"_ba;
        QTest::newRow("of another time") << "X-Buildkite-Signature"_ba
                                         << "timestamp=1619071701,signature=" + digest << qint64(0) << "wrong"_ba;
        QTest::newRow("none") << "X-Other"_ba << QByteArray() << qint64(0) << "missing"_ba;
    }
    void itsSecretProvesIt()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(qint64, later);
        const Delivery delivery = unpack({{header, value}}, R"({"event":"ping"})",
                                         fromUnixMs((1'619'071'700 + later) * 1000));
        QTEST(verdictWord(prove(buildkite().schemes, delivery, {"s3cret"}, hmacOfQt()).verdict), "verdict");
    }
};

QTEST_GUILESS_MAIN(BuildkiteTest)
#include "buildkite_test.moc"
