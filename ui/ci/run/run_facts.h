// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "ui/widgets/facts.h"

namespace tallywall {

// What the head of a run's page says of it, in words.
[[nodiscard]] QList<Fact> factsOf(const ci::Run &run, TimePoint now);

// What follows its state: transition, progress, when it was green last, and who looks into it.
[[nodiscard]] QString stateRest(const ci::Run &run, TimePoint now);

} // namespace tallywall
