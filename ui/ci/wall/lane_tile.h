// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall {

// One tile of the wall of pipelines: the latest run of a lane, or all that pass in one.
struct LaneTile {
    ci::Run run;
    int folded = 0;          // above 0: no run, but so many lanes that pass…
    int warnings = 0;        // …so many of these with warnings
    bool isNamesake = false; // another service has a lane of the same names

    friend bool operator==(const LaneTile &, const LaneTile &) = default;
};

enum class Green : quint8 { Shown, Folded };

// The tiles in the order they are looked at (ui/ci/lane_order.h). Two that pass fold into one tile, or more.
[[nodiscard]] QList<LaneTile> laneTiles(QList<ci::Run> latest, Green green);

// "23 passing", "2 with warnings".
[[nodiscard]] QString foldedTitle(const LaneTile &tile);
[[nodiscard]] QString foldedNote(const LaneTile &tile); // empty where there are none

} // namespace tallywall
