// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/price_words.h"

#include "ui/text/format.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

double secondsBetween(TimePoint from, TimePoint to)
{
    return std::chrono::duration<double>(to - from).count();
}

// "▲ 1.20 (2.4 %)": against what it was first.
QString wholeChange(const PriceSeries &series)
{
    const double first = series.points.constFirst().price;
    const double change = series.latest().price - first;
    if (first <= 0)
        return formatPriceChange(change);
    return u"%1 (%2 %)"_s.arg(formatPriceChange(change), QString::number(std::abs(100 * change / first), 'f', 1));
}

bool isCheaper(const PricePoint &a, const PricePoint &b)
{
    return a.price < b.price;
}

} // namespace

LineData chartOf(const PriceSeries &series)
{
    const TimePoint first = series.points.constFirst().at;
    QList<QPointF> line;
    line.reserve(series.points.size());
    for (const PricePoint &point : series.points)
        line.append({secondsBetween(first, point.at), point.price});
    LineData data;
    data.lastX = line.constLast().x();
    data.base = LineData::Base::Lowest;
    data.left = formatClock(first);
    data.right = formatClock(series.latest().at);
    data.describe = [first](const QPointF &point) {
        const auto since = std::chrono::milliseconds(std::llround(1000 * point.x()));
        return u"%1 at %2"_s.arg(formatPrice(point.y()), formatClock(first + since));
    };
    data.segments.append(std::move(line));
    return data;
}

QList<Fact> factsOf(const PriceSeries &series)
{
    const auto [lowest, highest] = std::minmax_element(series.points.cbegin(), series.points.cend(), &isCheaper);
    return {{u"Price"_s, formatPrice(series.latest().price), {}},
            {u"Last change"_s, formatPriceChange(series.change()), {}},
            {u"Since %1"_s.arg(formatClock(series.points.constFirst().at)), wholeChange(series), {}},
            {u"Lowest"_s, formatPrice(lowest->price), formatExact(lowest->at)},
            {u"Highest"_s, formatPrice(highest->price), formatExact(highest->at)}};
}

QList<double> movesOf(const PriceSeries &series, qsizetype count)
{
    const auto begin = series.points.cend() - std::min(count, series.points.size());
    const auto [lowest, highest] = std::minmax_element(begin, series.points.cend(), &isCheaper);
    const double span = highest->price - lowest->price;
    const double ground = span > 0 ? lowest->price - span / 8 : lowest->price - 1;
    QList<double> moves;
    moves.reserve(count);
    for (auto point = begin; point != series.points.cend(); ++point)
        moves.append(point->price - ground);
    return moves;
}

} // namespace tallywall
