// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/lane_tile.h"

#include "ui/ci/pipelines.h"
#include "ui/ci/run_words.h"
#include "ui/ci/runs_model.h"
#include "ui/text/format.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestFolded = 2; // one alone takes no less room folded

int rankOf(const ci::Run &run)
{
    using ci::State;
    if (isStillRed(run))
        return 3;
    switch (run.state) {
    case State::Failing: return 0;
    case State::Failed: return 1;
    case State::Error: return 2;
    case State::Waiting: return 4;
    case State::Running: return 5;
    case State::Queued: return 6;
    case State::Unknown: return 7;
    case State::Warning: return 8;
    case State::Success: return 9;
    case State::Canceled: return 10;
    case State::Skipped: return 11;
    }
    Q_UNREACHABLE();
}

bool isFoldable(const ci::Run &run)
{
    return ci::isGreen(run.state) && !isStillRed(run);
}

int compareNames(const ci::Run &a, const ci::Run &b)
{
    for (const auto text : {&ci::Run::project, &ci::Run::pipeline, &ci::Run::ref, &ci::Run::provider}) {
        if (const int compared = (a.*text).compare(b.*text, Qt::CaseInsensitive); compared != 0)
            return compared;
    }
    return 0;
}

bool isBefore(const ci::Run &a, const ci::Run &b)
{
    const int rank = rankOf(a);
    if (rank != rankOf(b))
        return rank < rankOf(b);
    if (ci::isTrouble(a.state) && ageOrigin(a) != ageOrigin(b))
        return ageOrigin(a) > ageOrigin(b);
    const int names = compareNames(a, b);
    return names != 0 ? names < 0 : a.id < b.id;
}

} // namespace

QList<LaneTile> laneTiles(QList<ci::Run> latest, Green green)
{
    std::sort(latest.begin(), latest.end(), isBefore);
    const QSet<ci::Lane> shared = sharedNames(latest);
    QList<LaneTile> tiles;
    tiles.reserve(latest.size());
    qsizetype fold = -1;
    const bool folds = green == Green::Folded
            && std::count_if(latest.cbegin(), latest.cend(), isFoldable) >= fewestFolded;
    for (const ci::Run &run : std::as_const(latest)) {
        if (!folds || !isFoldable(run)) {
            tiles.append({.run = run, .isNamesake = shared.contains(namesOf(run))});
            continue;
        }
        if (fold < 0) {
            fold = tiles.size();
            tiles.append(LaneTile());
        }
        ++tiles[fold].folded;
        tiles[fold].warnings += run.state == ci::State::Warning ? 1 : 0;
    }
    return tiles;
}

QString foldedTitle(const LaneTile &tile)
{
    return u"%1 passing"_s.arg(formatCount(tile.folded));
}

QString foldedNote(const LaneTile &tile)
{
    return tile.warnings > 0 ? u"%1 with warnings"_s.arg(formatCount(tile.warnings)) : QString();
}

} // namespace tallywall
