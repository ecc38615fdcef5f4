// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What GitHub tells of checks, statuses and deployments, whoever makes them.
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/merging.h"
#include "tests/core/ci/providers/github_posts.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

class GithubChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QCOMPARE(suite.finished, fromIso(u"2026-11-20T22:01:41Z"_s));
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
        QCOMPARE(read.started, fromIso(u"2026-11-20T22:00:05Z"_s));
        const QByteArray elsewhere = with(fixture(u"github/status"_s), u"repository.default_branch"_s, u"trunk"_s);
        QCOMPARE(run("status"_ba, elsewhere).ref, u"feature/engine"_s);
        const Run bare = run("status"_ba, u"status_of_a_commit_on_no_branch_by_nobody_known"_s);
        QCOMPARE(bare.ref, QString());
        QCOMPARE(bare.author, u"Ada Lovelace"_s);
        QCOMPARE(bare.url, u"https://github.com/acme/wall/commit/5c1e5f2b0a7d4e3c9b8a7f6e5d4c3b2a19080706"_s);
    }

    void theSequenceOfAStatusIsThatOfTheFirstThatWasHeardOf()
    {
        const QByteArray first = fixture(u"github/status"_s);
        const QByteArray second = with(with(first, u"id"_s, qint64(5'000'000'009)), u"state"_s, u"success"_s);
        QCOMPARE(mergeAll({run("status"_ba, second), run("status"_ba, first)}).sequence, 5'000'000'001);
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
        QCOMPARE(read.said, *fromIso(u"2026-11-20T22:05:10Z"_s));
        QCOMPARE(run("deployment_status"_ba, u"deployment_status_of_a_bare_commit"_s).ref, QString());
        const QByteArray replaced = with(fixture(u"github/deployment_status"_s), u"deployment_status.state"_s,
                                         u"inactive"_s);
        QCOMPARE(whyIgnored(github(), sent("deployment_status"_ba, replaced)),
                 u"a newer deployment took the place of this one; how it ended stays"_s);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("path");
        const auto row = [](const QString &event, const QString &path) {
            QTest::newRow(qPrintable(event + u' ' + path)) << event << path;
        };
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
        const QByteArray whole = fixture(u"github/"_s + event);
        QVERIFY(!whole.isEmpty());
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(github(), sent(event.toLatin1(), with(whole, path, value))),
                     u"field \"%1\""_s.arg(path));
    }

    void everyOrderEndsTheSame_data()
    {
        QTest::addColumn<QList<Run>>("runs"); // in the order in which they were said
        QTest::addColumn<State>("state");
        const auto c = [](qint64 id, const QString &word) {
            QByteArray body = standing(fixture(u"github/check_run"_s), u"check_run"_s, word);
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
            QByteArray body = with(with(fixture(u"github/status"_s), u"id"_s, id), u"state"_s, word);
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
        QCOMPARE(endsOf(runs).size(), 1);
    }
};

QTEST_GUILESS_MAIN(GithubChecksTest)
#include "github_checks_test.moc"
