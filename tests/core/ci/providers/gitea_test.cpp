// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

// As it comes: in the names of those whose hooks it stands in for, too.
HeaderList headersOf(const QByteArray &event)
{
    HeaderList headers;
    for (const QByteArray &family : {"X-Gitea"_ba, "X-Gogs"_ba, "X-GitHub"_ba})
        headers << std::pair(family + "-Delivery", "f6266f16"_ba) << std::pair(family + "-Event", event)
                << std::pair(family + "-Event-Type", event);
    return headers;
}

Run run(const QByteArray &event, const QByteArray &body)
{
    return runIn(gitea(), posted(body, headersOf(event)));
}

Run run(const QByteArray &event, const QString &file)
{
    return run(event, fixture(u"gitea/"_s + file));
}

QByteArray standing(const QByteArray &body, const QString &member, const QString &word)
{
    static const QStringList conclusions{u"success"_s,         u"failure"_s, u"cancelled"_s,
                                         u"skipped"_s,         u"neutral"_s, u"timed_out"_s,
                                         u"startup_failure"_s, u"stale"_s,   u"action_required"_s};
    const bool isConclusion = conclusions.contains(word);
    return with(with(body, member + ".status"_L1, isConclusion ? u"completed"_s : word), member + ".conclusion"_L1,
                isConclusion ? QJsonValue(word) : QJsonValue(QJsonValue::Undefined));
}

// A run of an older version at a time: it says only when it started and when it ended.
Run old(const QString &word, const QString &started, const QString &completed)
{
    const auto iso = [](const QString &time) {
        return time.isEmpty() ? u"1970-01-01T01:00:00+01:00"_s : u"2026-11-20T%1Z"_s.arg(time);
    };
    QByteArray body = fixture(u"gitea/workflow_run_of_an_older_version_without_attempts_and_updates"_s);
    body = with(standing(body, u"workflow_run"_s, word), u"workflow_run.started_at"_s, iso(started));
    return run("workflow_run"_ba, with(body, u"workflow_run.completed_at"_s, iso(completed)));
}

Run job(qint64 id, int attempt, const QString &word)
{
    QByteArray body = standing(fixture(u"gitea/workflow_job"_s), u"workflow_job"_s, word);
    body = with(with(body, u"workflow_job.id"_s, id), u"workflow_job.run_attempt"_s, attempt);
    return run("workflow_job"_ba, with(body, u"workflow_job.completed_at"_s, u"2026-11-20T22:02:00Z"_s));
}

std::optional<TimePoint> time(const QString &iso)
{
    return fromIso(iso);
}

} // namespace

class GiteaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsRecognisedBeforeGithub()
    {
        const Delivery one = posted("{}", headersOf("workflow_run"_ba));
        QCOMPARE(recognisedAs(one), "gitea"_ba);
        QCOMPARE(gitea().idOf(one), "f6266f16"_ba);
        QCOMPARE(gitea().eventOf(one), u"workflow_run"_s);
        // Some versions leave the event of some types empty.
        const Delivery typed = posted(fixture(u"gitea/workflow_job"_s),
                                      {{"X-Gitea-Event"_ba, ""_ba}, {"X-Gitea-Event-Type"_ba, "workflow_job"_ba}});
        QCOMPARE(recognisedAs(typed), "gitea"_ba);
        QCOMPARE(runIn(gitea(), typed).jobs.size(), 1);
    }

    void gogsIsKnownAndHasNothingToShow()
    {
        const Delivery push = posted(
                fixture(u"gitea/push"_s),
                {{"X-Github-Event"_ba, "push"_ba}, {"X-Gogs-Delivery"_ba, "a1"_ba}, {"X-Gogs-Event"_ba, "push"_ba}});
        QCOMPARE(recognisedAs(push), "gitea"_ba);
        QCOMPARE(gitea().idOf(push), "a1"_ba);
        QCOMPARE(whyIgnored(gitea(), push), u"Gogs has no CI, and its \"push\" events have nothing to show"_s);
    }

    void aWorkflowRunIsRead()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run"_s);
        QCOMPARE(read.provider, u"gitea"_s);
        QCOMPARE(read.project, u"acme/wall"_s);
        QCOMPARE(read.pipeline, u"CI"_s);
        QCOMPARE(read.ref, u"main"_s);
        QCOMPARE(read.commit, u"5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706"_s);
        QCOMPARE(read.message, u"Add the engine"_s);
        QCOMPARE(read.author, u"grace"_s);
        QCOMPARE(read.reported, State::Running);
        QCOMPARE(read.started, time(u"2026-11-20T22:00:05Z"_s));
        QVERIFY(!read.finished);
        QCOMPARE(read.url, u"https://git.example.org/acme/wall/actions/runs/31"_s);
        QCOMPARE(read.key, u"412"_s);
        QCOMPARE(read.number, 31);
        QCOMPARE(read.sequence, 412);
        QCOMPARE(read.said, *time(u"2026-11-20T22:00:05Z"_s));
    }

    void everyWordHasItsState_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("requested") << State::Queued;
        QTest::newRow("queued") << State::Queued;
        QTest::newRow("pending") << State::Waiting;
        QTest::newRow("waiting") << State::Waiting;
        QTest::newRow("in_progress") << State::Running;
        QTest::newRow("success") << State::Success;
        QTest::newRow("failure") << State::Failed;
        QTest::newRow("cancelled") << State::Canceled;
        QTest::newRow("skipped") << State::Skipped;
        QTest::newRow("neutral") << State::Success;
        QTest::newRow("timed_out") << State::Failed;
        QTest::newRow("startup_failure") << State::Error;
        QTest::newRow("stale") << State::Canceled;
        QTest::newRow("action_required") << State::Waiting;
        QTest::newRow("a_word_of_tomorrow") << State::Unknown;
    }
    void everyWordHasItsState()
    {
        QFETCH(State, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run read = run("workflow_run"_ba, standing(fixture(u"gitea/workflow_run"_s), u"workflow_run"_s, word));
        QCOMPARE(read.reported, state);
        QCOMPARE(read.word, state == State::Unknown ? word : QString());
        QVERIFY(!read.finished); // the epoch is no time
        QCOMPARE(job(905, 1, word).jobs.constFirst().state, state);
    }

    void whatIsNoBranchIsInThePath()
    {
        QCOMPARE(run("workflow_run"_ba, u"workflow_run_of_a_tag"_s).ref, u"v1.2"_s);
        const Run read = run("workflow_run"_ba, u"workflow_run_of_a_pull_request_without_a_workflow"_s);
        QCOMPARE(read.ref, u"refs/pull/7/head"_s);
        QCOMPARE(read.pipeline, u"ci.yml"_s);
    }

    void aJobSpeaksForItselfAlone()
    {
        const Run read = run("workflow_job"_ba, u"workflow_job"_s);
        QCOMPARE(read.key, u"412"_s);
        QCOMPARE(read.sequence, 412);
        QCOMPARE(read.generation, 0);
        QCOMPARE(read.url, u"https://git.example.org/acme/wall/actions/runs/31"_s);
        QCOMPARE(read.jobs,
                 (QList<Job>{{.key = 905'001,
                              .name = u"tests"_s,
                              .state = State::Running,
                              .started = time(u"2026-11-20T22:00:05Z"_s),
                              .url = u"https://git.example.org/acme/wall/actions/runs/31/jobs/0"_s}}));
    }

    void aJobThatIsRunAgainGrows()
    {
        const Run again = mergeAll({job(905, 0, u"queued"_s), job(905, 1, u"failure"_s), job(905, 2, u"success"_s)});
        QCOMPARE(again.jobs.size(), 1);
        QCOMPARE(again.jobs.constFirst().state, State::Success);
        QCOMPARE(again.attempt, 1); // what a job counts is not what the run counts
        const QByteArray huge = with(fixture(u"gitea/workflow_job"_s), u"workflow_job.id"_s,
                                     std::numeric_limits<qint64>::max());
        QVERIFY(run("workflow_job"_ba, huge).jobs.constFirst().key > 0);
    }

    void whatHasNothingToShowSaysSo()
    {
        const QString why = whyIgnored(gitea(), posted(fixture(u"gitea/push"_s), headersOf("push"_ba)));
        QCOMPARE(why, u"Gitea's \"push\" events have nothing to show; workflow_run and workflow_job do"_s);
        QCOMPARE(wrongPlace(gitea(), posted(fixture(u"gitea/workflow_run"_s))), u"header X-Gitea-Event"_s);
    }

    void nullsAreNothing()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_nulls_for_objects"_s);
        QCOMPARE(read.reported, State::Running);
        QCOMPARE(read.pipeline, QString());
        QCOMPARE(read.ref, QString());
        QCOMPARE(read.author, QString());
        QCOMPARE(read.generation, 1);
    }

    void aRunThatNothingIsMeasuredOfIsStillARun()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_nothing_but_what_is_needed"_s);
        QCOMPARE(read.reported, State::Success);
        QVERIFY(!read.started && !read.finished && !read.duration);
        QCOMPARE(read.said, TimePoint{});
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
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(gitea(),
                                posted(with(fixture(u"gitea/"_s + event), path, value), headersOf(event.toLatin1()))),
                     u"field \"%1\""_s.arg(path));
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run read = run("workflow_run"_ba, u"workflow_run_with_html_and_a_script_url"_s);
        QCOMPARE(read.url, QString());
        QCOMPARE(read.pipeline, u"<script>alert(1)</script>"_s);
        QCOMPARE(read.message, u"<img src=x onerror=alert(1)>"_s);
    }

    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<QList<Run>>("runs"); // in the order in which they were said
        QTest::addColumn<State>("state");
        const QList<Run> failed{old(u"queued"_s, {}, {}), job(905, 0, u"queued"_s),
                                old(u"in_progress"_s, u"22:00:05"_s, {}), job(905, 1, u"failure"_s),
                                old(u"failure"_s, u"22:00:05"_s, u"22:02:00"_s)};
        QTest::newRow("failed") << failed << State::Failed;
        QTest::newRow("failed, and being run again")
                << failed + QList<Run>{old(u"in_progress"_s, u"22:10:00"_s, {}), job(905, 2, u"in_progress"_s)}
                << State::Running;
        QTest::newRow("failed, run again, passed") << failed.last(3)
                        + QList<Run>{old(u"in_progress"_s, u"22:10:00"_s, {}), job(905, 2, u"success"_s),
                                     old(u"success"_s, u"22:10:00"_s, u"22:12:00"_s)}
                                                   << State::Success;
        QTest::newRow("canceled before it began") << QList<Run>{old(u"queued"_s, {}, {}), old(u"waiting"_s, {}, {}),
                                                                old(u"cancelled"_s, {}, u"22:00:30"_s)}
                                                  << State::Canceled;
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(QList<Run>, runs);
        QFETCH(State, state);
        QCOMPARE(mergeAll(runs).state, state);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void eachTryIsMeasuredByItself()
    {
        const Run read = mergeAll({old(u"failure"_s, u"22:00:05"_s, u"22:02:05"_s),
                                   old(u"in_progress"_s, u"22:10:00"_s, {}),
                                   old(u"success"_s, u"22:10:00"_s, u"22:10:30"_s)});
        QCOMPARE(read.duration, std::optional(30.0));
    }

    void itsSignatureIsOverTheDocument()
    {
        const QByteArray document = fixture(u"gitea/workflow_run"_s);
        const QByteArray signature = hmacOfQt().hmacSha256("s3cret", document).toHex();
        const auto verdict = [](const HeaderList &headers, const QByteArray &body) {
            return prove(gitea().schemes, unpack(headers, body, received), {"s3cret"}, hmacOfQt()).verdict;
        };
        const auto form = std::pair("Content-Type"_ba, "application/x-www-form-urlencoded"_ba);
        const QByteArray formBody = "payload=" + document.toPercentEncoding();
        QCOMPARE(verdict({{"X-Gitea-Signature"_ba, signature}}, document), Verdict::Given);
        QCOMPARE(verdict({form, {"X-Gitea-Signature"_ba, signature}}, formBody), Verdict::Given);
        QCOMPARE(verdict({form, {"X-Gogs-Signature"_ba, signature}}, formBody), Verdict::Given);
        QCOMPARE(verdict({{"X-Gitea-Signature"_ba, QByteArray(64, '0')}}, document), Verdict::Wrong);
        QCOMPARE(verdict({{"X-Gitea-Signature"_ba, ""_ba}}, document), Verdict::Missing); // no secret is set there
    }
};

QTEST_GUILESS_MAIN(GiteaTest)
#include "gitea_test.moc"
