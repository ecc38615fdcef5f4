// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What TeamCity's plugin tcWebHooks posts.
#include "core/ci/providers/providers.h"
#include "core/ci/providers/tcwebhooks.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

const Provider provider = teamcity();

QByteArray body(const QString &name)
{
    return fixture(u"teamcity/plugin_"_s + name);
}

Run run(const QByteArray &json)
{
    return runIn(provider, posted(json));
}

Run runOf(const QString &name)
{
    return run(body(name));
}

QJsonValue valueOf(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

} // namespace

class TcwebhooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFinishedBuildIsRead()
    {
        const Run build = runOf(u"finished"_s);
        QCOMPARE(build.provider, u"teamcity"_s);
        QCOMPARE(build.project, u"Wall"_s);
        QCOMPARE(build.pipeline, u"Build"_s);
        QCOMPARE(build.ref, u"feature/lanes"_s);
        QCOMPARE(build.commit, u"d1a9f4773431d60bb53d9a9c5476c6813c266775"_s);
        QCOMPARE(build.message, u"Lanes for every stage"_s);
        QCOMPARE(build.author, u"Git"_s);
        QCOMPARE(build.state, State::Failed);
        QVERIFY(!build.started); // in a format of the server's language
        QCOMPARE(build.url, u"https://teamcity.example.com/viewLog.html?buildTypeId=Tally_Wall_Build&buildId=19952"_s);
        QCOMPARE(build.key, u"19952"_s);
        QCOMPARE(build.number, 5535);
        const QByteArray bare = with(body(u"finished"_s), u"build.changes"_s, QJsonArray());
        QCOMPARE(run(bare).message, u"Tests failed: 3 (2 new), passed: 117"_s);
        QCOMPARE(run(with(bare, u"build.buildNumber"_s, u"5535 - CL 123456"_s)).number, 0);
    }

    void everyEventAndResultHasItsState_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *event, const char *result, const char *expected, const char *word = "") {
            QTest::addRow("%s %s", event, result) << QString::fromLatin1(event) << QString::fromLatin1(result)
                                                  << QByteArray(expected) << QString::fromLatin1(word);
        };
        row("buildAddedToQueue", "unknown", "queued");
        row("buildRemovedFromQueue", "unknown", "canceled");
        row("buildStarted", "running", "running");
        row("changesLoaded", "running", "running");
        row("beforeBuildFinish", "success", "running");
        row("beforeBuildFinish", "failure", "failing");
        row("buildInterrupted", "interrupted", "canceled");
        row("buildFinished", "success", "success");
        row("buildFinished", "failure", "failed");
        row("buildFinished", "interrupted", "canceled");
        row("buildFinished", "unknown", "unknown", "unknown");
        row("buildFinished", "exploded", "unknown", "exploded");
        row("buildFinished", "running", "running");
        row("buildFinished", "", "unknown", "buildFinished");
        row("buildSuccessful", "success", "success");
        row("buildFixed", "success", "success");
        row("buildFailed", "failure", "failed");
        row("buildBroken", "failure", "failed");
        row("buildExploded", "failure", "unknown", "buildExploded");
    }
    void everyEventAndResultHasItsState()
    {
        QFETCH(QString, event);
        QFETCH(QString, result);
        QFETCH(QByteArray, expected);
        const QByteArray json = with(body(u"finished"_s), u"build.notifyType"_s, event);
        const Run build = run(with(json, u"build.buildResult"_s, valueOf(result)));
        QCOMPARE(stateWord(build.state), expected);
        QTEST(build.word, "word");
    }

    void theLastOfTheDeliveriesIsWhatStays()
    {
        const QList<Run> runs{runOf(u"added_to_queue"_s), runOf(u"started"_s), runOf(u"changes_loaded"_s),
                              runOf(u"almost_finished"_s), runOf(u"finished"_s)};
        QCOMPARE(mergeAll(runs.first(1)).state, State::Queued);
        QCOMPARE(mergeAll(runs.first(3)).state, State::Running);
        QCOMPARE(mergeAll(runs.first(4)).state, State::Failing);
        QCOMPARE(mergeAll(runs).state, State::Failed);
        QCOMPARE(mergeAll(runs).number, 5535);
        QCOMPARE(endsOf(runs).size(), 1);
        QCOMPARE(endsOf(runs.first(4)).size(), 1);
    }

    void theDefaultBranchHasNoName()
    {
        QCOMPARE(run(with(body(u"finished"_s), u"build.branchDisplayName"_s, u"<default>"_s)).ref, QString());
    }

    void whatIsNoBuildOfTheTeamIsIgnored()
    {
        const QByteArray finished = body(u"finished"_s);
        QVERIFY(whyIgnored(provider, posted(body(u"personal"_s))).contains(u"personal"_s));
        const QByteArray own = with(finished, u"build.buildIsPersonal"_s, true);
        QVERIFY(whyIgnored(provider, posted(own)).contains(u"personal"_s));
        for (const auto &type : {u"responsibilityChanged"_s, u"buildPinned"_s, u"buildUnpinned"_s, u"testsMuted"_s,
                                 u"testsUnmuted"_s, u"reportStatistics"_s, u"serviceMessageReceived"_s}) {
            const QByteArray other = with(finished, u"build.notifyType"_s, type);
            QVERIFY(whyIgnored(provider, posted(other)).contains(type));
        }
    }

    void timesAreRead_data()
    {
        QTest::addColumn<QString>("iso");
        QTest::newRow("20261120T210012+0100") << u"2026-11-20T20:00:12Z"_s;
        QTest::newRow("20261120T210012-0330") << u"2026-11-21T00:30:12Z"_s;
        QTest::newRow("20261120T210012+0000") << u"2026-11-20T21:00:12Z"_s;
        QTest::newRow("2026-11-20T21:00:12.500+01:00") << u"2026-11-20T20:00:12.500Z"_s;
        QTest::newRow("20/11/26 21:00") << QString();
        QTest::newRow("Nov 20, 2026 9:00:12 PM") << QString();
        QTest::newRow("20261320T250012+0100") << QString();
        QTest::newRow("xxxxxxxxTxxxxxxxxx") << QString();
        QTest::newRow("") << QString();
    }
    void timesAreRead()
    {
        QFETCH(QString, iso);
        QCOMPARE(teamcityMoment(QString::fromLatin1(QTest::currentDataTag())), fromIso(iso));
    }

    void whatIsMissingIsNamed()
    {
        const auto wrong = [](const QString &path, const QJsonValue &value) {
            return wrongPlace(provider, posted(with(body(u"finished"_s), path, value)));
        };
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrong(u"build.buildId"_s, value), u"field \"build.buildId\""_s);
        for (const QJsonValue &value : namelessValues().sliced(1)) // without the member it is nothing of the plugin's
            QCOMPARE(wrong(u"build.notifyType"_s, value), u"field \"build.notifyType\""_s);
    }

    void itIsKnownByItsShape()
    {
        for (const auto &name : {u"added_to_queue"_s, u"finished"_s}) {
            QCOMPARE(recognisedAs(posted(body(name))), "teamcity"_ba);
            QCOMPARE(provider.idOf(posted(body(name))), QByteArray());
        }
        QCOMPARE(provider.eventOf(posted(body(u"started"_s))), u"buildStarted"_s);
    }
};

QTEST_GUILESS_MAIN(TcwebhooksTest)
#include "tcwebhooks_test.moc"
