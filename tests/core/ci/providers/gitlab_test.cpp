// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

Run runIn(const QByteArray &body)
{
    return test::runIn(gitlab(), posted(body));
}

} // namespace

class GitlabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("field");
        const QString pipeline = u"pipeline_running"_s;
        QTest::newRow("pipeline's id") << pipeline << u"object_attributes.id"_s << u"object_attributes.id"_s;
        QTest::newRow("pipeline's status")
                << pipeline << u"object_attributes.status"_s << u"object_attributes.status"_s;
        QTest::newRow("attributes") << pipeline << u"object_attributes"_s << u"object_attributes.id"_s;
        QTest::newRow("project") << pipeline << u"project"_s << u"project.path_with_namespace"_s;
        QTest::newRow("kind") << pipeline << u"object_kind"_s << u"object_kind"_s;
        QTest::newRow("job's id") << u"job_running"_s << u"build_id"_s << u"build_id"_s;
        QTest::newRow("job's pipeline") << u"job_running"_s << u"pipeline_id"_s << u"pipeline_id"_s;
        QTest::newRow("deployment's id") << u"deployment_running"_s << u"deployment_id"_s << u"deployment_id"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, path);
        QFETCH(QString, field);
        const QByteArray whole = fixture(file);
        QVERIFY(!whole.isEmpty());
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(gitlab(), posted(with(whole, path, value))), u"field \"%1\""_s.arg(field));
    }

    void aRunningJobIsRead()
    {
        const Run run = runIn(fixture(u"job_running"_s));
        QCOMPARE(run.provider, u"gitlab"_s);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.message, u"Add the engine"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.key, u"31"_s);
        QCOMPARE(run.number, 31);
        QCOMPARE(run.reported, State::Unknown); // the job's own state says nothing of its run
        QCOMPARE(run.generation, 0);
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/31"_s);
        QCOMPARE(run.jobs,
                 QList<Job>{(Job{.key = 377,
                                 .name = u"test-image"_s,
                                 .stage = u"test"_s,
                                 .state = State::Running,
                                 .started = fromIso(u"2016-08-12T15:26:12Z"_s),
                                 .url = u"https://gitlab.example.com/group/wall/-/jobs/377"_s})});
    }

    void aJobAndItsPipelineNameTheSameRun()
    {
        const Run run = runIn(fixture(u"pipeline_running"_s));
        for (const auto &name : {u"job_running"_s, u"job_of_an_older_gitlab_without_project"_s,
                                 u"job_with_nulls_for_objects"_s, u"job_of_a_merge_request"_s}) {
            const Run job = runIn(fixture(name));
            QCOMPARE(job.provider, run.provider);
            QCOMPARE(job.project, run.project);
            QCOMPARE(job.key, run.key);
            QCOMPARE(job.number, run.number);
            QCOMPARE(job.sequence, run.sequence);
            QCOMPARE(job.attempt, run.attempt);
            QCOMPARE(merge(merge({}, job), run).ref, run.ref);
            QCOMPARE(merge(merge({}, run), job).ref, run.ref);
        }
    }

    void aDeploymentIsARunOfItsEnvironment()
    {
        const QByteArray body = fixture(u"deployment_running"_s);
        const Run run = runIn(body);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.pipeline, u"deployment to staging"_s);
        QCOMPARE(run.key, u"deployment 15"_s); // another than that of pipeline 15
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.started, fromIso(u"2026-11-20T20:05:11Z"_s));
        const QJsonValue later = u"2026-11-20 21:07:11 +0100"_s;
        const Run ended = runIn(with(with(body, u"status"_s, u"success"_s), u"status_changed_at"_s, later));
        for (const Run &merged : {merge(merge({}, run), ended), merge(merge({}, ended), run)}) {
            QCOMPARE(merged.state, State::Success);
            QCOMPARE(merged.duration, std::optional(120.0));
        }
        QCOMPARE(runIn(with(body, u"status"_s, u"blocked"_s)).state, State::Waiting);
    }

    void otherKindsAreIgnoredWithAReason()
    {
        const QString why = whyIgnored(gitlab(), posted(fixture(u"issue"_s)));
        QVERIFY2(why.contains(u"\"issue\""_s), qPrintable(why));
    }

    void whatGitlabDoesNotSendIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("understood");
        QTest::newRow("nothing") << ""_ba << false;
        QTest::newRow("not JSON") << "object_kind=pipeline"_ba << false;
        QTest::newRow("cut off") << fixture(u"pipeline_running"_s).chopped(20) << false;
        QTest::newRow("array") << fixture(u"array_instead_of_object"_s) << true;
        QTest::newRow("attributes are an array") << fixture(u"object_attributes_is_an_array"_s) << true;
        QTest::newRow("no kind") << fixture(u"no_object_kind"_s) << true;
        QTest::newRow("empty object") << "{}"_ba << true;
    }
    void whatGitlabDoesNotSendIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, understood);
        const auto reading = readDelivery(gitlab(), posted(body));
        QVERIFY(!reading);
        QCOMPARE(reading.error().code, understood ? ErrorCode::Invalid : ErrorCode::NotUnderstood);
        QVERIFY(!reading.error().message.isEmpty());
    }

    void theTokenProves_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArrayList>("secrets");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArrayList two{"current", "previous"};
        QTest::newRow("current") << "current"_ba << two << "given"_ba;
        QTest::newRow("previous") << "previous"_ba << two << "given"_ba;
        QTest::newRow("another") << "older"_ba << two << "wrong"_ba;
        QTest::newRow("a beginning") << "curr"_ba << two << "wrong"_ba;
        QTest::newRow("none") << ""_ba << two << "missing"_ba;
        QTest::newRow("no secrets are set") << "current"_ba << QByteArrayList{} << "wrong"_ba;
        QTest::newRow("none, and none are set") << ""_ba << QByteArrayList{} << "missing"_ba;
        QTest::newRow("an empty secret proves nothing") << ""_ba << QByteArrayList{""} << "missing"_ba;
    }
    void theTokenProves()
    {
        QFETCH(QByteArray, token);
        QFETCH(QByteArrayList, secrets);
        const Proof proof = prove(gitlab().schemes, posted("{}", {{"x-gitlab-token", token}}), secrets, hmacOfQt());
        QTEST(verdictWord(proof.verdict), "verdict");
    }

    // Both may be set in GitLab, and one that is right is enough.
    void theSigningTokenProves()
    {
        const QByteArrayList secrets{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "current"};
        HeaderList headers{{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
                           {"webhook-timestamp", "1614265330"},
                           {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
                           {"X-Gitlab-Token", "older"}};
        const QByteArray body = R"({"test": 2432232314})";
        const auto verdict = [&](qint64 received) {
            return prove(gitlab().schemes, unpack(headers, body, fromUnixMs(received)), secrets, hmacOfQt()).verdict;
        };
        QCOMPARE(verdict(1'614'265'330'000), Verdict::Given);
        QCOMPARE(verdict(1'614'365'330'000), Verdict::Stale);
        headers.last().second = "current";
        QCOMPARE(verdict(1'614'365'330'000), Verdict::Given);
    }

    void theDeliveryIsNamedByGitlab()
    {
        QCOMPARE(gitlab().idOf(posted("{}", {{"Idempotency-Key", "7"}, {"webhook-id", "8"}})), "7"_ba);
        QCOMPARE(gitlab().idOf(posted("{}", {{"webhook-id", "8"}})), "8"_ba);
        QCOMPARE(gitlab().idOf(posted("{}")), ""_ba);
        QCOMPARE(gitlab().eventOf(posted("{}", {{"X-Gitlab-Event", "Pipeline Hook"}})), u"Pipeline Hook"_s);
    }

    void theEventHeaderIsRecognised()
    {
        const Delivery delivery = posted("{}", {{"x-gitlab-event", "Pipeline Hook"}});
        QVERIFY(gitlab().recognises(delivery));
        QCOMPARE(recognisedAs(delivery), "gitlab"_ba);
        for (const auto &headers : {HeaderList{}, HeaderList{{"x-gitlab-token", "current"}},
                                    HeaderList{{"x-gitlab-event", ""}}, HeaderList{{"x-github-event", "push"}}})
            QVERIFY(!gitlab().recognises(posted("{}", headers)));
        QCOMPARE(recognisedAs(posted("{}")), QByteArray());
    }

    void providersAreFoundByName()
    {
        const QList<Provider> &all = builtInProviders();
        QVERIFY(providerByName(all, "gitlab") != nullptr);
        QVERIFY(providerByName(all, "GitLab") == nullptr);
        QVERIFY(providerByName(all, "") == nullptr);
        QVERIFY(providerByName({}, "gitlab") == nullptr);
    }
};

QTEST_GUILESS_MAIN(GitlabTest)
#include "gitlab_test.moc"
