// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

namespace tallywall {

// The clock on the wall. Nothing below server and app reads one.
[[nodiscard]] TimePoint currentTime();

} // namespace tallywall
