// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray.h"

#include <QHash>

namespace tallywall::ci {

// What is known of the projects of one cctray feed, so that its next answer can be told as what has changed since.
struct CctrayMemory {
    QString feed; // becomes run.provider
    QHash<Lane, LaneStatus> lanes;
    std::optional<TimePoint> polled; // when it was heard of last, since the program started
};

// The memory of a feed that was polled before the program started: of these lanes, those that are its own. Without it a run
// that was under way then would not find its end.
[[nodiscard]] CctrayMemory memoryOf(const QString &feed, const QList<LaneStatus> &lanes);

// The lane was removed from the wall, and nothing that is known of it may bring it back: a run that was under way there has no
// end any more. What was told of it stays known; what is new begins the lane anew.
void forgetLane(CctrayMemory &memory, const Lane &lane);

// What an answer says anew, as runs to be merged into what is known (core/ci/merge.h), the older first; an answer that says
// nothing new gives none. Whatever build comes up after a run was seen under way is the end of that run. It was canceled where
// it is under way no more and no other build came up, and where its project is not in the feed any more. The times at which a
// run began and ended are those of the polls, where these were close together; else those that the feed gives.
[[nodiscard]] QList<Run> takePoll(CctrayMemory &memory, const QList<CctrayEntry> &entries, TimePoint polled);

} // namespace tallywall::ci
