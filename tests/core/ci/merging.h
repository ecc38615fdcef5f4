// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

// What becomes of the deliveries of one run.
namespace tallywall::ci::test {

// Merged in the order given.
[[nodiscard]] Run mergeAll(const QList<Run> &deliveries);

// Every run that they end in, merged in every order, the first of each order twice: one, where their order is of no
// importance. Warns of the first order that ends in another than the order given; is for at most eight deliveries.
[[nodiscard]] QList<Run> endsOf(const QList<Run> &deliveries);

} // namespace tallywall::ci::test
