// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/times.h"

#include "ui/results/results_model.h"
#include "ui/text/format.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

LineData newestTimes(const ResultsModel &results, int count)
{
    const int shown = std::min(count, results.count());
    QList<QPointF> line;
    QList<QString> words;
    line.reserve(shown);
    for (int row = shown - 1; row >= 0; --row) {
        const TimedResult &result = results.at(row);
        words.append(
                u"%1  %2 s  %3"_s.arg(oneLine(result.name), formatSeconds(result.time), formatClock(result.created)));
        line.append({static_cast<double>(line.size()), result.time});
    }
    LineData data;
    data.lastX = std::max(1, shown - 1);
    if (!line.isEmpty()) {
        data.left = formatClock(results.at(shown - 1).created);
        data.right = formatClock(results.at(0).created);
        data.segments.append(std::move(line));
    }
    data.describe = [words](const QPointF &point) { return words.value(static_cast<qsizetype>(point.x())); };
    return data;
}

LineData timesOfLastHour(const ResultsModel &results, TimePoint now)
{
    using namespace std::chrono_literals;
    static constexpr auto slot = 30s;
    static constexpr qint64 slotCount = 1h / slot;
    constexpr int gap = 5min / slot;
    constexpr int maxPerSlot = 200; // the newest of a slot stand for it
    std::array<std::vector<double>, slotCount> times;
    for (int row = 0; row < results.count(); ++row) {
        const TimedResult &result = results.at(row);
        const qint64 age = std::max<qint64>(0, (now - result.created) / slot);
        if (age >= slotCount)
            break;
        auto &list = times.at(static_cast<std::size_t>(slotCount - 1 - age));
        if (list.size() < maxPerSlot)
            list.push_back(result.time);
    }
    LineData data;
    data.lastX = slotCount - 1;
    data.left = u"60 min ago"_s;
    data.right = u"now"_s;
    double previous = -2 * gap;
    for (std::size_t i = 0; i < times.size(); ++i) {
        auto &list = times.at(i);
        if (list.empty())
            continue;
        const auto middle = list.begin() + static_cast<qsizetype>(list.size() / 2);
        std::nth_element(list.begin(), middle, list.end());
        const auto x = static_cast<double>(i);
        if (x - previous > gap)
            data.segments.append(QList<QPointF>());
        data.segments.last().append({x, *middle});
        previous = x;
    }
    data.describe = [now](const QPointF &point) {
        const TimePoint then = now - slot * static_cast<qint64>(slotCount - 1 - point.x());
        return u"%1 s  median at %2"_s.arg(formatSeconds(point.y()), formatClock(then).left(5));
    };
    return data;
}

QList<NamedBar> barsOf(const QList<TimedResult> &results)
{
    QList<NamedBar> bars;
    for (const TimedResult &result : results)
        bars.append({oneLine(result.name), result.time, formatSeconds(result.time) + u" s"_s});
    return bars;
}

QList<NamedBar> fastestTimes(const ResultsModel &results)
{
    std::vector<int> best; // rows
    const auto faster = [&results](int a, int b) { return results.at(a).time < results.at(b).time; };
    for (int row = 0; row < results.count(); ++row) {
        if (static_cast<qsizetype>(best.size()) == RankChart::maxBars && !faster(row, best.back()))
            continue;
        best.insert(std::upper_bound(best.begin(), best.end(), row, faster), row);
        best.resize(std::min<std::size_t>(best.size(), RankChart::maxBars));
    }
    QList<TimedResult> fastest;
    for (const int row : best)
        fastest.append(results.at(row));
    return barsOf(fastest);
}

} // namespace tallywall
