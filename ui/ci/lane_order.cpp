// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/lane_order.h"

#include "ui/ci/run_words.h"
#include "ui/ci/runs_model.h"
#include "ui/text/name_order.h"

#include <tuple>

namespace tallywall {

namespace {

int compareLanes(const ci::Run &a, const ci::Run &b)
{
    for (const auto text : {&ci::Run::project, &ci::Run::pipeline, &ci::Run::ref, &ci::Run::provider}) {
        if (const int compared = compareNames(a.*text, b.*text); compared != 0)
            return compared;
    }
    return 0;
}

} // namespace

int rankOf(const ci::Run &latest)
{
    using ci::State;
    if (isStillRed(latest))
        return 3;
    switch (latest.state) {
    case State::Failing: return 0;
    case State::Failed: return 1;
    case State::Error: return 2;
    case State::Waiting: return 4;
    case State::Running: return 5;
    case State::Queued: return 6;
    case State::Unknown: return 7;
    case State::Warning: return 8;
    case State::Success: return 9;
    case State::Canceled: return 10;
    case State::Skipped: return 11;
    }
    Q_UNREACHABLE();
}

bool isLookedAtBefore(const ci::Run &a, const ci::Run &b)
{
    const int rank = rankOf(a);
    if (rank != rankOf(b))
        return rank < rankOf(b);
    if (ci::isTrouble(a.state) && ageOrigin(a) != ageOrigin(b))
        return ageOrigin(a) > ageOrigin(b);
    const int names = compareLanes(a, b);
    return names != 0 ? names < 0 : a.id < b.id;
}

bool isNewer(const ci::Run &a, const ci::Run &b)
{
    return std::tuple(ageOrigin(a), a.id) > std::tuple(ageOrigin(b), b.id);
}

} // namespace tallywall
