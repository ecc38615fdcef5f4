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
    const int decimals = decimalsOf(series);
    const double first = series.points.constFirst().price;
    const double change = series.latest().price - first;
    const double percent = std::abs(change / first) * 100;
    if (first <= 0 || !(percent < 1e5))
        return formatPriceChange(change, decimals);
    return u"%1 (%2 %)"_s.arg(formatPriceChange(change, decimals), QString::number(percent, 'f', 1));
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
    if (data.lastX > 0)
        data.middle = formatClock(first + (series.latest().at - first) / 2);
    data.describe = [first, decimals = decimalsOf(series)](const QPointF &point) {
        const auto since = std::chrono::milliseconds(std::llround(1000 * point.x()));
        return u"%1 at %2"_s.arg(formatPrice(point.y(), decimals), formatClock(first + since));
    };
    data.segments.append(std::move(line));
    return data;
}

QList<Fact> factsOf(const PriceSeries &series)
{
    const auto [lowest, highest] = std::minmax_element(series.points.cbegin(), series.points.cend(), &isCheaper);
    const int decimals = decimalsOf(series);
    return {{u"Price"_s, formatPrice(series.latest().price, decimals), {}},
            {u"Last change"_s, formatPriceChange(series.change(), decimals), {}},
            {u"Since %1"_s.arg(formatClock(series.points.constFirst().at)), wholeChange(series), {}},
            {u"Lowest"_s, formatPrice(lowest->price, decimals), formatExact(lowest->at)},
            {u"Highest"_s, formatPrice(highest->price, decimals), formatExact(highest->at)}};
}

int decimalsOf(const PriceSeries &series)
{
    constexpr qsizetype looked = 30;
    int most = 2;
    double largest = 0;
    for (auto point = series.points.cend() - std::min(looked, series.points.size()); point != series.points.cend();
         ++point) {
        largest = std::max(largest, std::abs(point->price));
        const QString price = formatPrice(point->price);
        const qsizetype dot = price.indexOf(u'.');
        if (dot >= 0 && !price.contains(u'e'))
            most = std::max(most, static_cast<int>(price.size() - dot - 1));
    }
    return std::min(most, sureDecimals(largest));
}

QList<double> movesOf(const PriceSeries &series, qsizetype count)
{
    if (series.points.size() == 1)
        return QList<double>(count, 1); // it was so all the time, as far as is known
    const auto begin = series.points.cend() - std::min(count, series.points.size());
    const auto [lowest, highest] = std::minmax_element(begin, series.points.cend(), &isCheaper);
    // Of prices so far apart that their difference is no number, a thousandth.
    const double scale = std::isfinite(highest->price * 1.25 - lowest->price * 1.25) ? 1 : 1e-3;
    const double span = (highest->price * scale) - (lowest->price * scale);
    const double ground = lowest->price * scale - (span > 0 ? span / 8 : 1);
    QList<double> moves;
    moves.reserve(count);
    for (auto point = begin; point != series.points.cend(); ++point)
        moves.append(point->price * scale - ground);
    return moves;
}

} // namespace tallywall
