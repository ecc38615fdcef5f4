// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallywall::bench {

// All times are of the monotonic clock, to the nanosecond.
using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;
using Span = std::chrono::nanoseconds;

} // namespace tallywall::bench
