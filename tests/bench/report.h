// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/figures.h"

#include <string>

namespace tallywall::bench {

// One JSON object with the options and all figures, and a line feed. Latencies in microseconds, memory in KiB.
[[nodiscard]] std::string jsonReport(const Options &options, const Figures &figures);

// The figures that matter, for people: one line, and another where something went wrong.
[[nodiscard]] std::string lineReport(const Options &options, const Figures &figures);

} // namespace tallywall::bench
