// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// Adds what a delivery says to what is known of the same run (same provider, project, key and attempt). Deliveries come
// late, twice and out of order, so a run moves forward only: queued < waiting < running < finished, until a retry raises its
// generation. Facts that the delivery does not name stay. Keeps `known.id`.
// Any order of the same deliveries ends in the same run. A text is that of the newest delivery that names it.
// `known` is a default Run for the first delivery.
[[nodiscard]] Run merge(const Run &known, const Run &delivered);

} // namespace tallywall::ci
