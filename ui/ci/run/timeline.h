// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall {

// One line of a time line: the head of a stage, or a job with its bar.
struct TimelineRow {
    enum class Kind : quint8 { Stage, Job };

    Kind kind = Kind::Job;
    QString name; // one plain line
    ci::State state = ci::State::Unknown;
    bool hasBar = false; // it has begun
    double start = 0;    // seconds since the time line begins
    double end = 0;      // not before `start`

    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

struct Timeline {
    static constexpr qsizetype maxRows = 150; // of stages and jobs; those behind are left out

    QList<TimelineRow> rows;
    double length = 0;      // seconds, to the last end
    qsizetype leftOut = 0;  // jobs that found no place
    bool isGrowing = false; // something is under way: it is longer a second later

    friend bool operator==(const Timeline &, const Timeline &) = default;
};

// The jobs by stage, stages in the order in which the service made their jobs, jobs by when they began. What runs ends now.
[[nodiscard]] Timeline timelineOf(const ci::Run &run, TimePoint now);

} // namespace tallywall
