// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/figures.h"

#include "core/bytes.h"
#include "core/json.h"

#include <algorithm>
#include <cmath>

namespace tallywall::ci {

namespace {

void appendText(QByteArray &out, const char *name, const QString &text)
{
    if (text.isEmpty())
        return;
    out.append(",\"").append(name).append("\":");
    appendJsonString(out, text);
}

void appendNumber(QByteArray &out, const char *name, const std::optional<double> &value)
{
    if (!value)
        return;
    out.append(",\"").append(name).append("\":");
    appendJsonNumber(out, *value);
}

void appendTime(QByteArray &out, const char *name, const std::optional<TimePoint> &time)
{
    if (!time)
        return;
    out.append(",\"").append(name).append("\":\"");
    out.append(IsoText(*time));
    out.append('"');
}

// Without the closing brace.
QByteArray openFigures(const PipelineFigures &figures)
{
    QByteArray out("{\"provider\":");
    appendJsonString(out, figures.provider);
    appendText(out, "project", figures.project);
    appendText(out, "pipeline", figures.pipeline);
    appendNumber(out, "runs", double(figures.runs));
    appendNumber(out, "success_rate", figures.successRate);
    appendNumber(out, "median", figures.median);
    appendNumber(out, "percentile_90", figures.percentile90);
    appendTime(out, "last_green", figures.lastGreen);
    appendTime(out, "updated", figures.updated);
    return out;
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
    return openFigures(figures) + '}';
}

QByteArray trendJson(const Trend &trend)
{
    QByteArray out = openFigures(trend.figures) + ",\"points\":[";
    for (const TrendPoint &point : trend.points) {
        if (!out.endsWith('['))
            out.append(',');
        out.append("{\"run\":");
        appendJsonNumber(out, static_cast<qint64>(point.run));
        appendNumber(out, "number", double(point.number));
        appendText(out, "ref", point.ref);
        out.append(",\"state\":\"").append(stateWord(point.state)).append('"');
        appendTime(out, "finished", point.finished);
        appendNumber(out, "duration", point.duration);
        out.append('}');
    }
    return out + "]}";
}

} // namespace tallywall::ci
