// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall {

// A page of runs as a question in SQL: the statement, and the texts for its places in their order.
struct RunsPageQuestion {
    // Ids that a question without an index looks at, the newest first: about 20 ms.
    static constexpr int maxScan = 20'000;

    QByteArray statement;
    QByteArrayList texts;
    // Before which id the next page looks, where this one is not full; None where it looked to the end.
    ci::RunId goOn = ci::RunId::None;
};

// One row more than the page may have tells that there is a next one. `newest`: the run that the wall met last.
[[nodiscard]] RunsPageQuestion runsPageQuestion(const ci::RunsQuery &query, ci::RunId newest);

} // namespace tallywall
