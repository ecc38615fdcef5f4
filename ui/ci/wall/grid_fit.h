// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>

namespace tallywall {

// What tiles are like, in device-independent pixels.
struct TileRules {
    QSizeF least{192, 96}; // smaller than that nobody reads them
    double shape = 1.9;    // width to height that suits their words best
    double tallest = 1;    // height to width that still looks like a tile
    double gap = 8;
};

// How tiles of one size lie in an area, by rows from the top left.
struct GridFit {
    int columns = 1;
    int rows = 0;
    QSizeF tile;
    double gap = 0;
    bool scrolls = false; // they do not all fit

    [[nodiscard]] QRectF tileAt(int index) const;
    [[nodiscard]] double height() const; // of all rows
    [[nodiscard]] int perPage(double areaHeight) const;

    friend bool operator==(const GridFit &, const GridFit &) = default;
};

// The grid whose tiles can be read from furthest away: as large as they get in their best shape, with the fewest empty places.
// Where none has tiles of the least size, there are as many columns as go side by side, and the area scrolls.
[[nodiscard]] GridFit fitGrid(int count, const QSizeF &area, const TileRules &rules);

} // namespace tallywall
