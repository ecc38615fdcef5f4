// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "core/time.h"

#include <QString>

#include <optional>

namespace tallywall {

// One line of the live list: when, in which collection, and what, in words.
struct LiveRow {
    TimePoint time{};
    QString collection;
    QString text;                     // one line, plain
    std::optional<ci::State> state{}; // for a run: shown as its icon and colour

    friend bool operator==(const LiveRow &, const LiveRow &) = default;
};

} // namespace tallywall
