// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// tallywall-bench: subscribes to a server, publishes to it, and says how fast and whether all arrived. docs/performance.md
// tells what the figures mean.
#include "tests/bench/report.h"
#include "tests/bench/run.h"
#include "tests/bench/trouble.h"

#include <cstdio>

int main(int count, char **words)
{
    using namespace tallywall::bench;
    try {
        const auto options = optionsFrom(std::vector<std::string>(words + 1, words + count));
        if (!options) {
            (void)std::fputs(helpText().c_str(), stdout);
            return 0;
        }
        const Figures figures = Run(*options).measure();
        const std::string report = options->json ? jsonReport(*options, figures) : lineReport(*options, figures);
        (void)std::fputs(report.c_str(), stdout);
        return figures.isGood() ? 0 : 1;
    } catch (const std::exception &trouble) {
        (void)std::fprintf(stderr, "tallywall-bench: %s\n", trouble.what());
        return 2;
    }
}
