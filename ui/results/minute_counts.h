// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QList>
#include <QObject>

#include <map>

namespace tallywall {

class ResultsModel;

// How many results came in each minute. Follows the rows as they come and go, so that nobody has to walk over all of them.
// GUI thread.
class MinuteCounts : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t maxMinutes = 240; // in which there were any; the oldest are forgotten

    explicit MinuteCounts(const ResultsModel &results, QObject *parent = nullptr); // borrowed

    [[nodiscard]] QList<double> lastHour(TimePoint now) const; // 60, the oldest first; the last is the present minute

private:
    void count(int firstRow, int lastRow, int step);

    const ResultsModel &m_results;
    std::map<qint64, int> m_counts; // by minutes since the epoch
};

} // namespace tallywall
