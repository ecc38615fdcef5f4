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

// As it comes: in the names of those whose hooks it stands in for, too.
HeaderList headersOf(const QByteArray &event)
{
    HeaderList headers;
    for (const QByteArray &family : {"X-Forgejo"_ba, "X-Gitea"_ba, "X-Gogs"_ba, "X-GitHub"_ba})
        headers << std::pair(family + "-Delivery", "f6266f16"_ba) << std::pair(family + "-Event", event)
                << std::pair(family + "-Event-Type", event);
    return headers;
}

Run run(const QByteArray &event, const QByteArray &body)
{
    return runIn(forgejo(), posted(body, headersOf(event)));
}

Run run(const QByteArray &event, const QString &file)
{
    return run(event, fixture(u"forgejo/"_s + file));
}

// A run as it stood at a time; not yet started or stopped where that is empty.
Run at(const QString &word, const QString &updated, const QString &started = {}, const QString &stopped = {})
{
    const auto iso = [](const QString &time) {
        return time.isEmpty() ? u"1970-01-01T00:00:00Z"_s : u"2026-11-20T%1Z"_s.arg(time);
    };
    QByteArray body = with(fixture(u"forgejo/action_run_success"_s), u"run.status"_s, word);
    body = with(with(body, u"run.updated"_s, iso(updated)), u"run.started"_s, iso(started));
    return run("workflow_run_"_ba + word.toLatin1(), with(body, u"run.stopped"_s, iso(stopped)));
}

Run job(qint64 id, int attempt, const QString &word)
{
    const QByteArray body = with(fixture(u"forgejo/workflow_job_running"_s), u"job.status"_s, word);
    return run("workflow_job_"_ba + word.toLatin1(),
               with(with(with(body, u"job.id"_s, id), u"job.attempt"_s, attempt), u"job.name"_s, QString::number(id)));
}

std::optional<TimePoint> time(const QString &iso)
{
    return fromIso(iso);
}

} // namespace

class ForgejoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsRecognisedBeforeGiteaAndGithub()
    {
        const Delivery one = posted("{}", headersOf("action_run_success"_ba));
        QCOMPARE(recognisedAs(one), "forgejo"_ba);
        QCOMPARE(forgejo().idOf(one), "f6266f16"_ba);
        QCOMPARE(forgejo().eventOf(one), u"action_run_success"_s);
        const Delivery typed = posted(
                fixture(u"forgejo/action_run_success"_s),
                {{"X-Forgejo-Event"_ba, ""_ba}, {"X-Forgejo-Event-Type"_ba, "action_run_success"_ba}});
        QCOMPARE(recognisedAs(typed), "forgejo"_ba);
        QCOMPARE(runIn(forgejo(), typed).number, 31);
    }

    void aRunIsRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("action_run_success") << u"action_run_success"_s;
        QTest::newRow("action_run_recover") << u"action_run_recover"_s;
    }
    void aRunIsRead()
    {
        QFETCH(QString, file);
        const Run read = run(QTest::currentDataTag(), file);
        QCOMPARE(read.provider, u"forgejo"_s);
        QCOMPARE(read.project, u"acme/wall"_s);
        QCOMPARE(read.pipeline, u"ci.yml"_s);
        QCOMPARE(read.ref, u"main"_s);
        QCOMPARE(read.commit, u"5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706"_s);
        QCOMPARE(read.message, u"Add the engine"_s);
        QCOMPARE(read.author, u"ada"_s);
        QCOMPARE(read.reported, State::Success);
        QCOMPARE(read.started, time(u"2026-11-20T22:00:05Z"_s));
        QCOMPARE(read.finished, time(u"2026-11-20T22:02:00Z"_s));
        QCOMPARE(merge({}, read).duration, std::optional(115.0));
        QCOMPARE(read.url, u"https://git.example.org/acme/wall/actions/runs/31"_s);
        QCOMPARE(read.key, u"612"_s);
        QCOMPARE(read.number, 31);
        QCOMPARE(read.sequence, 612);
        QCOMPARE(read.said, *time(u"2026-11-20T22:02:00Z"_s));
    }

    void everyWordHasItsState_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("waiting") << State::Queued;
        QTest::newRow("blocked") << State::Waiting;
        QTest::newRow("running") << State::Running;
        QTest::newRow("cancelling") << State::Running;
        QTest::newRow("success") << State::Success;
        QTest::newRow("failure") << State::Failed;
        QTest::newRow("cancelled") << State::Canceled;
        QTest::newRow("skipped") << State::Skipped;
        QTest::newRow("unknown") << State::Unknown;
        QTest::newRow("a_word_of_tomorrow") << State::Unknown;
    }
    void everyWordHasItsState()
    {
        QFETCH(State, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run read = at(word, u"22:02:00"_s, u"22:00:05"_s, u"22:02:00"_s);
        QCOMPARE(read.reported, state);
        QCOMPARE(read.word, state == State::Unknown ? word : QString());
        QCOMPARE(read.finished.has_value(), isFinished(state));
        QCOMPARE(job(1203, 1, word).jobs.constFirst().state, state);
    }

    void aDurationIsInNanosecondsAndThatOfEveryAttempt()
    {
        const Run second = run("action_run_success"_ba,
                               u"action_run_success_of_a_second_attempt_with_the_duration_of_both"_s);
        QCOMPARE(merge({}, second).duration, std::optional(30.0));
        const Run bare = run("action_run_success"_ba, u"action_run_success_with_a_duration_and_no_start"_s);
        QVERIFY(!bare.started);
        QCOMPARE(bare.duration, std::optional(115.0));
        const Run none = run("action_run_failure"_ba,
                             u"action_run_failure_of_a_run_that_was_canceled_before_it_began"_s);
        QCOMPARE(none.reported, State::Canceled);
        QVERIFY(!none.started && !none.duration);
    }

    void aJobSpeaksForItselfAlone()
    {
        const Run read = run("workflow_job_running"_ba, u"workflow_job_running"_s);
        QCOMPARE(laneOf(read), laneOf(run("action_run_success"_ba, u"action_run_success"_s)));
        QCOMPARE(read.key, u"612"_s);
        QCOMPARE(read.number, 31);
        QCOMPARE(read.generation, 0);
        QCOMPARE(read.jobs,
                 (QList<Job>{{.key = 1'203'001,
                              .name = u"tests"_s,
                              .state = State::Running,
                              .url = u"https://git.example.org/acme/wall/actions/runs/31/jobs/0/attempt/1"_s}}));
    }

    void whatHasNothingToShowSaysSo()
    {
        const QString why = whyIgnored(forgejo(), posted(fixture(u"forgejo/push"_s), headersOf("push"_ba)));
        QCOMPARE(why,
                 u"Forgejo's \"push\" events have nothing to show; those of action runs and of workflow jobs do"_s);
        QCOMPARE(wrongPlace(forgejo(), posted(fixture(u"forgejo/action_run_success"_s))),
                 u"header X-Forgejo-Event-Type"_s);
    }

    void nullsAreNothing()
    {
        const Run read = run("action_run_success"_ba, u"action_run_success_with_nulls_for_objects"_s);
        QCOMPARE(read.reported, State::Success);
        QCOMPARE(read.author, QString());
        QCOMPARE(read.ref, QString());
        QCOMPARE(read.pipeline, QString());
    }

    void aRunThatNothingIsMeasuredOfIsStillARun()
    {
        const Run read = run("action_run_success"_ba, u"action_run_success_with_nothing_but_what_is_needed"_s);
        QCOMPARE(read.reported, State::Success);
        QVERIFY(!read.started && !read.finished && !read.duration);
        QCOMPARE(read.said, TimePoint{});
        QCOMPARE(read.generation, 1);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("path");
        const auto row = [](const QString &event, const QString &path) {
            QTest::newRow(qPrintable(event + u' ' + path)) << event << path;
        };
        row(u"action_run_success"_s, u"run.id"_s);
        row(u"action_run_success"_s, u"run.repository.full_name"_s);
        row(u"action_run_success"_s, u"run.status"_s);
        row(u"workflow_job_running"_s, u"run.id"_s);
        row(u"workflow_job_running"_s, u"job.id"_s);
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, event);
        QFETCH(QString, path);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(forgejo(),
                                posted(with(fixture(u"forgejo/"_s + event), path, value), headersOf(event.toLatin1()))),
                     u"field \"%1\""_s.arg(path));
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run read = run("action_run_success"_ba,
                             u"action_run_success_with_html_a_script_url_and_a_control_character"_s);
        QCOMPARE(read.url, QString());
        QCOMPARE(read.pipeline, u"<script>.yml"_s);
        QCOMPARE(read.message, u"<img src=x onerror=alert(1)>"_s);
        QCOMPARE(read.ref, u"a b"_s);
    }

    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<QList<Run>>("runs"); // in the order in which they were said
        QTest::addColumn<State>("state");
        const QList<Run> failed{at(u"waiting"_s, u"22:00:00"_s), job(1203, 1, u"running"_s),
                                at(u"running"_s, u"22:00:05"_s, u"22:00:05"_s), job(1203, 1, u"failure"_s),
                                at(u"failure"_s, u"22:02:00"_s, u"22:00:05"_s, u"22:02:00"_s)};
        QTest::newRow("failed") << failed << State::Failed;
        QTest::newRow("failed, and its next attempt has been asked for")
                << failed + QList<Run>{job(1203, 2, u"waiting"_s), at(u"waiting"_s, u"22:10:00"_s)} << State::Queued;
        QTest::newRow("failed, tried again, passed") << failed.last(3)
                        + QList<Run>{at(u"waiting"_s, u"22:10:00"_s), job(1203, 2, u"success"_s),
                                     at(u"success"_s, u"22:12:00"_s, u"22:10:05"_s, u"22:12:00"_s)}
                                                     << State::Success;
        QTest::newRow("begun and ended within a second")
                << QList<Run>{at(u"waiting"_s, u"22:00:00"_s), at(u"running"_s, u"22:00:00"_s, u"22:00:00"_s),
                              at(u"success"_s, u"22:00:00"_s, u"22:00:00"_s, u"22:00:00"_s)}
                << State::Success;
        QTest::newRow("jobs alone") << QList<Run>{job(1203, 1, u"running"_s), job(1204, 1, u"blocked"_s),
                                                  job(1203, 1, u"failure"_s), job(1203, 2, u"success"_s)}
                                    << State::Running;
    }
    void everyOrderEndsTheSame()
    {
        QFETCH(QList<Run>, runs);
        QFETCH(State, state);
        QCOMPARE(mergeAll(runs).state, state);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void itsSignatureIsOverTheDocument()
    {
        const QByteArray document = fixture(u"forgejo/action_run_success"_s);
        const QByteArray signature = hmacOfQt().hmacSha256("s3cret", document).toHex();
        const auto verdict = [](const HeaderList &headers, const QByteArray &body) {
            return prove(forgejo().schemes, unpack(headers, body, received), {"s3cret"}, hmacOfQt()).verdict;
        };
        const auto form = std::pair("Content-Type"_ba, "application/x-www-form-urlencoded"_ba);
        QCOMPARE(verdict({{"X-Forgejo-Signature"_ba, signature}}, document), Verdict::Given);
        QCOMPARE(verdict({form, {"X-Forgejo-Signature"_ba, signature}}, "payload=" + document.toPercentEncoding()),
                 Verdict::Given);
        QCOMPARE(verdict({{"X-Forgejo-Signature"_ba, QByteArray(64, '0')}}, document), Verdict::Wrong);
        QCOMPARE(verdict({{"X-Forgejo-Signature"_ba, ""_ba}}, document), Verdict::Missing); // no secret is set there
    }
};

QTEST_GUILESS_MAIN(ForgejoTest)
#include "forgejo_test.moc"
