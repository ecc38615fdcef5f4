// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/pipelines.h"

#include "ui/ci/runs_model.h"

#include <QSet>

#include <utility>

namespace tallywall {

Pipelines summarise(const RunsModel &runs)
{
    Pipelines result;
    QSet<std::pair<QString, std::pair<QString, QString>>> seen;
    for (int row = 0; row < runs.count(); ++row) {
        const ci::Run &run = runs.at(row);
        const qsizetype before = seen.size();
        seen.insert({run.provider, {run.project, run.ref}});
        if (seen.size() == before)
            continue;
        ++result.total;
        result.latest.append(run);
        if (run.state == ci::State::Running || run.state == ci::State::Failing)
            ++result.running;
        if (ci::isTrouble(run.state))
            result.trouble.append(run);
    }
    return result;
}

} // namespace tallywall
