// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"
#include "ui/overview/tile.h"

namespace tallywall {

class Wall;

// The words of the four tiles. Free functions of the wall as it is.
[[nodiscard]] TileContent resultsTile(const Wall &wall, TimePoint now);
[[nodiscard]] TileContent pipelinesTile(const Wall &wall);
[[nodiscard]] TileContent messagesTile(const Wall &wall);
[[nodiscard]] TileContent eventsTile(const Wall &wall);

// How many results came in each of the last 60 minutes, oldest first.
[[nodiscard]] QList<double> resultsPerMinute(const Wall &wall, TimePoint now);

} // namespace tallywall
