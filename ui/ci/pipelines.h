// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "core/feed/frame.h"

#include <QList>

namespace tallywall {

class RunsModel;

// How the pipelines stand: of every project and ref, its latest run by ci::isLater().
struct Pipelines {
    int total = 0;
    int failed = 0;
    int running = 0;
    QList<ci::Run> latest;  // as far as the model has them, newest first
    QList<ci::Run> trouble; // of the latest, those that a person should look at; newest first

    friend bool operator==(const Pipelines &, const Pipelines &) = default;
};

// One walk over all rows of the model (2000 at most). The counts are those of the store where `status` has them: it knows
// the runs that the model has not, too.
[[nodiscard]] Pipelines summarise(const RunsModel &runs, const WallStatus &status = {});

} // namespace tallywall
