// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// The state by a word that many services use for it, in any case, with spaces, hyphens or underlines: "passed", "In Progress",
// "timed-out". Unknown for others.
[[nodiscard]] State stateByCommonWord(const QString &word);

} // namespace tallywall::ci
