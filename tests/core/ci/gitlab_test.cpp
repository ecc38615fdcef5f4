// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "server/ci/cryptography.h"
#include "tests/core/ci/gitlab_hook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

class GitlabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("inner");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("place");
        QTest::newRow("pipeline's id") << u"pipeline_running"_s << u"object_attributes"_s << u"id"_s
                                       << u"field \"object_attributes.id\""_s;
        QTest::newRow("pipeline's status") << u"pipeline_running"_s << u"object_attributes"_s << u"status"_s
                                           << u"field \"object_attributes.status\""_s;
        QTest::newRow("attributes") << u"pipeline_running"_s << u""_s << u"object_attributes"_s
                                    << u"field \"object_attributes.id\""_s;
        QTest::newRow("project") << u"pipeline_running"_s << u""_s << u"project"_s
                                 << u"field \"project.path_with_namespace\""_s;
        QTest::newRow("kind") << u"pipeline_running"_s << u""_s << u"object_kind"_s << u"field \"object_kind\""_s;
        QTest::newRow("job's id") << u"job_running"_s << u""_s << u"build_id"_s << u"field \"build_id\""_s;
        QTest::newRow("job's pipeline") << u"job_running"_s << u""_s << u"pipeline_id"_s << u"field \"pipeline_id\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, inner);
        QFETCH(QString, member);
        QFETCH(QString, place);
        const QByteArray whole = fixture(file);
        QVERIFY(!whole.isEmpty());
        for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null),
                                        QJsonValue(QJsonArray{1}), QJsonValue(true), QJsonValue(QJsonObject{})}) {
            const auto reading = read(with(whole, inner, member, value));
            QVERIFY(!reading);
            QCOMPARE(reading.error().code, ErrorCode::Invalid);
            QCOMPARE(reading.error().place, place);
        }
    }

    void anyMemberMayHaveAnyType_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("pipeline") << u"pipeline_of_a_merge_request"_s;
        QTest::newRow("job") << u"job_running"_s;
        QTest::newRow("deployment") << u"deployment_running"_s;
    }
    void anyMemberMayHaveAnyType() // and nothing falls over
    {
        QFETCH(QString, file);
        const QByteArray whole = fixture(file);
        const QJsonObject object = QJsonDocument::fromJson(whole).object();
        QVERIFY(!object.isEmpty());
        const QList<QJsonValue> odd{QJsonValue(QJsonValue::Undefined),
                                    QJsonValue(QJsonValue::Null),
                                    QJsonValue(-1),
                                    QJsonValue(1e300),
                                    QJsonValue(u"x"_s),
                                    QJsonValue(QJsonArray{QJsonArray{}, QJsonObject{}, 7}),
                                    QJsonValue(QJsonObject{{"a"_L1, 1}})};
        int readings = 0;
        const auto check = [&](const QByteArray &body) {
            const auto reading = read(body);
            if (reading)
                readings += runJson(merge({}, std::get<Run>(*reading))).isEmpty() ? 0 : 1;
            else
                QVERIFY(reading.error().code == ErrorCode::Invalid);
        };
        for (const QString &name : object.keys()) {
            if (name == "object_kind"_L1)
                continue;
            for (const QJsonValue &value : odd)
                check(with(whole, {}, name, value));
            const QJsonObject inner = object.value(name).toObject();
            for (const QString &member : inner.keys()) {
                for (const QJsonValue &value : odd)
                    check(with(whole, name, member, value));
            }
        }
        QVERIFY(readings > 100);
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
        const Run ended = runIn(with(with(body, {}, u"status"_s, u"success"_s), {}, u"status_changed_at"_s, later));
        for (const Run &merged : {merge(merge({}, run), ended), merge(merge({}, ended), run)}) {
            QCOMPARE(merged.state, State::Success);
            QCOMPARE(merged.duration, std::optional(120.0));
        }
        QCOMPARE(runIn(with(body, {}, u"status"_s, u"blocked"_s)).state, State::Waiting);
        QCOMPARE(read(with(body, {}, u"deployment_id"_s, {})).error().place, u"field \"deployment_id\""_s);
    }

    void otherKindsAreIgnoredWithAReason()
    {
        const auto reading = read(fixture(u"issue"_s));
        QVERIFY(reading);
        const auto *ignored = std::get_if<Ignored>(&*reading);
        QVERIFY(ignored != nullptr);
        QVERIFY2(ignored->why.contains(u"\"issue\""_s), qPrintable(ignored->why));
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
        const auto reading = read(body);
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
        const Proof proof = prove(gitlab().schemes, hook("{}", {{"x-gitlab-token", token}}), secrets, cryptography());
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
            return prove(gitlab().schemes, unpack(headers, body, fromUnixMs(received)), secrets, cryptography())
                    .verdict;
        };
        QCOMPARE(verdict(1'614'265'330'000), Verdict::Given);
        QCOMPARE(verdict(1'614'365'330'000), Verdict::Stale);
        headers.last().second = "current";
        QCOMPARE(verdict(1'614'365'330'000), Verdict::Given);
    }

    void theDeliveryIsNamedByGitlab()
    {
        QCOMPARE(gitlab().idOf(hook("{}", {{"Idempotency-Key", "7"}, {"webhook-id", "8"}})), "7"_ba);
        QCOMPARE(gitlab().idOf(hook("{}", {{"webhook-id", "8"}})), "8"_ba);
        QCOMPARE(gitlab().idOf(hook("{}")), ""_ba);
        QCOMPARE(gitlab().eventOf(hook("{}", {{"X-Gitlab-Event", "Pipeline Hook"}})), u"Pipeline Hook"_s);
    }

    void theEventHeaderIsRecognised()
    {
        const Delivery delivery = hook("{}", {{"x-gitlab-event", "Pipeline Hook"}});
        QVERIFY(gitlab().recognises(delivery));
        const Provider *provider = providerOf(builtInProviders(), delivery);
        QVERIFY(provider != nullptr);
        QCOMPARE(provider->name, "gitlab"_ba);
        for (const auto &headers : {HeaderList{}, HeaderList{{"x-gitlab-token", "current"}},
                                    HeaderList{{"x-gitlab-event", ""}}, HeaderList{{"x-github-event", "push"}}})
            QVERIFY(!gitlab().recognises(hook("{}", headers)));
        QVERIFY(providerOf(builtInProviders(), hook("{}")) == nullptr);
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
