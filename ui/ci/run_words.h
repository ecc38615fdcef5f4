// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

#include <QString>

#include <optional>

namespace tallywall {

// What is said about a run wherever one is shown. Free functions of values; text from elsewhere comes out as one plain line.

// How far a run under way is, by what its lane took before.
struct RunProgress {
    std::optional<double> part; // 0 to 1; nothing where there is nothing to compare with
    bool overdue = false;
    QString words; // "about 3 min left", "done any moment", "overdue, 7:12 so far", "0:42 so far"

    friend bool operator==(const RunProgress &, const RunProgress &) = default;
};
// Nothing for a run that is not under way, or of which it is not known when it began.
[[nodiscard]] std::optional<RunProgress> progressOf(const ci::Run &run, TimePoint now);

[[nodiscard]] bool isUnderWay(ci::State state);         // running, failing
[[nodiscard]] bool isStillRed(const ci::Run &run);      // its lane is red, though it is not, or not yet
[[nodiscard]] ci::State shownState(const ci::Job &job); // a failure that is allowed is a warning
[[nodiscard]] QString stateWords(const ci::Run &run);   // "failed"
[[nodiscard]] QString ownWords(const ci::Run &run); // “hibernating”: what the service calls a state unknown here
[[nodiscard]] QString transitionWords(ci::Transition transition); // "broken", "still broken", "fixed"; else empty
[[nodiscard]] QString stateAndTransition(const ci::Run &run);     // "running · still broken", "passed"
[[nodiscard]] QString lastGreenWords(const ci::Run &, TimePoint); // "last green 3 h ago"; empty where no lane is red
[[nodiscard]] QString claimWords(const ci::Run &run);             // "Ada looks into it"; empty where nobody does
[[nodiscard]] QString placeWords(const ci::Run &run);             // ref and pipeline: "main · deploy"
[[nodiscard]] QString numberWords(const ci::Run &run); // "#1284", "#1284, attempt 2"; empty where it has none
[[nodiscard]] QString runTitle(const ci::Run &run);    // "shop/api  main  #1284"
[[nodiscard]] QString runSentence(const ci::Run &, TimePoint now); // all of it, for a tool tip and for those who listen

} // namespace tallywall
