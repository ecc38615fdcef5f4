// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/run/jobs_model.h"
#include "ui/ci/run/timeline.h"
#include "ui/ci/run/timeline_chart.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ci::Job job(qint64 key, const QString &stage, const QString &name, ci::State state, std::optional<int> from = {},
            std::optional<int> to = {})
{
    ci::Job result{.key = key, .name = name, .stage = stage, .state = state};
    if (from)
        result.started = sampleTime + std::chrono::seconds(*from);
    if (to)
        result.finished = sampleTime + std::chrono::seconds(*to);
    return result;
}

ci::Run runWith(const QList<ci::Job> &jobs)
{
    ci::Run run = sampleRun(1, ci::State::Running);
    run.started = sampleTime;
    run.jobs = jobs;
    return run;
}

QStringList namesOf(const Timeline &timeline)
{
    QStringList names;
    for (const TimelineRow &row : timeline.rows)
        names.append(row.kind == TimelineRow::Kind::Stage ? row.name.toUpper() : row.name);
    return names;
}

bool has(const QImage &image, const QColor &wanted)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == wanted)
                return true;
        }
    }
    return false;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsStandByStageAndByWhenTheyBegan()
    {
        using ci::State;
        const Timeline timeline = timelineOf(
                runWith({job(1, u"build"_s, u"b"_s, State::Success, 9, 20),
                         job(2, u"build"_s, u"a"_s, State::Success, 5, 30),
                         job(3, u"test"_s, u"unit"_s, State::Running, 31), job(4, u"test"_s, u"lint"_s, State::Queued),
                         job(5, u"build"_s, u"c"_s, State::Skipped)}),
                sampleTime + 60s);
        QCOMPARE(namesOf(timeline), (QStringList{u"BUILD"_s, u"a"_s, u"b"_s, u"c"_s, u"TEST"_s, u"unit"_s, u"lint"_s}));
        QCOMPARE(timeline.rows.at(1).start, 5.0);
        QCOMPARE(timeline.rows.at(1).end, 30.0);
        QVERIFY(!timeline.rows.at(3).hasBar);
        QCOMPARE(timeline.rows.at(5).end, 60.0); // until now
        QVERIFY(!timeline.rows.at(6).hasBar);
        QCOMPARE(timeline.length, 60.0);
        QVERIFY(timeline.isGrowing);
    }

    void whatIsMissingIsReckoned()
    {
        ci::Job early = job(1, {}, u"before the run"_s, ci::State::Success, -10, -4);
        ci::Job backwards = job(2, {}, u"ends before it begins"_s, ci::State::Failed, 20, 10);
        ci::Job byLength = job(3, {}, u"by its length"_s, ci::State::Success, {}, 30);
        byLength.duration = 12.5;
        ci::Job endless = job(4, {}, u"no end"_s, ci::State::Success, 5);
        endless.duration = 1e300;
        const Timeline timeline = timelineOf(runWith({early, backwards, byLength, endless}), sampleTime + 60s);
        QVERIFY(!timeline.isGrowing);
        QCOMPARE(timeline.rows.size(), 4); // no stage, no head
        QCOMPARE(timeline.rows.at(0).start, 0.0);
        for (const TimelineRow &row : timeline.rows)
            QVERIFY(row.hasBar && row.end >= row.start && row.end < 4e7);
        QVERIFY(timelineOf(ci::Run(), sampleTime).rows.isEmpty());
    }

    void manyJobsAreCounted()
    {
        QList<ci::Job> jobs;
        for (int i = 0; i < 500; ++i)
            jobs.append(job(i, u"s%1"_s.arg(i / 10), u"j"_s, ci::State::Success, i, i + 1));
        const Timeline timeline = timelineOf(runWith(jobs), sampleTime);
        QCOMPARE(timeline.rows.size(), Timeline::maxRows);
        QCOMPARE(timeline.leftOut
                         + std::count_if(timeline.rows.begin(), timeline.rows.end(),
                                         [](const auto &row) { return row.kind == TimelineRow::Kind::Job; }),
                 500);
        QCOMPARE(timeline.length, 500.0);
    }

    void theChartPaintsThemAndGrows()
    {
        TimelineChart chart;
        chart.setPalette(makePalette(theme::dark));
        chart.resize(900, 400);
        chart.grab(); // empty
        const ci::Run run = runWith({job(1, u"build"_s, u"<b>b</b>"_s, ci::State::Failed, 1, 20),
                                     job(2, u"test"_s, u"moment"_s, ci::State::Warning, 20, 20),
                                     job(3, u"test"_s, u"unit"_s, ci::State::Running, 20)});
        chart.setTimeline(timelineOf(run, sampleTime + 30s));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const QImage image = chart.grab().toImage();
        for (const quint32 token : {theme::dark.failed, theme::dark.warning, theme::dark.running})
            QVERIFY(has(image, colour(token)));
        QVERIFY(!has(image, colour(theme::dark.success)));
        chart.setTimeline(timelineOf(run, sampleTime + 90s));
        QCOMPARE(chart.timeline().length, 90.0);
        chart.grab();
    }

    void jobsKeepTheirRows()
    {
        JobsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QList<ci::Job> jobs{job(1, u"build"_s, u"a"_s, ci::State::Running, 1),
                            job(2, u"test"_s, u"b"_s, ci::State::Queued)};
        model.setJobs(jobs);
        QCOMPARE(reset.size(), 1);
        model.setJobs(jobs);
        QCOMPARE(reset.size() + changed.size(), 1);
        jobs[0].state = ci::State::Failed;
        jobs[0].allowFailure = true;
        jobs[0].duration = 63;
        model.setJobs(jobs);
        QCOMPARE(reset.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.index(0, JobsModel::State).data().toString(), u"may fail"_s);
        QCOMPARE(timelineOf(runWith(jobs), sampleTime).rows.at(1).state, ci::State::Warning);
        QCOMPARE(model.index(0, JobsModel::State).data(StateRole).toInt(), int(ci::State::Warning));
        QCOMPARE(model.index(0, JobsModel::Duration).data().toString(), u"1:03"_s);
        jobs.append(job(3, u"test"_s, u"c"_s, ci::State::Queued));
        model.setJobs(jobs);
        QCOMPARE(model.rowCount(), 3);
        model.setJobs({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
