// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall {

// What a delivery says of a run, in one line for the inspector: "pipeline 4711 of main: failed", "pipeline tests 31 of main,
// attempt 2: running", "job unit of main: success" where it only speaks for a job. Up to 80 characters of each text.
[[nodiscard]] QString whatWasRead(const ci::Run &run);

} // namespace tallywall
