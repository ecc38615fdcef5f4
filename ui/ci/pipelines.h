// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "core/feed/frame.h"

#include <QList>
#include <QSet>

namespace tallywall {

class RunsModel;

// How the pipelines stand: of every lane, its latest run by ci::isLater().
struct Pipelines {
    static constexpr qsizetype maxLanes = 1000; // the first ones by rankOf(), of one rank those heard of last

    int total = 0;
    int failed = 0;
    int running = 0;
    QList<ci::Run> latest;  // as far as the window has heard of them, newest first
    QList<ci::Run> trouble; // the latest of every lane that is red (ci::isRed); newest first by their age

    friend bool operator==(const Pipelines &, const Pipelines &) = default;
};

// One walk over all rows of the model (2000 at most). `others`: what was known before, and what came just now; of these counts
// what the model has no room for, the last of each run. A quiet lane so stays on the wall when newer runs fill the model. The
// counts are those of the store where `status` has them: it knows the runs that nobody told the window of, too.
[[nodiscard]] Pipelines summarise(const RunsModel &runs, const WallStatus &status = {},
                                  const QList<ci::Run> &others = {});

// "2 failed, 3 running, of 31"; "… of 1 000 and 206 more" where there are lanes that are not among the latest. Empty without any.
[[nodiscard]] QString countWords(const Pipelines &pipelines);

// What a lane is called wherever its service is not told: the lane without its provider.
[[nodiscard]] ci::Lane namesOf(const ci::Run &run);
// The names that lanes of several services have: only the service tells these apart.
[[nodiscard]] QSet<ci::Lane> sharedNames(const QList<ci::Run> &latest);

} // namespace tallywall
