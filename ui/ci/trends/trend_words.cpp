// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/trends/trend_words.h"

#include "ui/ci/durations.h"
#include "ui/ci/state_look.h"
#include "ui/text/format.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString pointWords(const ci::TrendPoint &point)
{
    QStringList parts{point.number > 0 ? u"#%1"_s.arg(point.number) : QString(), oneLine(point.ref),
                      stateLook(point.state).word, point.duration ? formatDuration(*point.duration) : QString()};
    parts.removeAll(QString());
    return parts.join(u"  "_s);
}

QString percent(double rate)
{
    // Not all is never all, and something is never nothing.
    const auto whole = static_cast<int>(std::lround(std::clamp(rate, 0.0, 1.0) * 100));
    return u"%1 %"_s.arg(rate > 0 && rate < 1 ? std::clamp(whole, 1, 99) : whole);
}

} // namespace

QString pipelineTitle(const ci::PipelineFigures &figures)
{
    return figures.pipeline.isEmpty() ? oneLine(figures.project)
                                      : oneLine(u"%1 · %2"_s.arg(figures.project, figures.pipeline));
}

QString successWords(const ci::PipelineFigures &figures)
{
    return figures.runs > 0 ? percent(figures.successRate) : QString();
}

QList<Fact> factsOf(const ci::PipelineFigures &figures, TimePoint now)
{
    const QString green = figures.lastGreen ? formatAge(*figures.lastGreen, now) : u"never seen"_s;
    return {{u"Success"_s, successWords(figures), u"of the newest %1 that ended"_s.arg(figures.runs)},
            {u"Median"_s, figures.median ? formatDuration(*figures.median) : QString(),
             u"Half of those that passed took less"_s},
            {u"90 % within"_s, figures.percentile90 ? formatDuration(*figures.percentile90) : QString(),
             u"Nine of ten that passed took less"_s},
            {u"Last green"_s, green, figures.lastGreen ? formatExact(*figures.lastGreen) : QString()}};
}

TimeUnit unitOf(const ci::Trend &trend)
{
    double highest = 0;
    for (const ci::TrendPoint &point : trend.points)
        highest = std::max(highest, drawable(point.duration.value_or(0)));
    return timeUnitFor(highest);
}

QList<StateBar> durationBars(const ci::Trend &trend, const TimeUnit &unit)
{
    QList<StateBar> bars;
    for (const ci::TrendPoint &point : trend.points)
        bars.append({drawable(point.duration.value_or(0)) / unit.seconds, barKind(point.state), pointWords(point)});
    return bars;
}

QList<BarMark> durationMarks(const ci::Trend &trend, const TimeUnit &unit)
{
    QList<BarMark> marks;
    if (trend.figures.median)
        marks.append({drawable(*trend.figures.median) / unit.seconds, u"median"_s});
    if (trend.figures.percentile90 && trend.figures.percentile90 != trend.figures.median)
        marks.append({drawable(*trend.figures.percentile90) / unit.seconds, u"90 %"_s});
    return marks;
}

LineData successLine(const ci::Trend &trend, int over)
{
    LineData data;
    QList<QPointF> line;
    int passed = 0;
    for (qsizetype i = 0; i < trend.points.size(); ++i) {
        passed += ci::isGreen(trend.points.at(i).state) ? 1 : 0;
        if (i >= over)
            passed -= ci::isGreen(trend.points.at(i - over).state) ? 1 : 0;
        const double of = static_cast<double>(std::min<qsizetype>(i + 1, over));
        line.append({static_cast<double>(i), 100.0 * passed / of});
    }
    if (line.isEmpty())
        return data;
    data.segments = {line};
    // Each point above the middle of its bar, on a scale of all that a share may be.
    data.firstX = static_cast<double>(line.size() - barColumns(line.size())) - 0.5;
    data.lastX = static_cast<double>(line.size()) - 0.5;
    data.reach = 100;
    if (data.firstX > -1) // else there is room before the oldest, which the bars name
        data.left = u"%1 runs ago"_s.arg(line.size());
    data.right = u"newest"_s;
    data.describe = [points = trend.points, over](const QPointF &point) {
        const auto place = static_cast<qsizetype>(std::lround(point.x()));
        if (place < 0 || place >= points.size())
            return QString();
        return u"%1 of the %2 runs up to %3"_s.arg(percent(point.y() / 100))
                .arg(std::min<qsizetype>(place + 1, over))
                .arg(pointWords(points.at(place)));
    };
    return data;
}

} // namespace tallywall
