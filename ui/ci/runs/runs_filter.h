// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

#include <optional>

namespace tallywall {

// Which runs the table shows. Empty members mean any.
struct RunsFilter {
    QString text; // each of its words has to be somewhere in the run, whatever its case
    QString project;
    QString ref;
    QString author;
    std::optional<ci::State> state;
    std::optional<TimePoint> since; // heard of at or after

    friend bool operator==(const RunsFilter &, const RunsFilter &) = default;
};

[[nodiscard]] bool accepts(const RunsFilter &filter, const ci::Run &run);

// What to ask the store for, older than `before` (None: from the newest on): all of the filter but its text, which the store
// does not know.
[[nodiscard]] ci::RunsQuery queryOf(const RunsFilter &filter, ci::RunId before);

} // namespace tallywall
