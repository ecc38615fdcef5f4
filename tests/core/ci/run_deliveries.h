// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci::test {

// Deliveries of run 31 as a provider reads them, for the tests of merge().

[[nodiscard]] constexpr TimePoint second(qint64 s)
{
    return fromUnixMs(1'700'000'000'000 + s * 1000);
}

// A job of the stage "test" that begins and ends at times of its own, as far as its state has come.
[[nodiscard]] Job job(qint64 key, const QString &name, State state);

// What GitLab's pipelines say: with their jobs, of which the newest is the generation.
[[nodiscard]] Run pipeline(State state, const QList<Job> &jobs);

// What a job's delivery says: the run's state is none of its business.
[[nodiscard]] Run jobOnly(const Job &one);

// What a service says that lists no jobs, and whose clock says when (a second; 0 where it does not).
[[nodiscard]] Run runOnly(State state, qint64 said = 0);

// All that has to be the same in whatever order deliveries came.
[[nodiscard]] QByteArray described(Run run);

} // namespace tallywall::ci::test
