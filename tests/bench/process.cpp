// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/process.h"

#include "tests/bench/trouble.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <fstream>
#include <string>

namespace tallywall::bench {

std::optional<long> residentMemory(int pid)
{
    if (pid == 0)
        return std::nullopt;
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    std::string word;
    long kib = 0;
    while (status >> word) {
        if (word == "VmRSS:" && status >> kib)
            return kib;
    }
    throw Trouble("there is no process " + std::to_string(pid) + " whose memory could be read");
}

double ownProcessorTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void wakeInTime()
{
    ::prctl(PR_SET_TIMERSLACK, 1UL);
}

} // namespace tallywall::bench
