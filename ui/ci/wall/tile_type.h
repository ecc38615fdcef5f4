// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/title_fit.h"
#include "ui/theme/tabular_font.h"

#include <QFont>
#include <QFontMetricsF>
#include <QSizeF>

namespace tallywall {

// The type of the tiles of one size: all of them have the same. Made anew when that size changes.
struct TileType {
    enum class Distance : quint8 { Desk, Room }; // read from a chair, or from across the room

    static constexpr double edge = 4; // at the left, in the colour of the state

    TileType(const QFont &base, const QSizeF &tile, Distance from);

    Distance distance;
    double margin;
    double bar;     // height of the bar of progress, along the bottom edge
    double gap;     // between an icon and its words
    QFont title;    // bold
    QFont state;    // semi-bold, in the size of the words
    QFont words;    // ref, author, notes
    double line;    // height of a line of words
    int leastTitle; // pixels that a long title may shrink to: larger than the words, still
    QFontMetricsF titleMetrics;
    QFontMetricsF stateMetrics;
    QFontMetricsF wordsMetrics;
    TabularFont figures; // in the size of the words
    TitleFits titles;    // as they have room in such a tile
};

} // namespace tallywall
