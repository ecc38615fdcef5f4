// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall {

// The order in which lanes are looked at, each by its latest run: failing, failed, error, what is still red (isStillRed), waiting,
// running, queued, unknown, then what passes (warnings before successes), and what was cancelled or skipped last.
[[nodiscard]] int rankOf(const ci::Run &latest); // 0 comes first

// Of one rank, what is in trouble has the newest first; all else goes by its name, so that it is found where it was.
[[nodiscard]] bool isLookedAtBefore(const ci::Run &a, const ci::Run &b);

// Whether `a` is newer by its age, which is what is read beside it; of the same age, the one that the wall met later.
[[nodiscard]] bool isNewer(const ci::Run &a, const ci::Run &b);

} // namespace tallywall
