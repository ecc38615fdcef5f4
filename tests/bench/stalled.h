// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/net.h"
#include "tests/bench/options.h"

#include <vector>

namespace tallywall::bench {

// Subscribers that never read: their windows are small and soon full, and the server has to cope.
class Stalled
{
public:
    // Returns when all have asked.
    void connect(const Options &options);
    // Reads at last what was kept for them, and counts those that the server had given up.
    [[nodiscard]] int closedByServer();

private:
    std::vector<Descriptor> m_sockets;
};

} // namespace tallywall::bench
