// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/trends/figures_model.h"
#include "ui/ci/trends/trend_words.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ci::PipelineFigures figures(const QString &project, const QString &pipeline, double rate)
{
    ci::PipelineFigures result{
            .provider = u"gitlab"_s, .project = project, .pipeline = pipeline, .runs = 50, .successRate = rate};
    result.median = 214;
    result.percentile90 = 281;
    return result;
}

ci::Trend trendOf(const QList<ci::State> &states)
{
    ci::Trend trend{figures(u"shop/api"_s, {}, 0.5), {}};
    for (const ci::State state : states) {
        const qint64 number = trend.points.size() + 1;
        trend.points.append(
                {ci::RunId(number), number, u"main"_s, state, sampleTime, 60.0 * static_cast<double>(number)});
    }
    return trend;
}

} // namespace

class TestTrends : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAndNothingAreNeverRoundedTo()
    {
        QCOMPARE(successWords(figures(u"a"_s, {}, 1)), u"100 %"_s);
        QCOMPARE(successWords(figures(u"a"_s, {}, 0.999)), u"99 %"_s); // one of a thousand failed
        QCOMPARE(successWords(figures(u"a"_s, {}, 0.07)), u"7 %"_s);
        QCOMPARE(successWords(figures(u"a"_s, {}, 0.668)), u"67 %"_s);
        QCOMPARE(successWords(figures(u"a"_s, {}, 0.001)), u"1 %"_s); // one of a thousand passed
        QCOMPARE(successWords(figures(u"a"_s, {}, 0)), u"0 %"_s);
        QCOMPARE(successWords(ci::PipelineFigures()), QString());
        QCOMPARE(pipelineTitle(figures(u"shop/api"_s, u"deploy"_s, 1)), u"shop/api · deploy"_s);
    }

    void whatWasNeverGreenSaysSo()
    {
        const QList<Fact> facts = factsOf(figures(u"a"_s, {}, 0), sampleTime);
        QCOMPARE(facts.constLast().value, u"never seen"_s);
        ci::PipelineFigures green = figures(u"a"_s, {}, 1);
        green.lastGreen = sampleTime - 3h;
        QCOMPARE(factsOf(green, sampleTime).constLast().value, u"3 h ago"_s);
    }

    void barsHaveTheColourOfTheirState()
    {
        using ci::State;
        const ci::Trend trend = trendOf({State::Success, State::Warning, State::Failed, State::Error});
        const TimeUnit unit = unitOf(trend);
        QCOMPARE(unit.name, u"min"_s);
        const QList<StateBar> bars = durationBars(trend, unit);
        QCOMPARE(bars.size(), 4);
        QCOMPARE(bars.at(0).kind, StateBar::Kind::Good);
        QCOMPARE(bars.at(1).kind, StateBar::Kind::Warned);
        QCOMPARE(bars.at(2).kind, StateBar::Kind::Bad);
        QCOMPARE(bars.at(3).kind, StateBar::Kind::Bad);
        QCOMPARE(bars.at(3).value, 4.0);
        QVERIFY(bars.at(2).words.contains(u"failed"_s));
        const QList<BarMark> marks = durationMarks(trend, unit);
        QCOMPARE(marks.size(), 2);
        QVERIFY(qFuzzyCompare(marks.at(0).value, 214 / 60.0));
    }

    void theSuccessLineLooksBackSomeRuns()
    {
        using ci::State;
        const LineData line = successLine(trendOf({State::Failed, State::Success, State::Success, State::Failed}), 2);
        QCOMPARE(line.segments.size(), 1);
        const QList<QPointF> &points = line.segments.first();
        QCOMPARE(points.size(), 4);
        QCOMPARE(points.at(0).y(), 0.0);
        QCOMPARE(points.at(1).y(), 50.0);
        QCOMPARE(points.at(2).y(), 100.0);
        QCOMPARE(points.at(3).y(), 50.0);
        QCOMPARE(line.reach, 100.0); // the axis does not end at the highest
        QCOMPARE(line.lastX, 3.5);   // above the middles of four bars in the last of twelve columns
        QCOMPARE(line.firstX, -8.5);
        QVERIFY(line.describe(points.at(3)).startsWith(u"50 % of the 2 runs up to #4"_s));
        QCOMPARE(line.describe({17, 3}), QString());
        QVERIFY(successLine({}).segments.isEmpty());
    }

    void figuresKeepTheirRows()
    {
        FiguresModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setFigures({figures(u"b"_s, {}, 1), figures(u"A"_s, u"z"_s, 1), figures(u"A"_s, u"c"_s, 1)});
        QCOMPARE(model.index(0, 0).data().toString(), u"A · c"_s);
        QCOMPARE(model.index(2, 0).data().toString(), u"b"_s);
        QCOMPARE(reset.size(), 1);
        // Another was heard of last, and its rate fell.
        model.setFigures({figures(u"A"_s, u"z"_s, 0.5), figures(u"b"_s, {}, 1), figures(u"A"_s, u"c"_s, 1)});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.index(1, FiguresModel::Success).data().toString(), u"50 %"_s);
        QCOMPARE(model.index(1, FiguresModel::Success).data(SortRole).toDouble(), 0.5);
        QCOMPARE(model.rowOf(u"gitlab"_s, u"A"_s, u"z"_s), 1);
        QCOMPARE(model.rowOf(u"github"_s, u"A"_s, u"z"_s), -1);
        model.setFigures({ci::PipelineFigures{.project = u"no run has ended"_s}});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTrends)
#include "tst_trends.moc"
