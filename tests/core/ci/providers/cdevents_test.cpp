// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// CDEvents by themselves and over CloudEvents, from 0.1 to 0.6.
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"cdevents/"_s + name);
}

Run runIn(const QByteArray &json, const HeaderList &headers = {})
{
    return test::runIn(cdevents(), unpack(headers, json, received));
}

Run runOf(const QString &name)
{
    return runIn(fixtureOf(name));
}

QByteArray withOutcome(const QByteArray &json, const QJsonValue &outcome)
{
    return with(json, u"subject.content.outcome"_s, outcome);
}

TimePoint at(const QString &iso)
{
    return fromIso(iso).value_or(TimePoint{});
}

} // namespace

class CdeventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPipelineRunIsRead()
    {
        const Run run = runOf(u"pipelinerun_finished_0_4"_s);
        QCOMPARE(run.provider, u"cdevents"_s);
        QCOMPARE(run.project, u"ci.example.com/team"_s);
        QCOMPARE(run.pipeline, u"image"_s);
        QCOMPARE(run.key, u"default/image-4711"_s);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.message, u"2 tests failed"_s);
        QCOMPARE(run.ref, u"feature/engine"_s);
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.url, u"https://ci.example.com/team/runs/4711"_s);
        QCOMPARE(run.finished, at(u"2026-11-20T10:02:00Z"_s));
        QCOMPARE(run.said, at(u"2026-11-20T10:02:00Z"_s));
        QCOMPARE(run.number, 0);
        const Run queued = runOf(u"pipelinerun_queued_0_4"_s);
        QCOMPARE(queued.state, State::Queued);
        QVERIFY(!queued.started && !queued.finished);
        const Run started = runOf(u"pipelinerun_started_0_4"_s);
        QCOMPARE(started.state, State::Running);
        QCOMPARE(started.started, at(u"2026-11-20T10:00:10.315Z"_s));
        QCOMPARE(started.sequence, toUnixMs(*started.started));
    }

    void everyOutcomeIsKnown_data()
    {
        QTest::addColumn<QJsonValue>("outcome");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *outcome, const QByteArray &state, const QString &word = {}) {
            QTest::newRow(outcome) << QJsonValue(QString::fromUtf8(outcome)) << state << word;
        };
        row("success", "success");
        row("failure", "failed");
        row("error", "error");
        row("cancel", "canceled");
        row("canceled", "canceled");
        row("cancelled", "canceled");
        row("SUCCESS", "success");
        row("pass", "success");
        row("fail", "failed");
        row("exploded", "unknown", u"exploded"_s);
        row("", "unknown", u"finished without an outcome"_s);
        QTest::newRow("null") << QJsonValue(QJsonValue::Null) << "unknown"_ba << u"finished without an outcome"_s;
        QTest::newRow("an object") << QJsonValue(QJsonObject{}) << "unknown"_ba << u"finished without an outcome"_s;
    }
    void everyOutcomeIsKnown()
    {
        QFETCH(QJsonValue, outcome);
        QFETCH(QByteArray, state);
        QFETCH(QString, word);
        const Run run = runIn(withOutcome(fixtureOf(u"pipelinerun_finished_0_4"_s), outcome));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, word);
        const Run task = runIn(withOutcome(fixtureOf(u"taskrun_finished_0_4"_s), outcome));
        QCOMPARE(task.jobs.size(), 1);
        QCOMPARE(stateWord(task.jobs.constFirst().state), state);
    }

    void everyEventOfARunHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        for (const QByteArray &subject : {"pipelinerun"_ba, "taskrun"_ba, "build"_ba, "testsuiterun"_ba}) {
            QTest::newRow(subject + ".queued") << "queued"_ba;
            QTest::newRow(subject + ".started") << "running"_ba;
            QTest::newRow(subject + ".finished") << "failed"_ba; // by its outcome
        }
    }
    void everyEventOfARunHasItsState()
    {
        const QString type = u"dev.cdevents.%1.0.2.0"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
        const Run run = runIn(with(fixtureOf(u"testsuiterun_finished_0_4"_s), u"context.type"_s, type));
        QTEST(stateWord(run.state), "state");
        QCOMPARE(run.word, QString());
    }

    void aTaskIsAJobOfItsPipelineRun()
    {
        const Run task = runOf(u"taskrun_finished_0_4"_s);
        QCOMPARE(task.generation, 0);
        QCOMPARE(task.jobs,
                 QList<Job>{(Job{.name = u"tests"_s,
                                 .state = State::Failed,
                                 .finished = at(u"2026-11-20T10:01:50Z"_s),
                                 .url = u"https://ci.example.com/team/tasks/9"_s})});
        const Run run = runOf(u"pipelinerun_started_0_4"_s);
        QCOMPARE(task.key, run.key);
        QCOMPARE(task.project, run.project);
        const Run merged = merge(merge({}, task), run);
        QCOMPARE(merged.state, State::Failing);
        QCOMPARE(merged.pipeline, u"image"_s);
    }

    void aTaskOfAnotherSourceNamesThatOfItsPipelineRun()
    {
        const QByteArray elsewhere = with(fixtureOf(u"taskrun_started_0_4"_s), u"context.source"_s, u"/runner"_s);
        const Run task = runIn(with(elsewhere, u"subject.source"_s, u"/runner"_s));
        QCOMPARE(task.project, runOf(u"pipelinerun_started_0_4"_s).project);
    }

    void everyOrderEndsTheSame()
    {
        QList<Run> deliveries;
        for (const auto &name : {u"pipelinerun_queued_0_4"_s, u"pipelinerun_started_0_4"_s, u"taskrun_started_0_4"_s,
                                 u"taskrun_finished_0_4"_s, u"pipelinerun_finished_0_4"_s})
            deliveries << runOf(name);
        QCOMPARE(endsOf(deliveries).size(), 1);
        const Run run = mergeAll(deliveries);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.started, at(u"2026-11-20T10:00:10.315Z"_s));
        QCOMPARE(run.finished, at(u"2026-11-20T10:02:00Z"_s));
        QCOMPARE(run.duration, 109.685);
        QCOMPARE(run.sequence, toUnixMs(at(u"2026-11-20T10:00:00.250Z"_s)));
        QCOMPARE(run.ref, u"feature/engine"_s);
        QCOMPARE(run.jobs.size(), 1);
        QCOMPARE(run.jobs.constFirst().state, State::Failed);
        QCOMPARE(run.jobs.constFirst().started, at(u"2026-11-20T10:00:20Z"_s));
        QCOMPARE(run.jobs.constFirst().finished, at(u"2026-11-20T10:01:50Z"_s));
    }

    void anEndWithoutAnOutcomeEndsTheRunningInAnyOrder()
    {
        const Run started = runOf(u"pipelinerun_started_0_4"_s);
        const Run ended = runIn(withOutcome(fixtureOf(u"pipelinerun_finished_0_4"_s), QJsonValue::Null));
        for (const Run &run : {merge(merge({}, started), ended), merge(merge({}, ended), started)}) {
            QCOMPARE(run.state, State::Unknown);
            QCOMPARE(run.word, u"finished without an outcome"_s);
        }
    }

    void aTaskWithoutAPipelineRunIsARun()
    {
        const Run run = runOf(u"taskrun_without_pipeline_and_version_0_1"_s);
        QCOMPARE(run.project, u"staging/tekton"_s);
        QCOMPARE(run.pipeline, u"my task"_s);
        QCOMPARE(run.key, u"taskrun /namespace/taskrun-123"_s);
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.generation, 1);
        QCOMPARE(run.url, QString());
        QVERIFY(run.jobs.isEmpty());
    }

    void buildsAndTestSuitesAreRuns()
    {
        const Run built = runOf(u"build_finished_with_an_artifact"_s);
        QCOMPARE(built.pipeline, u"build"_s);
        QCOMPARE(built.key, u"build 77"_s);
        QCOMPARE(built.state, State::Success);
        QCOMPARE(runOf(u"build_finished_with_nothing"_s).state, State::Unknown);
        QCOMPARE(runIn(withOutcome(fixtureOf(u"build_finished_with_an_artifact"_s), u"failure"_s)).state,
                 State::Failed);
        const Run tested = runOf(u"testsuiterun_finished_0_4"_s);
        QCOMPARE(tested.pipeline, u"Sign-in"_s);
        QCOMPARE(tested.key, u"testsuiterun s1"_s);
        QCOMPARE(tested.state, State::Failed);
        QCOMPARE(tested.message, u"Host not found"_s);
    }

    void structuredModeIsRead()
    {
        const HeaderList structured{{"Content-Type", "application/cloudevents+json; charset=utf-8"}};
        const QByteArray body = fixtureOf(u"structured_pipelinerun_finished_0_6"_s);
        const Run run = runIn(body, structured);
        QCOMPARE(run.project, u"event/ci"_s);
        QCOMPARE(run.pipeline, u"Unit tests"_s);
        QCOMPARE(run.key, u"run-7"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.url, u"https://ci.example.com/runs/7"_s);
        QJsonObject object = QJsonDocument::fromJson(body).object();
        const QByteArray data = QJsonDocument(object.take("data"_L1).toObject()).toJson();
        object.insert("data_base64"_L1, QString::fromLatin1(data.toBase64()));
        QCOMPARE(runIn(QJsonDocument(object).toJson(), structured), run);
        object.insert("data_base64"_L1, u"no base64"_s);
        QCOMPARE(wrongPlace(cdevents(), unpack(structured, QJsonDocument(object).toJson(), received)),
                 u"field \"subject.id\""_s);
        const Run other = runOf(u"structured_with_the_type_in_the_envelope_alone"_s);
        QCOMPARE(other.key, u"run-8"_s);
        QCOMPARE(other.project, u"event/ci"_s);
        QCOMPARE(other.started, at(u"2026-11-20T10:02:00Z"_s));
    }

    void binaryModeIsRead()
    {
        QJsonObject object = QJsonDocument::fromJson(fixtureOf(u"pipelinerun_started_0_4"_s)).object();
        const Run whole = runIn(QJsonDocument(object).toJson());
        object.remove("context"_L1);
        const Run run = runIn(QJsonDocument(object).toJson(),
                              {{"Ce-Type", "dev.cdevents.pipelinerun.started.0.2.0"},
                               {"Ce-Source", "https://ci.example.com/team/"},
                               {"Ce-Id", "e2"},
                               {"Ce-Time", "2026-11-20T10:00:10.315384Z"}});
        QCOMPARE(run, whole);
    }

    void aBatchIsRefusedWithASentence()
    {
        const Delivery delivery = unpack({{"Content-Type", "application/cloudevents-batch+json"}},
                                         fixtureOf(u"batch"_s), received);
        QVERIFY(cdevents().recognises(delivery));
        const auto reading = readDelivery(cdevents(), delivery);
        QVERIFY(!reading);
        QCOMPARE(reading.error().code, ErrorCode::Invalid);
        QVERIFY2(reading.error().message.contains("batch"_L1), qPrintable(reading.error().message));
    }

    void jenkinsNumbersTheRunsOfEachJob()
    {
        const Run wall = runOf(u"jenkins_pipelinerun_started"_s);
        const Run gate = runOf(u"jenkins_pipelinerun_of_another_job_with_the_same_id"_s);
        const Run task = runOf(u"jenkins_taskrun_finished"_s);
        QCOMPARE(wall.project, u"job/wall"_s);
        QCOMPARE(gate.project, u"job/gate"_s);
        QCOMPARE(task.project, wall.project);
        QCOMPARE(task.key, wall.key);
    }

    void passwordsInASourceAreNotShown()
    {
        const QByteArray body = with(fixtureOf(u"build_finished_with_an_artifact"_s), u"context.source"_s,
                                     u"https://ada:secret@ci.example.com:8443/team"_s);
        QCOMPARE(runIn(body).project, u"ci.example.com:8443/team"_s);
        QCOMPARE(runIn(with(body, u"context.source"_s, u"/"_s)).project, u"/"_s);
        QCOMPARE(runIn(with(body, u"context.source"_s, u"urn:ci:7"_s)).project, u"urn:ci:7"_s);
    }

    void otherEventsAreIgnoredWithAReason_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("type");
        QTest::newRow("test case") << u"testcaserun_finished"_s << u"dev.cdevents.testcaserun.finished.0.2.0"_s;
        QTest::newRow("artifact") << u"artifact_published"_s << u"dev.cdevents.artifact.published.0.2.0"_s;
        QTest::newRow("custom") << u"custom_event"_s << u"dev.cdeventsx.mytool-process.finished.0.1.0"_s;
        QTest::newRow("CloudEvent") << u"cloudevent_of_something_else"_s << u"com.example.order.placed"_s;
    }
    void otherEventsAreIgnoredWithAReason()
    {
        QFETCH(QString, file);
        QFETCH(QString, type);
        const Delivery delivery = unpack({}, fixtureOf(file), received);
        const QString why = whyIgnored(cdevents(), delivery);
        QVERIFY2(why.contains(type), qPrintable(why));
        QCOMPARE(cdevents().eventOf(delivery), type);
    }

    void whatIsMissingIsNamed()
    {
        const QByteArray whole = fixtureOf(u"pipelinerun_started_0_4"_s);
        const auto place = [](const QByteArray &body) { return wrongPlace(cdevents(), unpack({}, body, received)); };
        for (const QJsonValue &value : namelessValues() + QList<QJsonValue>{u""_s}) {
            QCOMPARE(place(with(whole, u"context.type"_s, value)), u"field \"context.type\""_s);
            QCOMPARE(place(with(whole, u"subject.id"_s, value)), u"field \"subject.id\""_s);
            QCOMPARE(place(with(with(whole, u"context.source"_s, value), u"subject.source"_s, value)),
                     u"field \"context.source\""_s);
        }
        QCOMPARE(place("{}"), u"field \"context.type\""_s);
        QCOMPARE(readDelivery(cdevents(), unpack({}, "<event/>", received)).error().code, ErrorCode::NotUnderstood);
    }

    void nullsAreNothing()
    {
        const Run run = runOf(u"nulls_for_objects"_s);
        QCOMPARE(run.project, u"ci"_s);
        QCOMPARE(run.state, State::Unknown);
        QCOMPARE(run.said, TimePoint{});
        QCOMPARE(run.sequence, toUnixMs(received));
    }

    void aClockAheadDoesNotHoldTheLane()
    {
        const Run run = runIn(
                with(fixtureOf(u"pipelinerun_started_0_4"_s), u"context.timestamp"_s, u"2099-01-01T00:00:00Z"_s));
        QCOMPARE(run.sequence, toUnixMs(received));
        QCOMPARE(run.said, TimePoint{});
        QCOMPARE(run.started, received);
    }

    void cdeventsAreRecognised()
    {
        const auto found = [](const HeaderList &headers, const QByteArray &body) {
            return recognisedAs(unpack(headers, body, received));
        };
        QCOMPARE(found({{"ce-type", "dev.cdevents.pipelinerun.started.0.1.0"}}, "{}"), "cdevents"_ba);
        QCOMPARE(found({{"content-type", "application/cloudevents+json"}}, "{}"), "cdevents"_ba);
        QCOMPARE(found({}, fixtureOf(u"pipelinerun_started_0_4"_s)), "cdevents"_ba);
        QCOMPARE(found({}, fixtureOf(u"structured_pipelinerun_finished_0_6"_s)), "cdevents"_ba);
        QCOMPARE(found({}, fixtureOf(u"cloudevent_of_something_else"_s)), QByteArray());
        QCOMPARE(found({}, "{\"context\":{\"type\":\"user\"}}"), QByteArray());
        QCOMPARE(found({{"ce-type", ""}}, "{}"), QByteArray());
    }

    void anIdCountsWithinItsSource()
    {
        const auto id = [](const HeaderList &headers, const QByteArray &body) {
            return cdevents().idOf(unpack(headers, body, received));
        };
        QCOMPARE(id({}, fixtureOf(u"pipelinerun_queued_0_4"_s)), "e1 https://ci.example.com/team/"_ba);
        QCOMPARE(id({}, fixtureOf(u"structured_pipelinerun_finished_0_6"_s)), "c7 /event/ci"_ba);
        QCOMPARE(id({{"ce-id", "9"}, {"ce-source", "/a"}}, "{}"), "9 /a"_ba);
        QCOMPARE(id({}, "{}"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(CdeventsTest)
#include "cdevents_test.moc"
