// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/merging.h"
#include "tests/core/ci/providers/github_posts.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

QByteArray workflow(const QString &word, const QString &updated)
{
    return with(standing(fixture(u"github/workflow_run"_s), u"workflow_run"_s, word), u"workflow_run.updated_at"_s,
                updated);
}

QByteArray job(qint64 id, const QString &name, const QString &word)
{
    QByteArray body = standing(fixture(u"github/workflow_job"_s), u"workflow_job"_s, word);
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
        const auto nameOf = [](const HeaderList &headers) { return recognisedAs(posted("{}", headers)); };
        QCOMPARE(nameOf({{"x-github-event"_ba, "push"_ba}}), "github"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba}, {"X-Gogs-Event"_ba, "push"_ba}}), "gitea"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba}, {"X-Gitea-Event"_ba, "push"_ba}}), "gitea"_ba);
        QCOMPARE(nameOf({{"X-GitHub-Event"_ba, "push"_ba},
                         {"X-Gitea-Event"_ba, "push"_ba},
                         {"X-Forgejo-Event"_ba, "push"_ba}}),
                 "forgejo"_ba);
        QVERIFY(nameOf({}) != "github"_ba);
        QCOMPARE(github().idOf(sent("push"_ba, "{}")), "72d3162e"_ba);
        QCOMPARE(github().eventOf(sent("push"_ba, "{}")), u"push"_s);
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
        const QByteArray again = with(fixture(u"github/workflow_run"_s), u"workflow_run.run_attempt"_s, 3);
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
        QByteArray early = with(fixture(u"github/workflow_job"_s), u"workflow_job.run_id"_s, fork.key.toLongLong());
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
        const QByteArray unnamed = with(fixture(u"github/workflow_job"_s), u"workflow_job.workflow_name"_s,
                                        u".github/workflows/build.yml"_s);
        QCOMPARE(run("workflow_job"_ba, unnamed).pipeline, u"build.yml"_s);
        const QByteArray required = with(with(with(fixture(u"github/workflow_run"_s), u"workflow"_s, QJsonValue::Null),
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
        QCOMPARE(whyIgnored(github(), sent("ping"_ba, "{}")), u"GitHub is connected"_s);
        QCOMPARE(wrongPlace(github(), posted(fixture(u"github/workflow_run"_s))), u"header X-GitHub-Event"_s);
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
        QCOMPARE(endsOf({read, running}).size(), 1);
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
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, event);
        QFETCH(QString, path);
        const QByteArray whole = fixture(u"github/"_s + event);
        QVERIFY(!whole.isEmpty());
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(github(), sent(event.toLatin1(), with(whole, path, value))),
                     u"field \"%1\""_s.arg(path));
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
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(QList<Run>, runs);
        QFETCH(State, state);
        QCOMPARE(mergeAll(runs).state, state);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void whatIsMeasuredIsMeasuredOnce()
    {
        const Run known = mergeAll({run("workflow_run"_ba, workflow(u"in_progress"_s, u"2026-11-20T22:00:10Z"_s)),
                                    run("workflow_run"_ba, workflow(u"success"_s, u"2026-11-20T22:01:32Z"_s))});
        QCOMPARE(known.duration, std::optional(90.0));
        QCOMPARE(merge(known, run("workflow_run"_ba, workflow(u"success"_s, u"2026-11-20T22:01:32Z"_s))), known);
    }

    void itsSignatureIsItsProof_data()
    {
        QTest::addColumn<HeaderList>("headers");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray sha256 = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        const QByteArray sha1 = "sha1=" + hmacOfQt().hmacSha1("It's a Secret to Everybody", "Hello, World!").toHex();
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
        const Proof proof = prove(github().schemes, signedBody, {"another", "It's a Secret to Everybody"}, hmacOfQt());
        QTEST(verdictWord(proof.verdict), "verdict");
    }
};

QTEST_GUILESS_MAIN(GithubTest)
#include "github_test.moc"
