// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "tests/core/ci/actions_deliveries.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::test;

namespace {

Delivery sent(const QByteArray &event, const QJsonObject &body)
{
    return delivery({{"X-GitHub-Event"_ba, event}, {"X-GitHub-Delivery"_ba, "72d3162e"_ba}}, body);
}

Run run(const QByteArray &event, const QJsonObject &body)
{
    return runIn(github(), sent(event, body));
}

Run run(const QByteArray &event, const QString &file)
{
    return run(event, fixture(u"github/"_s + file));
}

// A body with status and conclusion as GitHub writes them: a conclusion only of what is completed.
QJsonObject standing(const QJsonObject &body, const QString &member, const QString &word)
{
    static const QStringList statuses{u"requested"_s, u"queued"_s, u"waiting"_s, u"pending"_s, u"in_progress"_s};
    const bool isStatus = statuses.contains(word);
    return with(with(body, member + ".status"_L1, isStatus ? word : u"completed"_s), member + ".conclusion"_L1,
                isStatus ? QJsonValue(QJsonValue::Null) : QJsonValue(word));
}

QJsonObject workflow(const QString &word, const QString &updated)
{
    return with(standing(fixture(u"github/workflow_run"_s), u"workflow_run"_s, word), u"workflow_run.updated_at"_s,
                updated);
}

QJsonObject job(qint64 id, const QString &name, const QString &word)
{
    QJsonObject body = standing(fixture(u"github/workflow_job"_s), u"workflow_job"_s, word);
    body = with(with(body, u"workflow_job.id"_s, id), u"workflow_job.name"_s, name);
    return isFinished(run("workflow_job"_ba, body).jobs.constFirst().state)
            ? with(body, u"workflow_job.completed_at"_s, u"2026-11-20T22:01:00Z"_s)
            : body;
}

std::optional<TimePoint> time(const QString &iso)
{
    return fromIso(iso);
}

} // namespace

class GithubTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsRecognisedByItsHeaderAfterThoseThatSendTheSame()
    {
        const auto nameOf = [](const HeaderList &headers) {
            const Provider *provider = providerOf(builtInProviders(), delivery(headers, {}));
            return provider ? provider->name : QByteArray();
        };
        QCOMPARE(nameOf({{"x-github-event"_ba, "push"_ba}}), "github"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba}, {"X-Gogs-Event"_ba, "push"_ba}}), "gitea"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba}, {"X-Gitea-Event"_ba, "push"_ba}}), "gitea"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba},
                         {"X-Gitea-Event"_ba, "push"_ba},
                         {"X-Forgejo-Event"_ba, "push"_ba}}),
                 "forgejo"_ba);
        QVERIFY(nameOf({}) != "github"_ba);
        QCOMPARE(github().idOf(sent("push"_ba, {})), "72d3162e"_ba);
        QCOMPARE(github().eventOf(sent("push"_ba, {})), u"push"_s);
    }

    void aWorkflowRunIsRead()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run"_s);
        QCOMPARE(read.provider, u"github"_s);
        QCOMPARE(read.project, u"acme/wall"_s);
        QCOMPARE(read.pipeline, u"Build"_s);
        QCOMPARE(read.ref, u"main"_s);
        QCOMPARE(read.commit, u"5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706"_s);
        QCOMPARE(read.message, u"Add the engine"_s);
        QCOMPARE(read.author, u"ada"_s);
        QCOMPARE(read.reported, State::Running);
        QCOMPARE(read.started, time(u"2026-11-20T22:00:02Z"_s));
        QVERIFY(!read.finished);
        QVERIFY(!read.duration);
        QCOMPARE(read.url, u"https://github.com/acme/wall/actions/runs/9000000031"_s);
        QCOMPARE(read.key, u"9000000031"_s);
        QCOMPARE(read.number, 31);
        QCOMPARE(read.sequence, 9'000'000'031);
        QCOMPARE(read.attempt, 1);
        QCOMPARE(read.said, *time(u"2026-11-20T22:00:10Z"_s));
        QCOMPARE(read.generation, 1);
        QVERIFY(read.jobs.isEmpty());
        const QJsonObject again = with(fixture(u"github/workflow_run"_s), u"workflow_run.run_attempt"_s, 3);
        QCOMPARE(run("workflow_run"_ba, again).attempt, 3);
    }

    void everyWordHasItsState_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("requested") << State::Queued;
        QTest::newRow("queued") << State::Queued;
        QTest::newRow("waiting") << State::Waiting;
        QTest::newRow("pending") << State::Waiting;
        QTest::newRow("in_progress") << State::Running;
        QTest::newRow("success") << State::Success;
        QTest::newRow("neutral") << State::Success;
        QTest::newRow("failure") << State::Failed;
        QTest::newRow("timed_out") << State::Failed;
        QTest::newRow("startup_failure") << State::Error;
        QTest::newRow("cancelled") << State::Canceled;
        QTest::newRow("stale") << State::Canceled;
        QTest::newRow("skipped") << State::Skipped;
        QTest::newRow("action_required") << State::Waiting;
        QTest::newRow("a_word_of_tomorrow") << State::Unknown;
    }
    void everyWordHasItsState()
    {
        QFETCH(State, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const auto body = [&word](const QString &file) { return standing(fixture(u"github/"_s + file), file, word); };
        for (const auto &event : {u"workflow_run"_s, u"check_suite"_s}) {
            const Run read = run(event.toLatin1(), body(event));
            QCOMPARE(read.reported, state);
            QCOMPARE(read.word, state == State::Unknown ? word : QString());
            QCOMPARE(read.finished.has_value(), isFinished(state));
            if (state == State::Queued || state == State::Waiting)
                QVERIFY(!read.started);
        }
        for (const auto &event : {u"workflow_job"_s, u"check_run"_s}) {
            const Run read = run(event.toLatin1(), body(event));
            QCOMPARE(read.generation, 0);
            QCOMPARE(read.jobs.size(), 1);
            QCOMPARE(read.jobs.constFirst().state, state);
        }
    }

    void everyWordOfAStatusHasItsState_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("word");
        QTest::addColumn<State>("state");
        const auto row = [](const QString &event, const QString &word, State state) {
            QTest::newRow(qPrintable(event + u' ' + word)) << event << word << state;
        };
        row(u"status"_s, u"pending"_s, State::Running);
        row(u"status"_s, u"success"_s, State::Success);
        row(u"status"_s, u"failure"_s, State::Failed);
        row(u"status"_s, u"error"_s, State::Error);
        row(u"status"_s, u"a_word_of_tomorrow"_s, State::Unknown);
        row(u"deployment_status"_s, u"pending"_s, State::Queued);
        row(u"deployment_status"_s, u"queued"_s, State::Queued);
        row(u"deployment_status"_s, u"waiting"_s, State::Waiting);
        row(u"deployment_status"_s, u"in_progress"_s, State::Running);
        row(u"deployment_status"_s, u"success"_s, State::Success);
        row(u"deployment_status"_s, u"failure"_s, State::Failed);
        row(u"deployment_status"_s, u"error"_s, State::Error);
        row(u"deployment_status"_s, u"a_word_of_tomorrow"_s, State::Unknown);
    }
    void everyWordOfAStatusHasItsState()
    {
        QFETCH(QString, event);
        QFETCH(QString, word);
        QFETCH(State, state);
        const QString path = event == "status"_L1 ? u"state"_s : u"deployment_status.state"_s;
        const Run read = run(event.toLatin1(), with(fixture(u"github/"_s + event), path, word));
        QCOMPARE(read.reported, state);
        QCOMPARE(read.word, state == State::Unknown ? word : QString());
        QCOMPARE(read.started.has_value(), state == State::Running);
        QCOMPARE(read.finished.has_value(), isFinished(state));
    }

    void theStatusIsBelievedNotTheAction()
    {
        const Run queued = run("workflow_run"_ba,
                               u"workflow_run_whose_action_says_completed_and_whose_status_says_queued"_s);
        QCOMPARE(queued.reported, State::Queued);
        const Run asked = run(
                "workflow_run"_ba,
                with(workflow(u"action_required"_s, u"2026-11-20T22:00:10Z"_s), u"action"_s, u"requested"_s));
        QCOMPARE(asked.reported, State::Waiting);
        QVERIFY(!asked.finished);
    }

    void aPullRequestOfAForkIsNotOnTheBranchOfThatName()
    {
        QCOMPARE(run("workflow_run"_ba, u"workflow_run_of_a_pull_request_of_a_fork_from_its_main_branch"_s).ref,
                 u"stranger:main"_s);
        const Run fork = run("workflow_run"_ba, u"workflow_run_of_a_pull_request_of_a_fork_from_its_main_branch"_s);
        QJsonObject early = with(fixture(u"github/workflow_job"_s), u"workflow_job.run_id"_s, fork.key.toLongLong());
        early = with(early, u"workflow_job.head_branch"_s, u"main"_s);
        const Run ofJob = run("workflow_job"_ba, early);
        QCOMPARE(mergeAll({ofJob, fork}).ref, u"stranger:main"_s);
        QCOMPARE(mergeAll({fork, ofJob}).ref, u"stranger:main"_s);
    }

    void aWorkflowHasOneLane()
    {
        QCOMPARE(run("workflow_run"_ba, u"workflow_run_of_dependabot_with_a_name_of_its_own"_s).pipeline,
                 u"Dependabot Updates"_s);
        QCOMPARE(run("workflow_run"_ba, u"workflow_run_of_a_workflow_without_a_name"_s).pipeline, u"build.yml"_s);
        const QJsonObject unnamed = with(fixture(u"github/workflow_job"_s), u"workflow_job.workflow_name"_s,
                                         u".github/workflows/build.yml"_s);
        QCOMPARE(run("workflow_job"_ba, unnamed).pipeline, u"build.yml"_s);
        const QJsonObject required = with(with(with(fixture(u"github/workflow_run"_s), u"workflow"_s, QJsonValue::Null),
                                               u"workflow_run.name"_s, u""_s),
                                          u"workflow_run.path"_s, u".github/workflows/build.yml@refs/heads/main"_s);
        QCOMPARE(run("workflow_run"_ba, required).pipeline, u"build.yml"_s);
    }

    void aJobSpeaksForItselfAlone()
    {
        const Run read = run("workflow_job"_ba, u"workflow_job"_s);
        QCOMPARE(laneOf(read), laneOf(run("workflow_run"_ba, u"workflow_run"_s)));
        QCOMPARE(read.key, u"9000000031"_s);
        QCOMPARE(read.sequence, 9'000'000'031);
        QCOMPARE(read.url, u"https://github.com/acme/wall/actions/runs/9000000031"_s);
        QCOMPARE(read.author, u"ada"_s);
        QCOMPARE(read.generation, 0);
        QCOMPARE(read.jobs,
                 (QList<Job>{{.key = 7'000'000'001,
                              .name = u"tests (clang)"_s,
                              .state = State::Running,
                              .started = time(u"2026-11-20T22:00:08Z"_s),
                              .url = u"https://github.com/acme/wall/actions/runs/9000000031/job/7000000001"_s}}));
        const Job queued = run("workflow_job"_ba, u"workflow_job_queued_with_a_start"_s).jobs.constFirst();
        QCOMPARE(queued.state, State::Queued);
        QVERIFY(!queued.started);
        const Job done = run("workflow_job"_ba, job(1, u"a"_s, u"failure"_s)).jobs.constFirst();
        QCOMPARE(done.finished, time(u"2026-11-20T22:01:00Z"_s));
        QCOMPARE(done.duration, std::optional(52.0));
    }

    void aSuiteAndItsChecksAreOneRun()
    {
        const Run suite = run("check_suite"_ba, u"check_suite"_s);
        const Run check = run("check_run"_ba, u"check_run"_s);
        QCOMPARE(suite.key, u"suite 8000000040"_s);
        QCOMPARE(check.key, suite.key);
        QCOMPARE(check.sequence, suite.sequence);
        QCOMPARE(check.url, suite.url);
        QCOMPARE(laneOf(check), laneOf(suite));
        QCOMPARE(suite.pipeline, u"Lint bot"_s);
        QCOMPARE(
                suite.url,
                u"https://github.com/acme/wall/commit/5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706/checks?check_suite_id=8000000040"_s);
        QCOMPARE(suite.message, u"Add the engine"_s);
        QCOMPARE(suite.author, u"Ada Lovelace"_s);
        QCOMPARE(suite.finished, time(u"2026-11-20T22:01:41Z"_s));
        QCOMPARE(suite.number, 0);
        QCOMPARE(check.author, QString()); // a bot only checks
        QCOMPARE(check.jobs.constFirst().name, u"style"_s);
        QCOMPARE(merge(merge({}, check), suite).jobs.size(), 1);
        QCOMPARE(merge(merge({}, check), suite).state, State::Success);
        QCOMPARE(run("check_suite"_ba, u"check_suite_of_github_actions"_s).pipeline, u"GitHub Actions checks"_s);
    }

    void aStatusIsARunOfItsCommitAndContext()
    {
        const Run read = run("status"_ba, u"status"_s);
        QCOMPARE(read.key, u"status 5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706 ci/jenkins: build"_s);
        QCOMPARE(read.pipeline, u"ci/jenkins: build"_s);
        QCOMPARE(read.ref, u"main"_s); // the default branch, though not the first
        QCOMPARE(read.message, u"Add the engine"_s);
        QCOMPARE(read.author, u"ada"_s);
        QCOMPARE(read.url, u"https://jenkins.example.org/job/wall/12/"_s);
        QCOMPARE(read.started, time(u"2026-11-20T22:00:05Z"_s));
        const QJsonObject elsewhere = with(fixture(u"github/status"_s), u"repository.default_branch"_s, u"trunk"_s);
        QCOMPARE(run("status"_ba, elsewhere).ref, u"feature/engine"_s);
        const Run bare = run("status"_ba, u"status_of_a_commit_on_no_branch_by_nobody_known"_s);
        QCOMPARE(bare.ref, QString());
        QCOMPARE(bare.author, u"Ada Lovelace"_s);
        QCOMPARE(bare.url, u"https://github.com/acme/wall/commit/5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706"_s);
    }

    void aDeploymentIsARunInALaneOfItsEnvironment()
    {
        const Run read = run("deployment_status"_ba, u"deployment_status"_s);
        QCOMPARE(read.key, u"deployment 4000000001"_s);
        QCOMPARE(read.sequence, 4'000'000'001);
        QCOMPARE(read.pipeline, u"deployment to production"_s);
        QCOMPARE(read.ref, u"main"_s);
        QCOMPARE(read.message, u"Weekly release"_s);
        QCOMPARE(read.author, u"grace"_s);
        QCOMPARE(read.url, u"https://github.com/acme/wall/actions/runs/9000000031"_s);
        QCOMPARE(read.said, *time(u"2026-11-20T22:05:10Z"_s));
        QCOMPARE(run("deployment_status"_ba, u"deployment_status_of_a_bare_commit"_s).ref, QString());
        const QJsonObject replaced = with(fixture(u"github/deployment_status"_s), u"deployment_status.state"_s,
                                          u"inactive"_s);
        QCOMPARE(whyIgnored(github(), sent("deployment_status"_ba, replaced)),
                 u"a newer deployment took the place of this one; how it ended stays"_s);
    }

    void whatHasNothingToShowSaysSo()
    {
        const QString why = whyIgnored(github(), sent("push"_ba, fixture(u"github/push"_s)));
        QVERIFY(why.contains("\"push\""_L1));
        for (const auto &event : {"workflow_run"_L1, "workflow_job"_L1, "check_suite"_L1, "check_run"_L1, "status"_L1,
                                  "deployment_status"_L1})
            QVERIFY(why.contains(event));
        QCOMPARE(whyIgnored(github(), sent("ping"_ba, fixture(u"github/ping"_s))),
                 u"GitHub is connected, and says: Keep it plain."_s);
        QCOMPARE(whyIgnored(github(),
                            sent("ping"_ba, fixture(u"github/ping_of_an_organization_with_html_in_its_zen"_s))),
                 u"GitHub is connected, and says: <i>Plain</i>"_s);
        QCOMPARE(whyIgnored(github(), sent("ping"_ba, {})), u"GitHub is connected"_s);
        const auto none = readDelivery(github(), delivery({}, fixture(u"github/workflow_run"_s)));
        QVERIFY(!none);
        QCOMPARE(none.error().place, u"header X-GitHub-Event"_s);
    }

    void nullsAreNothing()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_nulls_for_objects"_s);
        QCOMPARE(read.pipeline, u"build.yml"_s);
        QCOMPARE(read.ref, QString());
        QCOMPARE(read.message, QString());
        QCOMPARE(read.author, QString());
        QCOMPARE(read.reported, State::Running);
        QVERIFY(!read.started);
    }

    void aRunThatNothingIsMeasuredOfIsStillARun()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_nothing_but_what_is_needed"_s);
        QCOMPARE(read.reported, State::Success);
        QVERIFY(!read.started && !read.finished && !read.duration);
        QCOMPARE(read.said, TimePoint{});
        const Run running = run("workflow_run"_ba, workflow(u"in_progress"_s, u"2026-11-20T22:00:10Z"_s));
        QVERIFY(anyOrderThatDiffers({read, running}).isEmpty());
        QCOMPARE(mergeAll({read, running}).state, State::Success);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("path");
        const auto row = [](const QString &event, const QString &path) {
            QTest::newRow(qPrintable(event + u' ' + path)) << event << path;
        };
        row(u"workflow_run"_s, u"repository.full_name"_s);
        row(u"workflow_run"_s, u"workflow_run.id"_s);
        row(u"workflow_run"_s, u"workflow_run.status"_s);
        row(u"workflow_job"_s, u"repository.full_name"_s);
        row(u"workflow_job"_s, u"workflow_job.id"_s);
        row(u"workflow_job"_s, u"workflow_job.run_id"_s);
        row(u"check_suite"_s, u"repository.full_name"_s);
        row(u"check_suite"_s, u"check_suite.id"_s);
        row(u"check_run"_s, u"repository.full_name"_s);
        row(u"check_run"_s, u"check_run.id"_s);
        row(u"check_run"_s, u"check_run.check_suite.id"_s);
        row(u"status"_s, u"sha"_s);
        row(u"status"_s, u"id"_s);
        row(u"status"_s, u"state"_s);
        row(u"deployment_status"_s, u"repository.full_name"_s);
        row(u"deployment_status"_s, u"deployment.id"_s);
        row(u"deployment_status"_s, u"deployment_status.state"_s);
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, event);
        QFETCH(QString, path);
        const QJsonObject whole = fixture(u"github/"_s + event);
        QVERIFY(!whole.isEmpty());
        for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null),
                                        QJsonValue(QJsonArray{1}), QJsonValue(true), QJsonValue(QJsonObject{})}) {
            const auto reading = readDelivery(github(), sent(event.toLatin1(), with(whole, path, value)));
            QVERIFY(!reading);
            QCOMPARE(reading.error().code, ErrorCode::Invalid);
            QCOMPARE(reading.error().place, u"field \"%1\""_s.arg(path));
        }
    }

    void anyMemberMayHaveAnyType_data()
    {
        QTest::addColumn<QString>("event");
        for (const char *event :
             {"workflow_run", "workflow_job", "check_suite", "check_run", "status", "deployment_status"})
            QTest::newRow(event) << QString::fromLatin1(event);
    }
    void anyMemberMayHaveAnyType() // and nothing falls over, and no row is nonsense
    {
        QFETCH(QString, event);
        int readings = 0;
        const QByteArray odd = anyOddReading(github(), {{"X-GitHub-Event"_ba, event.toLatin1()}},
                                             fixture(u"github/"_s + event), readings);
        QVERIFY2(odd.isEmpty(), odd);
        QVERIFY(readings > 100);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_html_a_script_url_and_control_characters"_s);
        QCOMPARE(read.url, QString());
        QCOMPARE(read.pipeline, u"<script>alert(1)</script>"_s);
        QCOMPARE(read.message, u"<img src=x onerror=alert(1)>"_s);
        QCOMPARE(read.ref, u"a b [31mc"_s);
        QCOMPARE(read.author, u"<b>ada</b> x"_s);
    }

    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<QList<Run>>("runs"); // in the order in which they were said
        QTest::addColumn<State>("state");
        const auto w = [](const QString &word, const QString &updated) {
            return run("workflow_run"_ba, workflow(word, u"2026-11-20T%1Z"_s.arg(updated)));
        };
        const auto j = [](qint64 id, const QString &name, const QString &word) {
            return run("workflow_job"_ba, job(id, name, word));
        };
        const QList<Run> begins{w(u"queued"_s, u"22:00:02"_s), j(1, u"build"_s, u"queued"_s),
                                w(u"in_progress"_s, u"22:00:10"_s), j(1, u"build"_s, u"in_progress"_s)};
        QTest::newRow("a run that passes") << begins
                        + QList<Run>{j(1, u"build"_s, u"success"_s), j(2, u"tests"_s, u"success"_s),
                                     w(u"success"_s, u"22:01:30"_s)}
                                           << State::Success;
        QTest::newRow("still running, and red already")
                << begins + QList<Run>{j(1, u"build"_s, u"failure"_s), j(2, u"tests"_s, u"in_progress"_s)}
                << State::Failing;
        QTest::newRow("stopped for an approval between two jobs")
                << begins + QList<Run>{j(1, u"build"_s, u"success"_s), w(u"waiting"_s, u"22:01:00"_s)}
                << State::Waiting;
        QTest::newRow("approved and canceled") << begins
                        + QList<Run>{w(u"waiting"_s, u"22:01:00"_s), w(u"in_progress"_s, u"22:05:00"_s),
                                     w(u"cancelled"_s, u"22:06:00"_s)}
                                               << State::Canceled;
        QTest::newRow("a first contributor who is let in")
                << QList<Run>{w(u"action_required"_s, u"22:00:02"_s), w(u"queued"_s, u"22:10:00"_s),
                              w(u"in_progress"_s, u"22:10:10"_s), w(u"success"_s, u"22:11:00"_s)}
                << State::Success;
        const auto c = [](qint64 id, const QString &word) {
            QJsonObject body = standing(fixture(u"github/check_run"_s), u"check_run"_s, word);
            body = with(with(body, u"check_run.id"_s, id), u"check_run.name"_s, QString::number(id));
            return run("check_run"_ba, with(body, u"check_run.completed_at"_s, u"2026-11-20T22:01:00Z"_s));
        };
        const auto suite = [](const QString &word, const QString &updated) {
            return run("check_suite"_ba,
                       with(standing(fixture(u"github/check_suite"_s), u"check_suite"_s, word),
                            u"check_suite.updated_at"_s, updated));
        };
        QTest::newRow("checks, and their suite checked twice")
                << QList<Run>{c(1, u"in_progress"_s),
                              c(2, u"queued"_s),
                              c(1, u"success"_s),
                              c(2, u"failure"_s),
                              suite(u"failure"_s, u"2026-11-20T22:01:41Z"_s),
                              suite(u"success"_s, u"2026-11-20T22:09:41Z"_s)}
                << State::Success;
        QTest::newRow("checks alone") << QList<Run>{c(1, u"in_progress"_s), c(2, u"queued"_s), c(1, u"success"_s),
                                                    c(2, u"neutral"_s)}
                                      << State::Success;
        const auto s = [](qint64 id, const QString &word, const QString &created) {
            QJsonObject body = with(with(fixture(u"github/status"_s), u"id"_s, id), u"state"_s, word);
            for (const auto &path : {u"created_at"_s, u"updated_at"_s})
                body = with(body, path, u"2026-11-20T%1Z"_s.arg(created));
            return run("status"_ba, body);
        };
        const QList<Run> statuses{s(11, u"pending"_s, u"22:00:05"_s), s(12, u"pending"_s, u"22:00:30"_s),
                                  s(13, u"failure"_s, u"22:01:00"_s), s(14, u"pending"_s, u"22:02:00"_s)};
        QTest::newRow("a status that is tried again") << statuses << State::Running;
        QTest::newRow("a status that passes at the second try")
                << statuses + QList<Run>{s(15, u"success"_s, u"22:03:00"_s)} << State::Success;
        const auto d = [](const QString &word, const QString &updated) {
            return run("deployment_status"_ba,
                       with(with(fixture(u"github/deployment_status"_s), u"deployment_status.state"_s, word),
                            u"deployment_status.updated_at"_s, u"2026-11-20T%1Z"_s.arg(updated)));
        };
        QTest::newRow("a deployment that waits for a reviewer")
                << QList<Run>{d(u"queued"_s, u"22:05:00"_s), d(u"waiting"_s, u"22:05:01"_s),
                              d(u"in_progress"_s, u"22:15:00"_s), d(u"success"_s, u"22:16:00"_s)}
                << State::Success;
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(QList<Run>, runs);
        QFETCH(State, state);
        QCOMPARE(mergeAll(runs).state, state);
        const QByteArray differs = anyOrderThatDiffers(runs);
        QVERIFY2(differs.isEmpty(), differs);
    }

    void whatIsMeasuredIsMeasuredOnce()
    {
        const Run known = mergeAll({run("workflow_run"_ba, workflow(u"in_progress"_s, u"2026-11-20T22:00:10Z"_s)),
                                    run("workflow_run"_ba, workflow(u"success"_s, u"2026-11-20T22:01:32Z"_s))});
        QCOMPARE(known.duration, std::optional(90.0));
        QCOMPARE(merge(known, run("workflow_run"_ba, workflow(u"success"_s, u"2026-11-20T22:01:32Z"_s))), known);
    }

    void theSequenceOfAStatusIsThatOfTheFirstThatWasHeardOf()
    {
        const QJsonObject first = fixture(u"github/status"_s);
        const QJsonObject second = with(with(first, u"id"_s, qint64(5'000'000'009)), u"state"_s, u"success"_s);
        QCOMPARE(mergeAll({run("status"_ba, second), run("status"_ba, first)}).sequence, 5'000'000'001);
    }

    void itsSignatureIsItsProof_data()
    {
        QTest::addColumn<HeaderList>("headers");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray sha256 = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        const QByteArray sha1 = "sha1="
                + cryptography().hmacSha1("It's a Secret to Everybody", "Hello, World!").toHex();
        QTest::newRow("the example of its documentation") << HeaderList{{"X-Hub-Signature-256", sha256}} << "given"_ba;
        QTest::newRow("the older one alone") << HeaderList{{"X-Hub-Signature", sha1}} << "given"_ba;
        QTest::newRow("both") << HeaderList{{"X-Hub-Signature", sha1}, {"X-Hub-Signature-256", sha256}} << "given"_ba;
        QTest::newRow("another digest") << HeaderList{{"X-Hub-Signature-256", "sha256=" + QByteArray(64, '0')}}
                                        << "wrong"_ba;
        QTest::newRow("the older one right, the newer wrong")
                << HeaderList{{"X-Hub-Signature", sha1}, {"x-hub-signature-256", "sha256=" + QByteArray(64, '0')}}
                << "wrong"_ba;
        QTest::newRow("the older one right, the newer empty")
                << HeaderList{{"X-Hub-Signature", sha1}, {"X-Hub-Signature-256", "sha256="}} << "missing"_ba;
        QTest::newRow("without a prefix") << HeaderList{{"X-Hub-Signature-256", sha256.sliced(7)}} << "wrong"_ba;
        QTest::newRow("none") << HeaderList{} << "missing"_ba;
    }
    void itsSignatureIsItsProof()
    {
        QFETCH(HeaderList, headers);
        const Delivery signedBody = unpack(headers, "Hello, World!", received);
        const Proof proof = prove(github().schemes, signedBody, {"another", "It's a Secret to Everybody"},
                                  cryptography());
        QTEST(verdictWord(proof.verdict), "verdict");
    }
};

QTEST_GUILESS_MAIN(GithubTest)
#include "github_test.moc"
