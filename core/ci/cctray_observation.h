// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray.h"

namespace tallywall::ci {

struct CctrayPoll {
    QString feed; // becomes run.provider
    TimePoint at{};
    bool isClose = false; // to the one before it, so that the two tell when something began or ended
};

// What one poll says of one project, by itself. The format names the last build by its label and time, and the one that is
// under way not at all: the key of a run that is under way is made from the build before it, that of a result which nobody saw
// under way from its own label and time. So both are the same after a restart.
class CctrayObservation
{
public:
    // Both have to outlive it.
    CctrayObservation(const CctrayEntry &entry, const CctrayPoll &poll);

    // The last build. Nothing where there was none, or where its result is hidden while the next one is under way.
    [[nodiscard]] std::optional<Run> lastBuild() const;
    // The one that is under way, by an entry that says there is one; `before` is what is known of the lane.
    [[nodiscard]] Run begun(const Run *before) const;

    [[nodiscard]] Lane lane() const { return laneOf(m_run); } // without a project where the name says nothing
    [[nodiscard]] CctrayActivity activity() const { return m_entry.activity; }

private:
    [[nodiscard]] QString keyOf(QLatin1StringView what) const;
    [[nodiscard]] Run tidied(Run run) const;

    const CctrayEntry &m_entry;
    const CctrayPoll &m_poll;
    QString m_label;                 // empty where it tells nothing
    std::optional<TimePoint> m_time; // of the last build, where it can be believed
    Run m_run;                       // what every run of it has
};

// The lane of a project of the feed: the one that another Tallywall tells, where lanes that differ by their provider alone are
// kept apart by "project [provider]"; else what the name looks like.
[[nodiscard]] Lane laneOfEntry(const QString &feed, const CctrayEntry &entry);
// The lane that a name stands for: "project :: pipeline (ref)", as GoCD, TeamCity and others nearly write it. What does not look
// so is the project as a whole.
[[nodiscard]] Lane laneOfName(const QString &feed, const QString &name);

} // namespace tallywall::ci
