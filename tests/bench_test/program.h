// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/wall.h"

namespace tallywall::test {

// Runs tallywall-bench to its end, while the event loop of the test goes on, so that the test itself may be the server.
[[nodiscard]] Ended runBench(const QStringList &arguments);

// The same with --json and the port; the object that it printed.
struct Measured {
    int code = -1;
    QJsonObject figures;
};
[[nodiscard]] Measured measure(quint16 port, const QStringList &arguments);

} // namespace tallywall::test
