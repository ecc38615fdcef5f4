// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// What the jobs of a run come to. Like merge(), these end the same in whatever order deliveries come.

// The order in which states usually follow each other: no two have the same place. Of two ends the worse comes later. What was
// skipped may still run, under the same key, when what failed before it is tried again.
[[nodiscard]] int placeOf(State state);

// Adds what a delivery says of a job. Of the tries of a job the newest is kept, and of too many jobs the first by name.
void addJob(QList<Job> &jobs, const Job &delivered);

[[nodiscard]] bool hasRedJob(const QList<Job> &jobs); // that may not fail

// How often jobs have moved on: one that runs has taken one step, one that ran to its end two.
[[nodiscard]] int stepsOf(const QList<Job> &jobs);

// State and times of a run of which only jobs have been heard.
void tellByJobs(Run &run);

} // namespace tallywall::ci
