// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/figures.h"

#include "core/json_object_writer.h"

#include <algorithm>
#include <cmath>

namespace tallywall::ci {

namespace {

void tellFigures(JsonObjectWriter &object, const PipelineFigures &figures)
{
    object.text("provider", figures.provider);
    object.text("project", figures.project);
    object.text("pipeline", figures.pipeline);
    object.integer("runs", figures.runs);
    object.number("success_rate", figures.successRate);
    object.number("median", figures.median);
    object.number("percentile_90", figures.percentile90);
    object.time("last_green", figures.lastGreen);
    object.time("updated", figures.updated);
}

void appendPoint(QByteArray &out, const TrendPoint &point)
{
    JsonObjectWriter object(out);
    object.integer("run", static_cast<qint64>(point.run));
    object.integerFromOne("number", point.number);
    object.text("ref", point.ref);
    object.word("state", stateWord(point.state));
    object.time("finished", point.finished);
    object.number("duration", point.duration);
    object.end();
}

} // namespace

double quantile(const QList<double> &sorted, double p)
{
    Q_ASSERT(!sorted.isEmpty());
    const double place = p * double(sorted.size() - 1);
    const auto below = static_cast<qsizetype>(std::floor(place));
    const qsizetype above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted.at(below), sorted.at(above), place - double(below));
}

PipelineFigures figuresOf(const QList<TrendPoint> &points)
{
    PipelineFigures figures;
    QList<double> durations;
    int green = 0;
    for (const TrendPoint &point : points) {
        if (!isGreen(point.state))
            continue;
        ++green;
        if (point.duration)
            durations.append(*point.duration);
    }
    figures.runs = static_cast<int>(points.size());
    figures.successRate = points.isEmpty() ? 0 : double(green) / double(points.size());
    if (!durations.isEmpty()) {
        std::sort(durations.begin(), durations.end());
        figures.median = quantile(durations, 0.5);
        figures.percentile90 = quantile(durations, 0.9);
    }
    return figures;
}

std::optional<Expectation> expectationOf(QList<double> durations)
{
    if (durations.size() < 3)
        return std::nullopt;
    std::sort(durations.begin(), durations.end());
    const double median = quantile(durations, 0.5);
    return Expectation{median, std::max(quantile(durations, 0.9), median * 1.25 + 10)};
}

QByteArray figuresJson(const PipelineFigures &figures)
{
    QByteArray out;
    JsonObjectWriter object(out);
    tellFigures(object, figures);
    object.end();
    return out;
}

QByteArray trendJson(const Trend &trend)
{
    QByteArray out;
    out.reserve(512 + 128 * trend.points.size());
    JsonObjectWriter object(out);
    tellFigures(object, trend.figures);
    object.begin("points").append('[');
    for (const TrendPoint &point : trend.points) {
        beginElement(out);
        appendPoint(out, point);
    }
    out.append(']');
    object.end();
    return out;
}

} // namespace tallywall::ci
