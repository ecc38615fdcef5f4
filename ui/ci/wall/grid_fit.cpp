// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/grid_fit.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

namespace {

double share(double length, int parts, double gap)
{
    return (length - gap * (parts - 1)) / parts;
}

GridFit fitColumns(int count, int columns, const QSizeF &area, const TileRules &rules)
{
    const int rows = (count + columns - 1) / columns;
    const double width = share(area.width(), columns, rules.gap);
    const double height = std::min(share(area.height(), rows, rules.gap), width * rules.tallest);
    return {columns, rows, {width, height}, rules.gap, false};
}

// How large the words can be: the width that a tile of the best shape inside it has.
double legibility(const GridFit &fit, int count, const TileRules &rules)
{
    const double empty = 1.0 - static_cast<double>(count) / (fit.columns * fit.rows);
    return std::min(fit.tile.width(), fit.tile.height() * rules.shape) * (1 - 0.1 * empty);
}

} // namespace

QRectF GridFit::tileAt(int index) const
{
    return {{(index % columns) * (tile.width() + gap), (index / columns) * (tile.height() + gap)}, tile};
}

double GridFit::height() const
{
    return rows == 0 ? 0 : rows * tile.height() + (rows - 1) * gap;
}

int GridFit::perPage(double areaHeight) const
{
    const auto whole = static_cast<int>((areaHeight + gap + 0.01) / (tile.height() + gap));
    return columns * std::max(1, whole);
}

GridFit fitGrid(int count, const QSizeF &area, const TileRules &rules)
{
    const int most = std::max(1, static_cast<int>((area.width() + rules.gap) / (rules.least.width() + rules.gap)));
    GridFit best{.columns = most, .gap = rules.gap};
    if (count <= 0)
        return best;
    double highest = -1;
    for (int columns = 1; columns <= std::min(most, count); ++columns) {
        const GridFit fit = fitColumns(count, columns, area, rules);
        const double score = legibility(fit, count, rules);
        if (fit.tile.height() < rules.least.height() || score <= highest)
            continue;
        highest = score;
        best = fit;
    }
    if (highest >= 0)
        return best;
    best.columns = std::min(most, count);
    best.rows = (count + best.columns - 1) / best.columns;
    best.tile = {share(area.width(), best.columns, rules.gap), rules.least.height()};
    best.scrolls = best.height() > area.height() + 0.01;
    return best;
}

} // namespace tallywall
