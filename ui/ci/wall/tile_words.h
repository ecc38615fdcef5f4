// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/lane_tile.h"

#include <QLatin1StringView>

namespace tallywall {

// What stands at the foot of a tile, next to who did it.
struct TileNote {
    enum class Tone : quint8 { Quiet, Plain, Warning };

    QLatin1StringView icon; // empty: none
    QString words;
    Tone tone = Tone::Quiet;

    friend bool operator==(const TileNote &, const TileNote &) = default;
};
// The first that there is of: overdue, who looks into it, what is left, when it was green last, how long it took.
[[nodiscard]] TileNote noteOf(const LaneTile &tile, TimePoint now);

// Who did it, behind the age where that is given, as it is what must not be cut: "4 min · Ada".
[[nodiscard]] QString bylineOf(const ci::Run &run, const QString &age);

// "4 min", "3 h", "now": how long ago, for where there is little room.
[[nodiscard]] QString shortAge(TimePoint then, TimePoint now);

} // namespace tallywall
