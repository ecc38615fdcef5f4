// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/pipelines.h"

#include "ui/ci/runs_model.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace tallywall {

Pipelines summarise(const RunsModel &runs, const WallStatus &status)
{
    QHash<std::pair<QString, std::pair<QString, QString>>, int> rowOf;
    for (int row = 0; row < runs.count(); ++row) {
        const ci::Run &run = runs.at(row);
        const std::pair key{run.provider, std::pair{run.project, run.ref}};
        const auto latest = rowOf.find(key);
        if (latest == rowOf.end())
            rowOf.insert(key, row);
        else if (ci::isLater(run, runs.at(*latest)))
            *latest = row;
    }
    QList<int> rows = rowOf.values();
    std::sort(rows.begin(), rows.end());

    Pipelines result;
    for (const int row : std::as_const(rows)) {
        const ci::Run &run = runs.at(row);
        result.latest.append(run);
        if (run.state == ci::State::Running || run.state == ci::State::Failing)
            ++result.running;
        if (ci::isTrouble(run.state))
            result.trouble.append(run);
    }
    result.total = static_cast<int>(result.latest.size());
    result.failed = static_cast<int>(result.trouble.size());
    if (status.ciRuns > 0) {
        result.total = status.ciRuns;
        result.failed = status.ciFailed;
        result.running = status.ciRunning;
    }
    return result;
}

} // namespace tallywall
