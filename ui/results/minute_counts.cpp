// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/minute_counts.h"

#include "ui/results/results_model.h"

#include <algorithm>

namespace tallywall {

namespace {

qint64 minuteOf(TimePoint time)
{
    return std::chrono::floor<std::chrono::minutes>(time.time_since_epoch()).count();
}

} // namespace

MinuteCounts::MinuteCounts(const ResultsModel &results, QObject *parent) : QObject(parent), m_results(results)
{
    connect(&results, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { count(first, last, 1); });
    connect(&results, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { count(first, last, -1); });
    connect(&results, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_counts.clear(); });
}

QList<double> MinuteCounts::lastHour(TimePoint now) const
{
    constexpr qint64 minutes = 60;
    const qint64 first = minuteOf(now) - minutes + 1;
    QList<double> counts(minutes);
    for (auto minute = m_counts.lower_bound(first); minute != m_counts.end(); ++minute)
        counts[std::min(minutes - 1, minute->first - first)] += minute->second; // clocks that are ahead count as now
    return counts;
}

void MinuteCounts::count(int firstRow, int lastRow, int step)
{
    for (int row = firstRow; row <= lastRow; ++row) {
        const qint64 minute = minuteOf(m_results.at(row).created);
        const auto known = m_counts.find(minute);
        if (known == m_counts.end()) {
            if (step > 0)
                m_counts.emplace(minute, step);
        } else if ((known->second += step) <= 0) {
            m_counts.erase(known);
        }
    }
    while (m_counts.size() > maxMinutes)
        m_counts.erase(m_counts.begin());
}

} // namespace tallywall
