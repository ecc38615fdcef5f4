// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_board.h"
#include "ui/charts/line_chart.h"
#include "ui/widgets/facts.h"

namespace tallywall {

// The whole series as a line, from near its lowest price, with price and time under the pointer.
[[nodiscard]] LineData chartOf(const PriceSeries &series);

// What there is to say of a series besides its latest price: lowest, highest, change over all of it.
[[nodiscard]] QList<Fact> factsOf(const PriceSeries &series);

// How many decimals the prices of a series have, so that none jumps as they change: as many as that of its newest ones that has the
// most, if they can be kept of the largest.
[[nodiscard]] int decimalsOf(const PriceSeries &series);

// The newest `count` prices above the lowest of them: how they moved, in a few pixels. Prices that are all the same are 1.
[[nodiscard]] QList<double> movesOf(const PriceSeries &series, qsizetype count);

} // namespace tallywall
