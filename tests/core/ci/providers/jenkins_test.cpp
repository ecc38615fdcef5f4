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

const Provider provider = jenkins();

QByteArray body(const QString &name)
{
    return fixture(u"jenkins/"_s + name);
}

Run run(const QByteArray &json)
{
    return runIn(provider, posted(json));
}

Run runOf(const QString &name)
{
    return run(body(name));
}

} // namespace

class JenkinsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFinalizedBuildIsRead()
    {
        const Run build = runOf(u"finalized"_s);
        QCOMPARE(build.provider, u"jenkins"_s);
        QCOMPARE(build.project, u"team/wall/feature/lanes"_s);
        QCOMPARE(build.pipeline, QString());
        QCOMPARE(build.ref, u"feature/lanes"_s);
        QCOMPARE(build.commit, u"c6d86dc654b12425e706bcf951adfe5a8627a517"_s);
        QCOMPARE(build.message, u"3 of 120 tests failed"_s);
        QCOMPARE(build.author, u"ada, grace"_s);
        QCOMPARE(build.state, State::Warning);
        QVERIFY(!build.started); // it is not told
        QCOMPARE(build.finished, std::optional(fromUnixMs(1'795'212'196'950)));
        QCOMPARE(build.duration, std::optional(95.523));
        QCOMPARE(build.url, u"https://jenkins.example.com/job/team/job/wall/job/feature%252Flanes/18/"_s);
        QCOMPARE(build.key, u"queue 4711"_s);
        QCOMPARE(build.number, 18);
        QCOMPARE(build.said, fromUnixMs(1'795'212'196'950));
        QCOMPARE(build.generation, 1);
    }

    void aStartedBuildHasNoCommitYet()
    {
        const Run build = runOf(u"started"_s);
        QCOMPARE(build.state, State::Running);
        QCOMPARE(build.started, std::optional(fromUnixMs(1'795'212'100'900)));
        QCOMPARE(build.sequence, 1'795'212'100'900);
        QVERIFY(!build.finished);
        QVERIFY(!build.duration);
        QCOMPARE(build.commit, QString()); // what is told is that of the build before
        QCOMPARE(build.ref, u"feature/lanes"_s);
    }

    void everyPhaseAndResultHasItsState_data()
    {
        QTest::addColumn<QString>("phase");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *phase, const char *result, const char *state, const char *word = "") {
            QTest::addRow("%s %s", phase, result) << QString::fromLatin1(phase) << QString::fromLatin1(result)
                                                  << QByteArray(state) << QString::fromLatin1(word);
        };
        row("QUEUED", "", "queued");
        row("STARTED", "", "running");
        row("STARTED", "FAILURE", "failing");
        row("STARTED", "UNSTABLE", "running");
        row("NONE", "", "running");
        row("NONE", "FAILURE", "failing");
        for (const char *phase : {"COMPLETED", "FINALIZED", "finalized"}) {
            row(phase, "SUCCESS", "success");
            row(phase, "UNSTABLE", "warning");
            row(phase, "FAILURE", "failed");
            row(phase, "ABORTED", "canceled");
            row(phase, "NOT_BUILT", "skipped");
            row(phase, "", "success");
            row(phase, "EXPLODED", "unknown", "EXPLODED");
        }
        row("ARCHIVED", "SUCCESS", "unknown", "ARCHIVED");
    }
    void everyPhaseAndResultHasItsState()
    {
        QFETCH(QString, phase);
        QFETCH(QString, result);
        const QJsonValue status = result.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(result);
        const Run build = run(with(with(body(u"completed"_s), u"build.phase"_s, phase), u"build.status"_s, status));
        QTEST(stateWord(build.state), "state");
        QTEST(build.word, "word");
        QCOMPARE(build.finished.has_value(), isFinished(build.state));
    }

    void theLastOfTheDeliveriesIsWhatStays()
    {
        const QList<Run> runs{runOf(u"queued"_s), runOf(u"started"_s), runOf(u"completed"_s), runOf(u"finalized"_s)};
        const Run build = mergeAll(runs);
        QCOMPARE(build.state, State::Warning);
        QCOMPARE(build.started, std::optional(fromUnixMs(1'795'212'100'900)));
        QCOMPARE(build.finished, std::optional(fromUnixMs(1'795'212'196'950)));
        QCOMPARE(build.duration, std::optional(95.523));
        QCOMPARE(build.commit, u"c6d86dc654b12425e706bcf951adfe5a8627a517"_s);
        QCOMPARE(build.sequence, 1'795'212'100'900);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    // The time of QUEUED may be past that of STARTED: the one is taken from two clocks, the other is rounded.
    void aBuildThatStartedIsNotQueuedAgain()
    {
        const QList<Run> runs{runOf(u"queued"_s), runOf(u"started"_s)};
        QVERIFY(runs.at(0).said < runs.at(1).said);
        QCOMPARE(mergeAll(runs).state, State::Running);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    // `notifyEndpoints` may say how far a pipeline is at any time, with a result that is not yet the last.
    void whatAPipelineSaysOfItselfIsNotItsEnd()
    {
        const QByteArray whole = body(u"completed"_s);
        QByteArray early = with(whole, u"build.status"_s, QJsonValue(QJsonValue::Undefined));
        early = with(with(early, u"build.timestamp"_s, qint64(1'795'212'150'000)), u"build.duration"_s, 0);
        const QByteArray red = with(with(body(u"started"_s), u"build.timestamp"_s, qint64(1'795'212'140'000)),
                                    u"build.status"_s, u"FAILURE"_s);
        QCOMPARE(mergeAll({runOf(u"started"_s), run(red)}).state, State::Failing);
        const QList<Run> runs{runOf(u"started"_s), run(red), run(early),
                              run(with(whole, u"build.status"_s, u"FAILURE"_s))};
        for (const QList<Run> &order : {runs, QList<Run>(runs.rbegin(), runs.rend())}) {
            QCOMPARE(mergeAll(order).state, State::Failed);
            QCOMPARE(mergeAll(order).duration, std::optional(95.523));
        }
    }

    void aBranchThatComesBackCountsFromOneAgain()
    {
        const Run before = runOf(u"finalized"_s);
        QByteArray again = with(with(body(u"finalized"_s), u"build.number"_s, 1), u"build.queue_id"_s, 5000);
        again = with(again, u"build.timestamp"_s, qint64(1'795'213'000'000));
        const Run after = run(again);
        QVERIFY(after.key != before.key);
        QVERIFY(isLater(after, before));
        QCOMPARE(laneOf(after), laneOf(before));
    }

    void aClockThatIsAheadDoesNotKeepTheLane()
    {
        const TimePoint nextYear = received + std::chrono::hours(24 * 365);
        const Run ahead = run(with(body(u"finalized"_s), u"build.timestamp"_s, toUnixMs(nextYear)));
        QCOMPARE(ahead.sequence, toUnixMs(received) - 95'523);
        QByteArray next = with(with(body(u"started"_s), u"build.number"_s, 19), u"build.queue_id"_s, 4712);
        next = with(next, u"build.timestamp"_s, toUnixMs(received));
        QVERIFY(isLater(run(next), ahead));
        const TimePoint tomorrow = received + std::chrono::hours(24);
        QCOMPARE(run(with(body(u"started"_s), u"build.timestamp"_s, toUnixMs(tomorrow))).sequence, toUnixMs(tomorrow));
    }

    void anOlderPluginSendsNoQueueIdAndNoTime()
    {
        const Run build = runOf(u"from_a_plugin_without_queue_ids"_s);
        QCOMPARE(build.key, u"42"_s);
        QCOMPARE(build.project, u"asgard"_s);
        QCOMPARE(build.ref, u"master"_s);
        QCOMPARE(build.message, u"Nightly of the release branch"_s);
        QCOMPARE(build.state, State::Success);
        QCOMPARE(build.sequence, toUnixMs(received));
        QVERIFY(!build.finished);
    }

    void branchesLoseTheirRemote_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::newRow("origin/main") << u"main"_s;
        QTest::newRow("origin/feature/x") << u"feature/x"_s;
        QTest::newRow("refs/remotes/upstream/feature/x") << u"feature/x"_s;
        QTest::newRow("refs/heads/main") << u"main"_s;
        QTest::newRow("feature/x") << u"feature/x"_s;
        QTest::newRow("original") << u"original"_s;
        QTest::newRow("detached") << QString();
    }
    void branchesLoseTheirRemote()
    {
        const QString branch = QString::fromLatin1(QTest::currentDataTag());
        QTEST(run(with(body(u"completed"_s), u"build.scm.branch"_s, branch)).ref, "ref");
    }

    void aJobIsNamedByItsFolders_data()
    {
        QTest::addColumn<QString>("project");
        QTest::newRow("job/wall/") << u"wall"_s;
        QTest::newRow("job/team/job/wall/job/main/") << u"team/wall/main"_s;
        QTest::newRow("job/job/job/job/") << u"job/job"_s;
        QTest::newRow("job/my%20wall/") << u"my wall"_s;
        QTest::newRow("job/wall/os=linux/") << u"wall/os=linux"_s; // of a matrix
        QTest::newRow("") << u"feature%2Flanes"_s;
        QTest::newRow("/") << u"feature%2Flanes"_s;
    }
    void aJobIsNamedByItsFolders()
    {
        QTEST(run(with(body(u"completed"_s), u"url"_s, QString::fromLatin1(QTest::currentDataTag()))).project,
              "project");
    }

    void whatIsMissingIsNamed()
    {
        const QByteArray whole = body(u"completed"_s);
        const auto wrong = [](const QByteArray &json) { return wrongPlace(provider, posted(json)); };
        for (const QJsonValue &value : namelessValues()) {
            QCOMPARE(wrong(with(whole, u"build"_s, value)), u"field \"build.phase\""_s);
            QCOMPARE(wrong(with(whole, u"build.phase"_s, value)), u"field \"build.phase\""_s);
            QCOMPARE(wrong(with(with(whole, u"url"_s, value), u"name"_s, value)), u"field \"url\""_s);
            QCOMPARE(wrong(with(with(whole, u"build.queue_id"_s, -1), u"build.number"_s, value)),
                     u"field \"build.number\""_s);
        }
    }

    void nullsAreNothing()
    {
        const Run build = runOf(u"nulls_for_objects"_s);
        QCOMPARE(build.project, u"wall"_s);
        QCOMPARE(build.key, u"7"_s);
        QCOMPARE(build.state, State::Running);
        QCOMPARE(build.ref, QString());
        QCOMPARE(build.message, QString());
        QVERIFY(!build.started);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run build = runOf(u"names_with_html_and_script_urls"_s);
        QCOMPARE(build.url, QString());
        QCOMPARE(build.project, u"<b>wall</b>"_s);
        QCOMPARE(build.ref, u"<script>"_s);
        QCOMPARE(build.message, u"<img src=x onerror=alert(1)>  & more"_s);
        QCOMPARE(build.author, u"<i>ada</i>"_s);
        QCOMPARE(build.state, State::Failed);
    }

    void itIsKnownByItsShape()
    {
        for (const auto &name : {u"queued"_s, u"finalized"_s, u"from_a_plugin_without_queue_ids"_s}) {
            const Delivery delivery = posted(body(name));
            QCOMPARE(recognisedAs(delivery), "jenkins"_ba);
            QCOMPARE(provider.idOf(delivery), QByteArray());
        }
        QCOMPARE(provider.eventOf(posted(body(u"queued"_s))), u"QUEUED"_s);
        QCOMPARE(recognisedAs(posted("{\"build\":{\"phase\":\"STARTED\"}}")), QByteArray());
    }

    void xmlIsRefusedWithAWayOut()
    {
        const auto reading = readDelivery(provider, posted("<?xml version=\"1.0\"?><job><name>wall</name></job>"));
        QVERIFY(!reading);
        QVERIFY(reading.error().sentence().contains(u"choose JSON"_s));
    }
};

QTEST_GUILESS_MAIN(JenkinsTest)
#include "jenkins_test.moc"
