// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace tallywall {

// The table `counters`: the highest id that was ever given out, by name ("events", "results", "runs"). Store thread.
[[nodiscard]] Result<qint64> readCounter(Database &database, QLatin1StringView name);

} // namespace tallywall
