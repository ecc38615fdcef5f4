// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// The rules for everything that comes from outside, however it came.

// Text of a stranger for one line of a table: without control characters, ends of lines, and what is not seen or turns the
// direction of what follows, each of which becomes a blank; and no more of it than fits, never half a character.
[[nodiscard]] QString tidyText(const QString &text, qsizetype longest);

// The time, unless a clock that shows it says nothing: it is wrong by more than a day, or stands at the beginning of Unix time,
// as CruiseControl.rb's does where it never built.
[[nodiscard]] std::optional<TimePoint> believed(const std::optional<TimePoint> &time, TimePoint received);

// The run with its texts tidied and no longer, and with no more jobs, than those of a run of the wall: of its names, its addresses
// and its claim, that is; all else stays as it is. For what claims to be a run and never was a delivery, too.
[[nodiscard]] Run boundedRun(Run run);
[[nodiscard]] Lane boundedLane(const Lane &lane); // that of a run after boundedRun()

// A run as it was read, by the rules of readDelivery() (core/ci/provider.h). Its provider stays. Errors: Invalid, where it has
// no project or no key; `service` is who should have told.
[[nodiscard]] Result<Run> tidyRun(Run run, const QString &service, TimePoint received);

} // namespace tallywall::ci
