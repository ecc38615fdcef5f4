// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"

#include <QJsonArray>
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

class GitlabPipelineTest : public QObject
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
        QCOMPARE(run.reported, State::Running);
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.started, fromIso(u"2016-08-12T15:24:56Z"_s)); // with its first job, not when it was asked for
        QVERIFY(!run.finished);
        QVERIFY(!run.duration);
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/31"_s);
        QCOMPARE(run.key, u"31"_s);
        QCOMPARE(run.number, 31);
        QCOMPARE(run.sequence, 31);
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
                      .started = fromIso(u"2016-08-12T15:24:56Z"_s),
                      .finished = fromIso(u"2016-08-12T15:25:26Z"_s),
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
        QTest::newRow("blocked") << "waiting"_ba;
        QTest::newRow("running") << "running"_ba;
        QTest::newRow("canceling") << "running"_ba;
        QTest::newRow("success") << "success"_ba;
        QTest::newRow("failed") << "failed"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("skipped") << "skipped"_ba;
        QTest::newRow("a_word_of_tomorrow") << "unknown"_ba;
        QTest::newRow("Success") << "success"_ba; // words are compared without case
        QTest::newRow("WAITING_FOR_RESOURCE") << "waiting"_ba;
        QTest::newRow("success ") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString status = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixture(u"pipeline_running"_s), u"object_attributes.status"_s, status));
        QCOMPARE(run.number, 31);
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, run.state == State::Unknown ? status.trimmed() : QString());
        const Run job = runIn(with(fixture(u"job_running"_s), u"build_status"_s, status));
        QCOMPARE(job.jobs.size(), 1);
        QCOMPARE(stateWord(job.jobs.constFirst().state), state);
        const Run deployment = runIn(with(fixture(u"deployment_running"_s), u"status"_s, status));
        QCOMPARE(stateWord(deployment.state), state);
        QCOMPARE(deployment.word, run.word);
    }

    void aPassWithFailuresThatAreAllowedIsAWarning()
    {
        for (const auto &name :
             {u"pipeline_passed_with_warnings"_s, u"pipeline_passed_with_warnings_in_another_language"_s}) {
            const Run run = runIn(fixture(name));
            QCOMPARE(run.state, State::Warning);
            QCOMPARE(run.finished, fromIso(u"2016-08-12T15:30:02Z"_s));
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

    void aChildPipelineHasALaneOfItsOwn()
    {
        const QByteArray parent = fixture(u"pipeline_running"_s);
        const QByteArray child = fixture(u"pipeline_of_a_child"_s);
        QCOMPARE(runIn(parent).pipeline, QString());
        QCOMPARE(runIn(child).pipeline, u"frontend"_s);
        QCOMPARE(runIn(child).ref, runIn(parent).ref);
        const QByteArray nameless = with(child, u"object_attributes.name"_s, QJsonValue::Null);
        QCOMPARE(runIn(nameless).pipeline, u"child pipeline"_s);
        // Names are for people, and often of the branch or the commit: they make no lanes of what has no parent.
        const QByteArray named = with(parent, u"object_attributes.name"_s, u"Pipeline for branch: main"_s);
        QCOMPARE(runIn(named).pipeline, QString());
        const QByteArray downstream = with(child, u"object_attributes.source"_s, u"pipeline"_s);
        QCOMPARE(runIn(downstream).pipeline, QString());
    }

    // Older versions of GitLab do not say whose pipeline a job is in, nor how it is called; its own deliveries decide.
    void aJobOfAChildPipelineLeavesItInItsLane()
    {
        const Run child = runIn(fixture(u"pipeline_of_a_child"_s));
        const QByteArray job = fixture(u"job_of_a_child_pipeline"_s);
        const QByteArray nameless = with(job, u"commit.name"_s, QJsonValue::Undefined);
        const QByteArray silent = with(job, u"source_pipeline"_s, QJsonValue::Undefined);
        QCOMPARE(runIn(job).pipeline, u"frontend"_s);
        QCOMPARE(runIn(nameless).pipeline, u"child pipeline"_s);
        QCOMPARE(runIn(silent).pipeline, QString());
        for (const QByteArray &body : {job, nameless, silent}) {
            const Run its = runIn(body);
            QCOMPARE(its.key, child.key);
            QCOMPARE(merge(merge({}, its), child).pipeline, u"frontend"_s);
            QCOMPARE(merge(merge({}, child), its), merge(merge({}, its), child));
        }
    }

    void aJobOfAnotherProjectsDownstreamIsNoChild()
    {
        const QByteArray job = fixture(u"job_of_a_child_pipeline"_s);
        const QJsonObject other{{"project"_L1, QJsonObject{{"path_with_namespace"_L1, u"group/other"_s}}}};
        QCOMPARE(runIn(with(job, u"source_pipeline"_s, other)).pipeline, QString());
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

    void hugeIdsStayExact()
    {
        const Run run = runIn(fixture(u"pipeline_with_huge_ids"_s));
        QCOMPARE(run.number, std::numeric_limits<qint64>::max());
        QCOMPARE(run.url, u"https://gitlab.example.com/group/wall/-/pipelines/9223372036854775807"_s);
        QCOMPARE(run.jobs.size(), 1); // the others have no id that could be one
        QCOMPARE(run.jobs.constFirst().key, 9'223'372'036'854'775'806);
        QCOMPARE(run.generation, 9'223'372'036'854'775'806);
        QCOMPARE(wrongPlace(gitlab(), posted(fixture(u"pipeline_with_an_id_that_is_no_integer"_s))),
                 u"field \"object_attributes.id\""_s);
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
        const Run run = runIn(with(fixture(u"pipeline_running"_s), u"builds"_s, builds));
        QCOMPARE(run.jobs.size(), Run::maxJobs);
        QCOMPARE(run.generation, 1599);
    }
};

QTEST_GUILESS_MAIN(GitlabPipelineTest)
#include "gitlab_pipeline_test.moc"
