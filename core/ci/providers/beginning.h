// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

namespace tallywall::ci {

// A time of the service that is to order the runs of a lane. One more than a day after the receipt counts as the receipt: the
// run of a clock that is ahead would stay the latest until the others caught up.
[[nodiscard]] constexpr TimePoint orderly(TimePoint moment, TimePoint received)
{
    return moment > received + std::chrono::hours(24) ? received : moment;
}

} // namespace tallywall::ci
