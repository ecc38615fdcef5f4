// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/gitlab.h"
#include "core/ci/merge.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint received = fromUnixMs(1'795'214'160'123);

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + name + ".json"_L1);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Delivery delivery(const QByteArray &body, const QHash<QByteArray, QByteArray> &headers = {})
{
    return Delivery{[headers](QByteArrayView name) { return headers.value(name.toByteArray().toLower()); }, body,
                    received};
}

Result<Reading> read(const QByteArray &body)
{
    return gitlab().read(delivery(body));
}

// The run in a body that has to hold one; a default Run where it does not.
Run runIn(const QByteArray &body)
{
    const auto reading = read(body);
    if (!reading) {
        qWarning("%s", qPrintable(reading.error().sentence()));
        return {};
    }
    const Run *run = std::get_if<Run>(&*reading);
    return run ? *run : Run{};
}

// A body with one member of an inner object changed.
QByteArray with(const QByteArray &body, const QString &inner, const QString &member, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(body).object();
    if (inner.isEmpty()) {
        object.insert(member, value);
    } else {
        QJsonObject part = object.value(inner).toObject();
        part.insert(member, value);
        object.insert(inner, part);
    }
    return QJsonDocument(object).toJson();
}

std::optional<TimePoint> time(const QString &iso)
{
    return fromIso(iso);
}

} // namespace

class GitlabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunningPipelineIsRead()
    {
        const Run run = runIn(fixture(u"pipeline_running"_s));
        QCOMPARE(run.provider, u"gitlab"_s);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.message, u"Add the engine"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.started, time(u"2016-08-12T15:24:56Z"_s)); // with its first job, not when it was asked for
        QVERIFY(!run.finished);
        QVERIFY(!run.duration);
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/31"_s);
        QCOMPARE(run.number, 31);
        QCOMPARE(run.attempt, 1);
        QCOMPARE(run.updated, received);
        QCOMPARE(run.generation, 380);
        QCOMPARE(run.id, RunId::None);
        QCOMPARE(run.jobs.size(), 4);
        QCOMPARE(run.jobs.constLast(),
                 (Job{.key = 376,
                      .name = u"build-image"_s,
                      .stage = u"build"_s,
                      .state = State::Success,
                      .started = time(u"2016-08-12T15:24:56Z"_s),
                      .finished = time(u"2016-08-12T15:25:26Z"_s),
                      .duration = 30.5,
                      .url = u"https://gitlab.example.com/group/wall/-/jobs/376"_s}));
    }

    void everyStatusHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("created") << "queued"_ba;
        QTest::newRow("pending") << "queued"_ba;
        QTest::newRow("preparing") << "queued"_ba;
        QTest::newRow("waiting_for_resource") << "waiting"_ba;
        QTest::newRow("waiting_for_callback") << "waiting"_ba;
        QTest::newRow("manual") << "waiting"_ba;
        QTest::newRow("scheduled") << "waiting"_ba;
        QTest::newRow("running") << "running"_ba;
        QTest::newRow("canceling") << "running"_ba;
        QTest::newRow("success") << "success"_ba;
        QTest::newRow("failed") << "failed"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("skipped") << "skipped"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
        QTest::newRow("Success") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString status = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixture(u"pipeline_running"_s), u"object_attributes"_s, u"status"_s, status));
        QCOMPARE(run.number, 31);
        QCOMPARE(stateWord(run.state), state);
        const Run job = runIn(with(fixture(u"job_running"_s), {}, u"build_status"_s, status));
        QCOMPARE(job.jobs.size(), 1);
        QCOMPARE(stateWord(job.jobs.constFirst().state), state);
    }

    void aPassWithFailuresThatAreAllowedIsAWarning()
    {
        for (const auto &name :
             {u"pipeline_passed_with_warnings"_s, u"pipeline_passed_with_warnings_in_another_language"_s}) {
            const Run run = runIn(fixture(name));
            QCOMPARE(run.state, State::Warning);
            QCOMPARE(run.finished, time(u"2016-08-12T15:30:02Z"_s));
            QCOMPARE(run.duration, std::optional(394.0));
            QCOMPARE(run.jobs.constLast().allowFailure, true);
        }
    }

    void ofARetriedJobTheNewestCounts()
    {
        const Run run = runIn(fixture(u"pipeline_with_a_retried_job_listed_twice"_s));
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.generation, 381);
        const Run merged = merge({}, run);
        QCOMPARE(merged.jobs.size(), 2);
        QCOMPARE(merged.jobs.at(0).key, 376);
        QCOMPARE(merged.jobs.at(1).key, 381);
        QCOMPARE(merged.jobs.at(1).state, State::Success);
    }

    void aRunThatGoesOnHasNotEnded()
    {
        const Run run = runIn(fixture(u"pipeline_running_again_with_the_end_of_before"_s));
        QCOMPARE(run.state, State::Running);
        QVERIFY(!run.finished);
        QVERIFY(!run.duration);
    }

    void aMergeRequestsPipelineIsOneOfItsBranch()
    {
        const Run run = runIn(fixture(u"pipeline_of_a_merge_request"_s));
        QCOMPARE(run.ref, u"feature/engine"_s);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.state, State::Running);
    }

    void nullsAreNothing()
    {
        const Run run = runIn(fixture(u"pipeline_with_nulls_for_objects"_s));
        QCOMPARE(run.number, 31);
        QCOMPARE(run.state, State::Queued);
        QCOMPARE(run.ref, QString());
        QCOMPARE(run.author, QString());
        QCOMPARE(run.message, QString());
        QCOMPARE(run.url, QString());
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.jobs.size(), 1);
        QCOMPARE(run.jobs.constFirst().key, 376);
        QCOMPARE(run.jobs.constFirst().url, QString());
        QVERIFY(runIn(fixture(u"pipeline_with_null_builds"_s)).jobs.isEmpty());
        QCOMPARE(runIn(fixture(u"pipeline_with_null_builds"_s)).generation, 1);
    }

    void theLeastThatIsNeededIsEnough()
    {
        const Run run = runIn(fixture(u"pipeline_with_nothing_but_what_is_needed"_s));
        QCOMPARE(run.project, u"Gitlab Test"_s);
        QCOMPARE(run.state, State::Success);
        QVERIFY(run.generation > 0);
        const Run job = runIn(fixture(u"job_with_nothing_but_what_is_needed"_s));
        QCOMPARE(job.project, u"Group/Wall"_s);
        QCOMPARE(job.number, 31);
        QCOMPARE(job.jobs.size(), 1);
        QCOMPARE(job.jobs.constFirst().state, State::Unknown);
    }

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

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runIn(fixture(u"pipeline_with_script_urls_and_html"_s));
        QCOMPARE(run.url, QString());
        for (const Job &job : run.jobs)
            QCOMPARE(job.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        const Run job = runIn(fixture(u"job_with_script_urls"_s));
        QCOMPARE(job.url, QString());
        QCOMPARE(job.jobs.constFirst().url, QString());
    }

    void onlyWebAddressesAreLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("link");
        QTest::newRow("https") << u"https://example.org/a?b=c#d"_s << true;
        QTest::newRow("http") << u"http://127.0.0.1:8080/"_s << true;
        QTest::newRow("capitals") << u"HTTPS://EXAMPLE.ORG/"_s << true;
        for (const auto &text :
             {u""_s, u"javascript:alert(1)"_s, u"JavaScript:alert(1)"_s, u" javascript:alert(1)"_s,
              u"java\nscript:alert(1)"_s, u"data:text/html,x"_s, u"vbscript:x"_s, u"file:///etc/passwd"_s,
              u"//example.org/"_s, u"/relative"_s, u"https:"_s, u"https://"_s, u"https:///path"_s, u"https://a b/"_s,
              u"https://x/\" onclick=\"y"_s, u"https://x/<script>"_s, u"ftp://example.org/"_s})
            QTest::newRow(qPrintable(u"\"%1\""_s.arg(text))) << text << false;
    }
    void onlyWebAddressesAreLinks()
    {
        QFETCH(QString, text);
        QFETCH(bool, link);
        QCOMPARE(webUrl(text), link ? text : QString());
    }

    void hugeIdsStayExact()
    {
        const Run run = runIn(fixture(u"pipeline_with_huge_ids"_s));
        QCOMPARE(run.number, std::numeric_limits<qint64>::max());
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/9223372036854775807"_s);
        QCOMPARE(run.jobs.size(), 1); // the others have no id that could be one
        QCOMPARE(run.jobs.constFirst().key, 9'223'372'036'854'775'806);
        QCOMPARE(run.generation, 9'223'372'036'854'775'806);
        const auto none = read(fixture(u"pipeline_with_an_id_that_is_no_integer"_s));
        QVERIFY(!none);
        QCOMPARE(none.error().place, u"field \"object_attributes.id\""_s);
    }

    void percentSignsInAnAddressStay()
    {
        const Run run = runIn(fixture(u"pipeline_with_percent_signs_in_its_address"_s));
        QCOMPARE(run.url, u"https://gitlab.example.com/a%2Fb/%31/-/pipelines/31"_s);
        QCOMPARE(run.jobs.constLast().url, u"https://gitlab.example.com/a%2Fb/%31/-/jobs/376"_s);
    }

    void jobsBeyondTheBoundStillCountForTheGeneration()
    {
        QJsonArray builds;
        for (int key = 1000; key < 1600; ++key)
            builds.append(QJsonObject{{"id"_L1, key}, {"name"_L1, QString::number(key)}, {"status"_L1, u"success"_s}});
        const Run run = runIn(with(fixture(u"pipeline_running"_s), {}, u"builds"_s, builds));
        QCOMPARE(run.jobs.size(), Run::maxJobs);
        QCOMPARE(run.generation, 1599);
    }

    void aMessageIsCutBetweenCharacters()
    {
        QCOMPARE(firstLine(u"one\r\ntwo"_s), u"one"_s);
        QCOMPARE(firstLine(u"  one  "_s), u"one"_s);
        QCOMPARE(firstLine({}), QString());
        QCOMPARE(firstLine(QString(300, u'x')).size(), 200);
        const QString cut = firstLine(QString(199, u'x') + u"😀😀"_s);
        QVERIFY(cut.isValidUtf16());
        QVERIFY(cut.size() <= 200);
        QVERIFY(cut.startsWith(QString(199, u'x')));
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
        QCOMPARE(run.number, 31);
        QCOMPARE(run.generation, 0);
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/31"_s);
        QCOMPARE(run.jobs,
                 QList<Job>{(Job{.key = 377,
                                 .name = u"test-image"_s,
                                 .stage = u"test"_s,
                                 .state = State::Running,
                                 .started = time(u"2016-08-12T15:26:12Z"_s),
                                 .duration = 12.75,
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
            QCOMPARE(job.number, run.number);
            QCOMPARE(job.attempt, run.attempt);
            QCOMPARE(merge(merge({}, job), run).ref, run.ref);
            QCOMPARE(merge(merge({}, run), job).ref, run.ref);
        }
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
        QTest::addColumn<int>("proof");
        const QByteArrayList two{"current", "previous"};
        QTest::newRow("current") << "current"_ba << two << int(Proof::Given);
        QTest::newRow("previous") << "previous"_ba << two << int(Proof::Given);
        QTest::newRow("another") << "older"_ba << two << int(Proof::Wrong);
        QTest::newRow("a beginning") << "curr"_ba << two << int(Proof::Wrong);
        QTest::newRow("none") << ""_ba << two << int(Proof::Missing);
        QTest::newRow("no secrets are set") << "current"_ba << QByteArrayList{} << int(Proof::Wrong);
        QTest::newRow("none, and none are set") << ""_ba << QByteArrayList{} << int(Proof::Missing);
        QTest::newRow("an empty secret proves nothing") << ""_ba << QByteArrayList{""} << int(Proof::Missing);
    }
    void theTokenProves()
    {
        QFETCH(QByteArray, token);
        QFETCH(QByteArrayList, secrets);
        QTEST(int(gitlab().prove(delivery("{}", {{"x-gitlab-token", token}}), secrets)), "proof");
    }

    void theEventHeaderIsRecognised()
    {
        const Delivery hook = delivery("{}", {{"x-gitlab-event", "Pipeline Hook"}});
        QVERIFY(gitlab().recognises(hook));
        QVERIFY(providerOf(hook) != nullptr);
        QCOMPARE(providerOf(hook)->name, "gitlab"_ba);
        for (const auto &headers : {QHash<QByteArray, QByteArray>{},
                                    {{"x-gitlab-token", "current"}},
                                    {{"x-gitlab-event", ""}},
                                    {{"x-github-event", "push"}}}) {
            QVERIFY(!gitlab().recognises(delivery("{}", headers)));
            QVERIFY(providerOf(delivery("{}", headers)) == nullptr);
        }
    }

    void providersAreFoundByName()
    {
        QVERIFY(providerByName("gitlab") != nullptr);
        QVERIFY(providerByName("GitLab") == nullptr);
        QVERIFY(providerByName("") == nullptr);
        QVERIFY(!providers().empty());
    }
};

QTEST_GUILESS_MAIN(GitlabTest)
#include "gitlab_test.moc"
