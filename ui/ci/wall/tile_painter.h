// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "ui/ci/wall/lane_tile.h"
#include "ui/ci/wall/tile_type.h"

#include <QRectF>

class QPainter;

namespace tallywall {

struct TileLook {
    const theme::Palette *colours;
    TimePoint now{};
    bool isCurrent = false; // the keyboard is on it
    bool isHovered = false;
};

// State and age, project, ref and pipeline, author and note, progress along the bottom edge: each line elided for itself. The
// state is told by icon, word and colour, and by a left edge of 4 px; from across the room by the ground of what is red, too.
// What is under way in a lane that is still red has the icon, the words, the name and the edge of that beside its own state,
// and its age with the author where the two leave no room for it.
// `type` is that of tiles as large as `place`.
void paintTile(QPainter &painter, const QRectF &place, const LaneTile &tile, TileType &type, const TileLook &look);

} // namespace tallywall
