// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/frame_reader.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestFrameReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofSeveralChangesToARowTheLastOneCounts()
    {
        Frame frame;
        frame.results = {sampleResult(3, 30), sampleResult(1, 10)};
        frame.events = {resultEvent("created", sampleResult(7)), resultEvent("updated", sampleResult(1, 11)),
                        resultEvent("deleted", sampleResult(3)), resultEvent("deleted", sampleResult(7)),
                        resultEvent("created", sampleResult(8))};
        const FrameChanges changes = readFrame(frame);
        QCOMPARE(changes.results.upserts, (QList<TimedResult>{sampleResult(1, 11), sampleResult(8)}));
        QCOMPARE(changes.results.removed, (QList<ResultId>{ResultId(3), ResultId(7)}));
        QCOMPARE(changes.live.size(), 5);
    }

    void aDeletionNeedsNoMoreThanTheId()
    {
        Frame frame;
        frame.events.append({EventId(1), "results"_qba, "deleted"_qba, sampleTime, R"({"id":5})"});
        QCOMPARE(readFrame(frame).results.removed, QList<ResultId>{ResultId(5)});
    }

    void garbageChangesNoTable_data()
    {
        QTest::addColumn<QByteArray>("collection");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("empty") << "results"_qba
                               << "created"_qba
                               << ""_qba;
        QTest::newRow("not json") << "results"_qba
                                  << "created"_qba
                                  << "{{{"_qba;
        QTest::newRow("array") << "results"_qba
                               << "created"_qba
                               << "[1]"_qba;
        QTest::newRow("no id") << "results"_qba
                               << "created"_qba
                               << R"({"name":"Ada","time":1})"_qba;
        QTest::newRow("negative time") << "results"_qba
                                       << "created"_qba
                                       << R"({"id":1,"name":"Ada","time":-1,"created":"2026-11-20T22:36:00.000Z"})"_qba;
        QTest::newRow("text for time")
                << "results"_qba
                << "updated"_qba
                << R"({"id":1,"name":"Ada","time":"x","created":"2026-11-20T22:36:00.000Z"})"_qba;
        QTest::newRow("deleted nothing") << "results"_qba
                                         << "deleted"_qba
                                         << "{}"_qba;
        QTest::newRow("unknown type") << "results"_qba
                                      << "exploded"_qba << resultJson(sampleResult(1));
        QTest::newRow("run without id") << "ci"_qba
                                        << "created"_qba
                                        << R"({"project":"x"})"_qba;
        QTest::newRow("message without words") << "messages"_qba
                                               << "said"_qba
                                               << R"({"name":"Ada"})"_qba;
        QTest::newRow("bytes") << "messages"_qba
                               << "said"_qba << QByteArray("\xff\xfe\x00\x01", 4);
        QTest::newRow("unknown collection") << "doors"_qba
                                            << "opened"_qba
                                            << R"({"id":1,"name":"Ada","time":1})"_qba;
    }

    void garbageChangesNoTable()
    {
        QFETCH(QByteArray, collection);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        Frame frame;
        frame.events.append({EventId(1), collection, type, sampleTime, data});
        const FrameChanges changes = readFrame(frame);
        QVERIFY(changes.results.isEmpty());
        QVERIFY(changes.runs.isEmpty());
        QVERIFY(changes.messages.isEmpty());
        QCOMPARE(changes.live.size(), 1); // seen, all the same
        QVERIFY(!changes.live.first().text.isEmpty());
        QVERIFY(!changes.live.first().text.contains(u'\0'));
    }

    void whatTheWallHasNotSaidItselfChangesNoTable()
    {
        const ci::Run run = sampleRun(1, ci::State::Failed);
        Frame frame;
        frame.runs.append(run);
        frame.events = {resultEvent("created", sampleResult(7)),
                        {EventId(8), "results"_qba, "deleted"_qba, sampleTime, R"({"id":5})"},
                        runEvent("created", sampleRun(2, ci::State::Failed)),
                        {EventId(9), "ci"_qba, "deleted"_qba, sampleTime, ci::laneJson(ci::laneOf(run))}};
        for (Event &event : frame.events)
            event.via = "4f1c";
        const FrameChanges changes = readFrame(frame);
        QVERIFY(changes.results.isEmpty());
        QCOMPARE(changes.runs.upserts.size(), 1);
        QCOMPARE(changes.runs.upserts.first().id, run.id);
        QVERIFY(changes.runs.removed.isEmpty() && changes.forgotten.isEmpty());
        QCOMPARE(changes.live.size(), 4);
        for (const LiveRow &row : changes.live)
            QVERIFY2(row.text.contains("{\"id\":"_L1) || row.text.contains("\"provider\""_L1), qPrintable(row.text));
    }

    void theLiveListTakesTheNewestOnly()
    {
        const FrameChanges changes = readFrame(createdFrame(1, 1000));
        QCOMPARE(changes.live.size(), FrameChanges::maxLive);
        QCOMPARE(changes.live.last().time, sampleResult(1000).created);
        QCOMPARE(changes.results.upserts.size(), 1000);
    }

    void jobsAreNotKept()
    {
        ci::Run run = sampleRun(1, ci::State::Failed);
        run.jobs.append(ci::Job{.key = 1, .name = u"build"_s});
        Frame frame;
        frame.runs.append(run);
        frame.events.append(runEvent("updated", run));
        const FrameChanges changes = readFrame(frame);
        QCOMPARE(changes.runs.upserts.size(), 1);
        QVERIFY(changes.runs.upserts.first().jobs.isEmpty());
        QCOMPARE(changes.live.first().state, ci::State::Failed);
    }

    void textsOfAStrangerAreCut()
    {
        const QString endless(300'000, u'x');
        ci::Run run = sampleRun(1, ci::State::Failed, endless);
        run.ref = run.author = run.word = run.message = run.claim.by = endless;
        Frame frame;
        frame.events = {runEvent("created", run)};
        FrameChanges changes = readFrame(frame);
        const ci::Run &read = changes.runs.upserts.first();
        for (const QString &text : {read.project, read.ref, read.author, read.word, read.message, read.claim.by})
            QVERIFY(!text.isEmpty() && text.size() <= 250);
        QVERIFY(changes.live.first().text.size() <= 500);

        frame.events.append({EventId(2), "ci"_qba, "deleted"_qba, sampleTime, ci::laneJson(ci::laneOf(run))});
        changes = readFrame(frame);
        QVERIFY(changes.runs.upserts.isEmpty()); // the lane is the same, cut or not
        QVERIFY(changes.live.last().text.size() <= 500);
    }

    void historyLeavesLinesBehindOldestFirst()
    {
        Frame frame;
        for (qint64 id = 40; id > 0; --id)
            frame.results.append(sampleResult(id));
        frame.runs.append(sampleRun(39, ci::State::Success));
        const QList<LiveRow> rows = liveRowsOfHistory(frame, 20);
        QCOMPARE(rows.size(), 20);
        QCOMPARE(rows.last().time, sampleResult(40).created);
        QVERIFY(rows.first().time < rows.last().time);
    }
};

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_frame_reader.moc"
