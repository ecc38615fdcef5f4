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
        QCOMPARE(mergeAll({build}).duration, std::optional(590.0));
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
        QTest::addColumn<QString>("word");
        const auto row = [](const char *event, const char *state, const char *status, const char *expected,
                            const char *word = "") {
            QTest::addRow("%s %s %s", event, state, status)
                    << QString::fromLatin1(event) << QString::fromLatin1(state) << QString::fromLatin1(status)
                    << QByteArray(expected) << QString::fromLatin1(word);
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
        row("BUILD_FINISHED", "finished", "WARM", "unknown", "WARM");
        row("BUILD_INTERRUPTED", "running", "UNKNOWN", "canceled");
        row("BUILD_INTERRUPTED", "finished", "FAILURE", "canceled");
        row("BUILD_INTERRUPTED", "", "", "canceled");
        row("BUILD_STARTED", "paused", "SUCCESS", "unknown", "paused");
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
        QTEST(build.word, "word");
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
        QCOMPARE(mergeAll(runs.first(2)).state, State::Queued);
        QCOMPARE(mergeAll(runs.first(3)).state, State::Running);
        QCOMPARE(mergeAll(runs.first(4)).state, State::Failing);
        QCOMPARE(mergeAll(runs).state, State::Failed);
        QCOMPARE(endsOf(runs).size(), 1);
        QCOMPARE(endsOf(runs.first(4)).size(), 1);
    }

    void redGoesBeforeRunningWhereNobodySaysWhen()
    {
        const auto timeless = [](const QString &name) {
            return run(with(body(name), u"payload.running-info"_s, QJsonValue(QJsonValue::Undefined)));
        };
        const QList<Run> runs{timeless(u"started"_s), timeless(u"problems_changed"_s)};
        QCOMPARE(mergeAll(runs).state, State::Failing);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void anInterruptedBuildIsCanceled()
    {
        const Run build = runOf(u"interrupted"_s);
        QCOMPARE(build.state, State::Canceled);
        QCOMPARE(build.finished, fromIso(u"2026-11-20T20:04:02Z"_s));
        QCOMPARE(build.message, u"wrong branch"_s);
        const QList<Run> runs{runOf(u"queued"_s), runOf(u"changes_loaded"_s), runOf(u"started"_s), build};
        QCOMPARE(mergeAll(runs).state, State::Canceled);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void whatIsNoBuildOfTheTeamIsIgnored()
    {
        QVERIFY(whyIgnored(provider, posted(body(u"agent"_s))).contains(u"AGENT_REGISTRED"_s));
        QVERIFY(whyIgnored(provider, posted(body(u"personal"_s))).contains(u"personal"_s));
    }

    void aNumberMayBeAnyText()
    {
        QCOMPARE(run(with(body(u"finished"_s), u"payload.number"_s, u"1.2.43"_s)).number, 0);
        QCOMPARE(run(with(body(u"finished"_s), u"payload.number"_s, u"1.2.43"_s)).sequence, 901);
    }

    void theDefaultBranchHasNoName()
    {
        QCOMPARE(run(with(body(u"finished"_s), u"payload.branchName"_s, u"<default>"_s)).ref, QString());
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("eventType") << u"eventType"_s;
        QTest::newRow("payload.id") << u"payload.id"_s;
        QTest::newRow("payload") << u"payload.buildType.projectName"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, field);
        const QString path = QString::fromLatin1(QTest::currentDataTag());
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(provider, posted(with(body(u"finished"_s), path, value))),
                     u"field \"%1\""_s.arg(field));
    }

    // As in the example of TeamCity's own documentation.
    void fieldsThatWereChosenWithoutAnIdAreNotEnough()
    {
        QCOMPARE(wrongPlace(provider, posted(body(u"interrupted_with_chosen_fields"_s))), u"field \"payload.id\""_s);
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

    void itIsKnownByItsShape()
    {
        for (const auto &name : {u"queued"_s, u"finished"_s, u"agent"_s}) {
            QCOMPARE(recognisedAs(posted(body(name))), "teamcity"_ba);
            QCOMPARE(provider.idOf(posted(body(name))), QByteArray());
        }
        QCOMPARE(provider.eventOf(posted(body(u"queued"_s))), u"BUILD_TYPE_ADDED_TO_QUEUE"_s);
        QCOMPARE(recognisedAs(posted(R"({"eventType":"build_finished","payload":{}})")), QByteArray());
        QCOMPARE(recognisedAs(posted(R"({"eventType":"BUILD_FINISHED"})")), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TeamcityTest)
#include "teamcity_test.moc"
