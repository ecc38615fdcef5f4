// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/providers/tcwebhooks.h"
#include "tests/core/ci/hook_fixtures.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

const Provider provider = teamcity();

QByteArray body(const QString &name)
{
    return fixture(u"teamcity/"_s + name);
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

class TeamcityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFinishedBuildIsRead()
    {
        const Run build = runOf(u"finished"_s);
        QCOMPARE(build.provider, u"teamcity"_s);
        QCOMPARE(build.project, u"Tally / Wall"_s);
        QCOMPARE(build.pipeline, u"Build"_s);
        QCOMPARE(build.ref, u"main"_s);
        QCOMPARE(build.commit, u"d1a9f4773431d60bb53d9a9c5476c6813c266775"_s);
        QCOMPARE(build.message, u"Lanes for every stage"_s);
        QCOMPARE(build.author, u"Ada Lovelace"_s);
        QCOMPARE(build.state, State::Failed);
        QCOMPARE(build.started, fromIso(u"2026-11-20T20:00:12Z"_s));
        QCOMPARE(build.finished, fromIso(u"2026-11-20T20:10:02Z"_s));
        QCOMPARE(mergedInOrder({build}).duration, std::optional(590.0));
        QCOMPARE(build.url, u"https://teamcity.example.com/buildConfiguration/Tally_Wall_Build/901"_s);
        QCOMPARE(build.key, u"901"_s);
        QCOMPARE(build.number, 2031);
        QCOMPARE(build.sequence, 901);
        QCOMPARE(build.said, *build.finished);
    }

    void everyEventAndWordHasItsState_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *event, const char *state, const char *status, const char *expected) {
            QTest::addRow("%s %s %s", event, state, status) << QString::fromLatin1(event) << QString::fromLatin1(state)
                                                            << QString::fromLatin1(status) << QByteArray(expected);
        };
        row("BUILD_TYPE_ADDED_TO_QUEUE", "queued", "UNKNOWN", "queued");
        row("BUILD_TYPE_ADDED_TO_QUEUE", "", "", "queued");
        row("BUILD_TYPE_ADDED_TO_QUEUE", "running", "SUCCESS", "running"); // it was read later than it happened
        row("BUILD_REMOVED_FROM_QUEUE", "running", "SUCCESS", "running");  // since it started
        row("BUILD_REMOVED_FROM_QUEUE", "deleted", "", "canceled");
        row("CHANGES_LOADED", "queued", "", "queued");
        row("CHANGES_LOADED", "", "", "queued");
        row("CHANGES_LOADED", "running", "SUCCESS", "running");
        row("BUILD_STARTED", "running", "SUCCESS", "running");
        row("BUILD_STARTED", "", "", "running");
        row("BUILD_STARTED", "finished", "SUCCESS", "success");
        row("BUILD_PROBLEMS_CHANGED", "running", "FAILURE", "failing");
        row("BUILD_PROBLEMS_CHANGED", "running", "ERROR", "failing");
        row("BUILD_PROBLEMS_CHANGED", "finished", "FAILURE", "failed");
        row("BUILD_PROBLEMS_CHANGED", "", "FAILURE", "failing");
        row("BUILD_FINISHED", "finished", "SUCCESS", "success");
        row("BUILD_FINISHED", "running", "SUCCESS", "success");
        row("BUILD_FINISHED", "", "FAILURE", "failed");
        row("BUILD_FINISHED", "finished", "ERROR", "error");
        row("BUILD_FINISHED", "finished", "UNKNOWN", "canceled");
        row("BUILD_FINISHED", "finished", "WARM", "unknown");
        row("BUILD_INTERRUPTED", "running", "UNKNOWN", "canceled");
        row("BUILD_INTERRUPTED", "finished", "FAILURE", "canceled");
        row("BUILD_INTERRUPTED", "", "", "canceled");
        row("BUILD_STARTED", "paused", "SUCCESS", "unknown");
    }
    void everyEventAndWordHasItsState()
    {
        QFETCH(QString, event);
        QFETCH(QString, state);
        QFETCH(QString, status);
        QFETCH(QByteArray, expected);
        QByteArray json = with(body(u"finished"_s), u"eventType"_s, event);
        json = with(with(json, u"payload.state"_s, valueOf(state)), u"payload.status"_s, valueOf(status));
        const Run build = run(json);
        QCOMPARE(stateWord(build.state), expected);
        QCOMPARE(build.word.isEmpty(), expected != "unknown");
        QCOMPARE(build.finished.has_value(), isFinished(build.state));
    }

    void aBuildThatCouldNotStartIsAnError()
    {
        const Run build = run(with(body(u"finished"_s), u"payload.failedToStart"_s, true));
        QCOMPARE(build.state, State::Error);
    }

    void theLastOfTheDeliveriesIsWhatStays()
    {
        const QList<Run> runs{runOf(u"queued"_s), runOf(u"changes_loaded"_s), runOf(u"started"_s),
                              runOf(u"problems_changed"_s), runOf(u"finished"_s)};
        QCOMPARE(mergedInOrder(runs.first(2)).state, State::Queued);
        QCOMPARE(mergedInOrder(runs.first(3)).state, State::Running);
        QCOMPARE(mergedInOrder(runs.first(4)).state, State::Failing);
        QCOMPARE(mergedInOrder(runs).state, State::Failed);
        QCOMPARE(ordersThatDiffer(runs), 0);
        QCOMPARE(ordersThatDiffer(runs.first(4)), 0);
    }

    void redGoesBeforeRunningWhereNobodySaysWhen()
    {
        const auto timeless = [](const QString &name) {
            return run(with(body(name), u"payload.running-info"_s, QJsonValue(QJsonValue::Undefined)));
        };
        const QList<Run> runs{timeless(u"started"_s), timeless(u"problems_changed"_s)};
        QCOMPARE(mergedInOrder(runs).state, State::Failing);
        QCOMPARE(ordersThatDiffer(runs), 0);
    }

    void anInterruptedBuildIsCanceled()
    {
        const Run build = runOf(u"interrupted"_s);
        QCOMPARE(build.state, State::Canceled);
        QCOMPARE(build.finished, fromIso(u"2026-11-20T20:04:02Z"_s));
        QCOMPARE(build.message, u"wrong branch"_s);
        const QList<Run> runs{runOf(u"queued"_s), runOf(u"changes_loaded"_s), runOf(u"started"_s), build};
        QCOMPARE(mergedInOrder(runs).state, State::Canceled);
        QCOMPARE(ordersThatDiffer(runs), 0);
    }

    void whatIsNoBuildOfTheTeamIsIgnored()
    {
        QVERIFY(whyIgnored(provider, posted(body(u"agent"_s))).contains(u"AGENT_REGISTRED"_s));
        QVERIFY(whyIgnored(provider, posted(body(u"personal"_s))).contains(u"personal"_s));
        QVERIFY(whyIgnored(provider, posted(body(u"plugin_personal"_s))).contains(u"personal"_s));
        const QByteArray own = with(body(u"plugin_finished"_s), u"build.buildIsPersonal"_s, true);
        QVERIFY(whyIgnored(provider, posted(own)).contains(u"personal"_s));
        for (const auto &type : {u"responsibilityChanged"_s, u"buildPinned"_s, u"buildUnpinned"_s, u"testsMuted"_s,
                                 u"testsUnmuted"_s, u"reportStatistics"_s, u"serviceMessageReceived"_s}) {
            const QByteArray other = with(body(u"plugin_finished"_s), u"build.notifyType"_s, type);
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

    void aNumberMayBeAnyText()
    {
        QCOMPARE(run(with(body(u"finished"_s), u"payload.number"_s, u"1.2.43"_s)).number, 0);
        QCOMPARE(run(with(body(u"finished"_s), u"payload.number"_s, u"1.2.43"_s)).sequence, 901);
    }

    void theDefaultBranchHasNoName()
    {
        QCOMPARE(run(with(body(u"finished"_s), u"payload.branchName"_s, u"<default>"_s)).ref, QString());
        QCOMPARE(run(with(body(u"plugin_finished"_s), u"build.branchDisplayName"_s, u"<default>"_s)).ref, QString());
    }

    void aBuildOfThePluginIsRead()
    {
        const Run build = runOf(u"plugin_finished"_s);
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
        const QByteArray bare = with(body(u"plugin_finished"_s), u"build.changes"_s, QJsonArray());
        QCOMPARE(run(bare).message, u"Tests failed: 3 (2 new), passed: 117"_s);
        QCOMPARE(run(with(bare, u"build.buildNumber"_s, u"5535 - CL 123456"_s)).number, 0);
    }

    void everyEventOfThePluginHasItsState_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *event, const char *result, const char *expected) {
            QTest::addRow("%s %s", event, result)
                    << QString::fromLatin1(event) << QString::fromLatin1(result) << QByteArray(expected);
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
        row("buildFinished", "unknown", "unknown");
        row("buildFinished", "", "unknown");
        row("buildSuccessful", "success", "success");
        row("buildFixed", "success", "success");
        row("buildFailed", "failure", "failed");
        row("buildBroken", "failure", "failed");
        row("buildExploded", "failure", "unknown");
    }
    void everyEventOfThePluginHasItsState()
    {
        QFETCH(QString, event);
        QFETCH(QString, result);
        QFETCH(QByteArray, expected);
        const QByteArray json = with(body(u"plugin_finished"_s), u"build.notifyType"_s, event);
        const Run build = run(with(json, u"build.buildResult"_s, valueOf(result)));
        QCOMPARE(stateWord(build.state), expected);
        QCOMPARE(build.word.isEmpty(), expected != "unknown");
    }

    void theLastOfThePluginsDeliveriesIsWhatStays()
    {
        const QList<Run> runs{runOf(u"plugin_added_to_queue"_s), runOf(u"plugin_started"_s),
                              runOf(u"plugin_changes_loaded"_s), runOf(u"plugin_almost_finished"_s),
                              runOf(u"plugin_finished"_s)};
        QCOMPARE(mergedInOrder(runs.first(1)).state, State::Queued);
        QCOMPARE(mergedInOrder(runs.first(3)).state, State::Running);
        QCOMPARE(mergedInOrder(runs.first(4)).state, State::Failing);
        QCOMPARE(mergedInOrder(runs).state, State::Failed);
        QCOMPARE(mergedInOrder(runs).number, 5535);
        QCOMPARE(ordersThatDiffer(runs), 0);
        QCOMPARE(ordersThatDiffer(runs.first(4)), 0);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("field");
        QTest::newRow("event") << u"finished"_s << u"eventType"_s << u"eventType"_s;
        QTest::newRow("id") << u"finished"_s << u"payload.id"_s << u"payload.id"_s;
        QTest::newRow("payload") << u"finished"_s << u"payload"_s << u"payload.buildType.projectName"_s;
        QTest::newRow("plugin's id") << u"plugin_finished"_s << u"build.buildId"_s << u"build.buildId"_s;
        QTest::newRow("plugin's event") << u"plugin_finished"_s << u"build.notifyType"_s << u"build.notifyType"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, path);
        QFETCH(QString, field);
        for (const QJsonValue &value : {QJsonValue(QJsonValue::Null), QJsonValue(QJsonArray{1}), QJsonValue(true)})
            QCOMPARE(wrongField(provider, posted(with(body(file), path, value))), u"field \"%1\""_s.arg(field));
    }

    // As in the example of TeamCity's own documentation.
    void fieldsThatWereChosenWithoutAnIdAreNotEnough()
    {
        QCOMPARE(wrongField(provider, posted(body(u"interrupted_with_chosen_fields"_s))), u"field \"payload.id\""_s);
    }

    void nullsAreNothing()
    {
        const Run build = runOf(u"nulls_for_objects"_s);
        QCOMPARE(build.project, u"Tally_Wall_Build"_s);
        QCOMPARE(build.state, State::Success);
        QCOMPARE(build.said, TimePoint{});
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run build = runOf(u"names_with_html_and_script_urls"_s);
        QCOMPARE(build.url, QString());
        QCOMPARE(build.project, u"<b>Tally</b>"_s);
        QCOMPARE(build.pipeline, u"<i>Build</i>"_s);
        QCOMPARE(build.ref, u"<script>"_s);
        QCOMPARE(build.message, u"<img src=x onerror=alert(1)>"_s);
        QCOMPARE(build.author, u"<u>ada</u>"_s);
        QCOMPARE(build.number, 0);
    }

    void anyMemberMayHaveAnyType_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto &file : {u"problems_changed"_s, u"finished"_s, u"interrupted"_s, u"plugin_finished"_s})
            QTest::newRow(qPrintable(file)) << file;
    }
    void anyMemberMayHaveAnyType()
    {
        QFETCH(QString, file);
        QVERIFY(runsOfOddShapes(provider, posted(body(file))) > 100);
    }

    void itIsKnownByItsShape()
    {
        for (const auto &name :
             {u"queued"_s, u"finished"_s, u"agent"_s, u"plugin_added_to_queue"_s, u"plugin_finished"_s}) {
            const Provider *known = providerOf(builtInProviders(), posted(body(name)));
            QVERIFY(known);
            QCOMPARE(known->name, "teamcity"_ba);
            QCOMPARE(provider.idOf(posted(body(name))), QByteArray());
        }
        QCOMPARE(provider.eventOf(posted(body(u"queued"_s))), u"BUILD_TYPE_ADDED_TO_QUEUE"_s);
        QCOMPARE(provider.eventOf(posted(body(u"plugin_started"_s))), u"buildStarted"_s);
        QVERIFY(!providerOf(builtInProviders(), posted(R"({"eventType":"build_finished","payload":{}})")));
        QVERIFY(!providerOf(builtInProviders(), posted(R"({"eventType":"BUILD_FINISHED"})")));
    }
};

QTEST_GUILESS_MAIN(TeamcityTest)
#include "teamcity_test.moc"
