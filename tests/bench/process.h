// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace tallywall::bench {

// Resident memory of a process in KiB (VmRSS of proc(5)). Throws Trouble where there is no such process; nothing for pid 0.
[[nodiscard]] std::optional<long> residentMemory(int pid);

// Processor time that this process has used, in seconds, in the kernel and out of it.
[[nodiscard]] double ownProcessorTime();

// Asks the kernel to end waits of this thread when their time is over, and not up to 50 microseconds later.
void wakeInTime();

} // namespace tallywall::bench
