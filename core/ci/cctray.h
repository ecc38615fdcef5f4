// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// The format that CCMenu, Nevergreen, BuildNotify and others read, after ThoughtWorks' "Multiple Project Summary Reporting
// Standard" (https://cctray.org/v1/): a project with what it does now, and how its last build ended.

// How a lane stands: what a reader of the format wants to know of it.
struct LaneStatus {
    Run latest;
    std::optional<Run> lastDecisive; // the newest decisive run before `latest`

    friend bool operator==(const LaneStatus &, const LaneStatus &) = default;
};

// <Projects> with one <Project> a lane, in the order of their lanes. A project is called "project :: pipeline (ref)", without
// the part that the lane does not have, and no two of them have the same name. While a run is under way, and after one that was
// canceled or skipped, lastBuildStatus, -Label and -Time stay those of the last result. `wall` is the address of the wall,
// whose page is the link of runs that have none. Since a name alone may be read in several ways, attributes of a namespace of
// our own tell another wall that polls this one which lane it is: tallywall:project, -pipeline and -ref; and -provider where
// another provider has the same.
[[nodiscard]] QByteArray cctrayFeed(const QList<LaneStatus> &lanes, const QString &wall);

enum class CctrayActivity : quint8 {
    Sleeping, // also CheckingModifications: nothing is built
    Pending,  // of some services: waits for its turn
    Building,
};

// One <Project> of another CI. Texts are as they came; empty where they are not given.
struct CctrayEntry {
    QString name;
    CctrayActivity activity = CctrayActivity::Sleeping;
    QString lastBuildStatus; // "Success", "Failure", "Exception", "Unknown"
    QString lastBuildLabel;
    std::optional<TimePoint> lastBuildTime; // UTC, where no zone is given
    QString webUrl;
    std::optional<Lane> lane{}; // of another Tallywall; with the provider only where another one has the same lane

    friend bool operator==(const CctrayEntry &, const CctrayEntry &) = default;
};

constexpr qsizetype maxCctrayBytes = qsizetype{1024} * 1024;
constexpr qsizetype maxCctrayProjects = 2000;

// What is in a feed, in its order. Elements and attributes that the format does not name are passed over, and so is a project
// without a name. Errors: TooLarge past the two limits; NotUnderstood for what is no such feed, with a sentence that says what
// it looks like instead (a web page, JSON). A document type is refused, so that no entity is ever expanded or fetched.
[[nodiscard]] Result<QList<CctrayEntry>> readCctray(const QByteArray &xml);

} // namespace tallywall::ci
