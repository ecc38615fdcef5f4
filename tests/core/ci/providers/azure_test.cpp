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

const Provider provider = azure();

QByteArray body(const QString &name)
{
    return fixture(u"azure/"_s + name);
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

class AzureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCompletedBuildIsRead()
    {
        const Run build = runOf(u"build_completed"_s);
        QCOMPARE(build.provider, u"azure"_s);
        QCOMPARE(build.project, u"Tally"_s);
        QCOMPARE(build.pipeline, u"Wall CI"_s);
        QCOMPARE(build.ref, u"main"_s);
        QCOMPARE(build.commit, u"600c52d2d5b655caa111abfd863e5a9bd304bb0e"_s);
        QCOMPARE(build.message, u"Lanes for every stage"_s);
        QCOMPARE(build.author, u"Ada Lovelace"_s);
        QCOMPARE(build.state, State::Failed);
        QCOMPARE(build.started, fromIso(u"2026-11-20T22:18:56.6205723Z"_s));
        QCOMPARE(build.finished, fromIso(u"2026-11-20T22:21:08.520904Z"_s));
        QCOMPARE(merge({}, build).duration, std::optional(131.9));
        QCOMPARE(build.url, u"https://dev.azure.com/acme/9d2e/_build/results?buildId=812"_s);
        QCOMPARE(build.key, u"812"_s);
        QCOMPARE(build.number, 812);
        QCOMPARE(build.sequence, 812);
        QVERIFY(build.said > *build.finished);
    }

    void anOlderResourceIsRead()
    {
        const Run build = runOf(u"build_completed_version_1"_s);
        QCOMPARE(build.project, u"Wall"_s);
        QCOMPARE(build.pipeline, QString());
        QCOMPARE(build.ref, u"release/1.0"_s);
        QCOMPARE(build.commit, u"600c52d2d5b655caa111abfd863e5a9bd304bb0e"_s);
        QCOMPARE(build.message, u"Build Wall_20261120.1 succeeded"_s);
        QCOMPARE(build.author, u"Grace Hopper"_s);
        QCOMPARE(build.state, State::Success);
        QCOMPARE(build.url,
                 u"https://tfs.example.com/web/build.aspx?pcguid=5&builduri=vstfs%3a%2f%2f%2fBuild%2fBuild%2f2"_s);
        const QByteArray tfvc = with(body(u"build_completed_version_1"_s), u"resource.sourceGetVersion"_s, u"C51"_s);
        QCOMPARE(run(tfvc).ref, QString());
        QCOMPARE(run(tfvc).commit, u"C51"_s);
    }

    void whatTheTestButtonSendsIsARun()
    {
        const Delivery delivery = posted(body(u"build_of_the_test_button"_s));
        QCOMPARE(runIn(provider, delivery).project, u"Sample"_s);
        QCOMPARE(provider.idOf(delivery), QByteArray()); // or the second press of the button would be a duplicate
    }

    void everyWordHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("succeeded") << "success"_ba;
        QTest::newRow("Succeeded") << "success"_ba;
        QTest::newRow("partiallySucceeded") << "warning"_ba;
        QTest::newRow("PartiallySucceeded") << "warning"_ba;
        QTest::newRow("failed") << "failed"_ba;
        QTest::newRow("Failed") << "failed"_ba;
        QTest::newRow("rejected") << "failed"_ba;
        QTest::newRow("stopped") << "canceled"_ba;
        QTest::newRow("Stopped") << "canceled"_ba;
        QTest::newRow("canceled") << "canceled"_ba;
        QTest::newRow("inProgress") << "running"_ba;
        QTest::newRow("canceling") << "running"_ba;
        QTest::newRow("cancelling") << "running"_ba;
        QTest::newRow("notStarted") << "queued"_ba;
        QTest::newRow("postponed") << "queued"_ba;
        QTest::newRow("queued") << "queued"_ba;
        QTest::newRow("scheduled") << "waiting"_ba;
        QTest::newRow("none") << "unknown"_ba;
    }
    void everyWordHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const QByteArray build = with(body(u"build_completed"_s), u"resource.status"_s, u"Completed"_s);
        QCOMPARE(stateWord(run(with(build, u"resource.result"_s, word)).state), state);
        QCOMPARE(stateWord(run(with(build, u"resource.status"_s, word)).state), state);
        QCOMPARE(stateWord(run(with(body(u"run_completed"_s), u"resource.run.result"_s, word)).state), state);
        QCOMPARE(stateWord(run(with(body(u"run_completed"_s), u"resource.run.state"_s, word)).state), state);
        const Run deployment = run(with(body(u"deployment_completed"_s), u"resource.environment.status"_s, word));
        QCOMPARE(stateWord(deployment.state), state);
        QCOMPARE(deployment.word, state == "unknown" ? word : QString());
    }

    void aRunIsFollowedFromItsStart()
    {
        const Run going = runOf(u"run_in_progress"_s);
        QCOMPARE(going.project, u"Wall CI"_s);
        QCOMPARE(going.pipeline, QString());
        QCOMPARE(going.state, State::Running);
        QCOMPARE(going.key, u"813"_s);
        QCOMPARE(going.started, fromIso(u"2026-11-20T22:30:01.613Z"_s));
        QCOMPARE(going.message, u"Lanes for every stage"_s);
        QCOMPARE(going.author, u"Ada Lovelace"_s);
        QCOMPARE(going.url, u"https://dev.azure.com/acme/9d2e/_build/results?buildId=813"_s);
        const QList<Run> runs{going, runOf(u"run_canceling"_s), runOf(u"run_completed"_s)};
        QCOMPARE(mergeAll(runs).state, State::Canceled);
        QCOMPARE(mergeAll(runs).duration, std::optional(64.0));
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void ofARunThatIsRunAgainTheNewestEndCounts()
    {
        const QList<Run> runs{runOf(u"run_in_progress"_s), runOf(u"run_canceling"_s), runOf(u"run_completed"_s),
                              runOf(u"run_completed_again"_s)};
        QCOMPARE(mergeAll(runs).state, State::Success);
        QCOMPARE(mergeAll(runs).finished, fromIso(u"2026-11-20T22:35:00Z"_s));
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void aRunWithoutAnIdHasItInItsAddress()
    {
        const QByteArray none = with(body(u"run_completed"_s), u"resource.run.id"_s, QJsonValue(QJsonValue::Undefined));
        QCOMPARE(run(none).key, u"813"_s);
        QCOMPARE(run(with(none, u"resource.run.url"_s, QJsonValue(QJsonValue::Null))).key, u"813"_s);
    }

    void aRunMayTellItsBranch()
    {
        const QJsonObject self{{"refName"_L1, u"refs/heads/main"_s}, {"version"_L1, u"600c52d2"_s}};
        const QJsonObject resources{{"repositories"_L1, QJsonObject{{"self"_L1, self}}}};
        const Run going = run(with(body(u"run_in_progress"_s), u"resource.run.resources"_s, resources));
        QCOMPARE(going.ref, u"main"_s);
        QCOMPARE(going.commit, u"600c52d2"_s);
    }

    void aDeploymentIsARunInALaneOfItsStage()
    {
        const Run started = runOf(u"deployment_started"_s);
        QCOMPARE(started.project, u"Tally"_s);
        QCOMPARE(started.pipeline, u"deployment to Dev"_s);
        QCOMPARE(started.key, u"deployment 55"_s);
        QCOMPARE(started.number, 5);
        QCOMPARE(started.message, u"Release-5"_s);
        QCOMPARE(started.author, u"Grace Hopper"_s);
        QCOMPARE(started.state, State::Running);
        QCOMPARE(started.url, u"https://dev.azure.com/acme/Tally/_release?releaseId=5&_a=release-summary"_s);
        const QList<Run> runs{started, runOf(u"deployment_completed"_s)};
        const Run deployment = mergeAll(runs);
        QCOMPARE(deployment.state, State::Success);
        QCOMPARE(deployment.duration, std::optional(150.0));
        QCOMPARE(endsOf(runs).size(), 1);
        QCOMPARE(runs.at(1).url, u"https://dev.azure.com/acme/Tally/_apps/hub/release?definitionId=1&stage=8"_s);
    }

    void otherEventsAreIgnored()
    {
        QVERIFY(whyIgnored(provider, posted(body(u"work_item"_s))).contains(u"\"workitem.created\""_s));
        for (const auto &type : {u"ms.vss-release.release-created-event"_s, u"git.push"_s,
                                 u"ms.vss-pipelines.stage-state-changed-event"_s})
            QVERIFY(!whyIgnored(provider, posted(with(body(u"work_item"_s), u"eventType"_s, type))).isEmpty());
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("field");
        QTest::newRow("build's id") << u"build_completed"_s << u"resource.id"_s << u"resource.id"_s;
        QTest::newRow("build's status") << u"build_completed"_s << u"resource.status"_s << u"resource.status"_s;
        QTest::newRow("build's name") << u"build_completed_version_1"_s << u"resource.definition"_s
                                      << u"resource.definition.name"_s;
        QTest::newRow("run") << u"run_completed"_s << u"resource.run"_s << u"resource.run.id"_s;
        QTest::newRow("run's state") << u"run_completed"_s << u"resource.run.state"_s << u"resource.run.state"_s;
        QTest::newRow("resource") << u"run_completed"_s << u"resource"_s << u"resource.run.pipeline.name"_s;
        QTest::newRow("project") << u"deployment_started"_s << u"resource.project"_s << u"resource.project.name"_s;
        QTest::newRow("stage") << u"deployment_started"_s << u"resource.environment"_s << u"resource.environment.id"_s;
        QTest::newRow("event") << u"build_completed"_s << u"eventType"_s << u"eventType"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, path);
        QFETCH(QString, field);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(provider, posted(with(body(file), path, value))), u"field \"%1\""_s.arg(field));
    }

    void nullsAreNothing()
    {
        const Run build = runOf(u"nulls_for_objects"_s);
        QCOMPARE(build.project, u"Wall CI"_s);
        QCOMPARE(build.state, State::Unknown);
        QCOMPARE(build.said, TimePoint{});
        QCOMPARE(build.ref, QString());
        QCOMPARE(build.url, QString());
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run build = runOf(u"names_with_html_and_script_urls"_s);
        QCOMPARE(build.url, QString());
        QCOMPARE(build.project, u"<i>Tally</i>"_s);
        QCOMPARE(build.pipeline, u"<script>"_s);
        QCOMPARE(build.ref, u"refs/pull/7/merge"_s);
        QCOMPARE(build.message, u"<b>Build</b>"_s);
        QCOMPARE(build.state, State::Failed);
    }

    void itIsKnownByItsShape()
    {
        for (const auto &name : {u"build_completed"_s, u"run_completed"_s, u"deployment_started"_s, u"work_item"_s})
            QCOMPARE(recognisedAs(posted(body(name))), "azure"_ba);
        QCOMPARE(provider.eventOf(posted(body(u"run_completed"_s))), u"ms.vss-pipelines.run-state-changed-event"_s);
        QCOMPARE(recognisedAs(posted(R"({"publisherId":"tfs","eventType":"build.complete"})")), QByteArray());
    }

    void aDeliveryHasAnIdOfItsOwn()
    {
        QCOMPARE(provider.idOf(posted(body(u"build_completed"_s))),
                 "0b9f6c1e-5a77-4c1a-8a3e-0e0f4d2b7a55 7c5d1e2a-0d4b-4f52-9d0e-2f3a6b1c8e90 31"_ba);
        QCOMPARE(provider.idOf(posted(body(u"build_completed_version_1"_s))),
                 "4f1c77aa-2d31-47d5-8a0b-6f8c2d1e9b03"_ba);
        QCOMPARE(provider.idOf(posted("{}")), QByteArray());
    }
};

QTEST_GUILESS_MAIN(AzureTest)
#include "azure_test.moc"
