// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/tile_type.h"

#include "theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

namespace {

QFont sized(const QFont &base, double pixels, QFont::Weight weight)
{
    QFont font = base;
    font.setPixelSize(static_cast<int>(std::lround(pixels)));
    font.setWeight(weight);
    return font;
}

double titlePixels(const QSizeF &tile, TileType::Distance distance)
{
    switch (distance) {
    case TileType::Distance::Desk:
        return std::clamp(std::min(tile.height() * 0.165, tile.width() * 0.095), 15.0, double(theme::tileFigureSize));
    case TileType::Distance::Room: // the grid sees to it that they are large enough
        return std::clamp(std::min(tile.height() * 0.24, tile.width() * 0.14), 15.0, 2.0 * theme::tvSize);
    }
    Q_UNREACHABLE();
}

double wordsPixels(double title, TileType::Distance distance)
{
    switch (distance) {
    case TileType::Distance::Desk: return std::clamp(title * 0.66, double(theme::captionSize), 24.0);
    case TileType::Distance::Room: return std::clamp(title * 0.5, double(theme::captionSize), double(theme::tvSize));
    }
    Q_UNREACHABLE();
}

} // namespace

TileType::TileType(const QFont &base, const QSizeF &tile, Distance from)
    : distance(from)
    , margin(std::clamp(std::round(tile.height() * 0.07), 8.0, 3.0 * theme::gutter))
    , bar(std::clamp(std::round(tile.height() * 0.035), 4.0, 16.0))
    , gap(std::round(wordsPixels(titlePixels(tile, from), from) * 0.6))
    , title(sized(base, titlePixels(tile, from), QFont::Bold))
    , state(sized(base, wordsPixels(title.pixelSize(), from), QFont::DemiBold))
    , words(sized(base, wordsPixels(title.pixelSize(), from), QFont::Normal))
    , line(std::round(words.pixelSize() * 1.34))
    , leastTitle(std::min(title.pixelSize(), static_cast<int>(std::lround(words.pixelSize() * 1.2))))
    , titleMetrics(title)
    , stateMetrics(state)
    , wordsMetrics(words)
    , figures(words)
    , titles(title, leastTitle, {tile.width() - 2 * margin - edge, tile.height() - 2 * margin - 3 * line})
{ }

} // namespace tallywall
