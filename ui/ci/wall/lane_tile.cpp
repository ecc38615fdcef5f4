// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/lane_tile.h"

#include "ui/ci/lane_order.h"
#include "ui/ci/pipelines.h"
#include "ui/text/format.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestFolded = 2; // one alone takes no less room folded

} // namespace

QList<LaneTile> laneTiles(QList<ci::Run> latest, Green green)
{
    std::sort(latest.begin(), latest.end(), isLookedAtBefore);
    const QSet<ci::Lane> shared = sharedNames(latest);
    QList<LaneTile> tiles;
    tiles.reserve(latest.size());
    qsizetype fold = -1;
    const auto isFoldable = [](const ci::Run &run) { return ci::isGreen(run.state); };
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
