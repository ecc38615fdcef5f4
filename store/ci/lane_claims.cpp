// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/lane_claims.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Of all bearers of a lane: a second one is a red one.
bool isLaneRed(const QList<ci::Run> &bearers)
{
    return bearers.size() > 1 || (!bearers.isEmpty() && ci::isTrouble(bearers.constFirst().state));
}

} // namespace

Result<QList<ci::Run>> LaneClaims::bearersOf(const ci::Lane &lane)
{
    const auto newest = m_lanes.newest(lane);
    if (!newest)
        return newest.error();
    if (!*newest)
        return QList<ci::Run>();
    QList<ci::Run> bearers{**newest};
    if (ci::isDecisive((*newest)->state))
        return bearers;
    const auto decisive = m_lanes.decisiveBefore(**newest);
    if (!decisive)
        return decisive.error();
    if (!*decisive || !ci::isRed((*decisive)->state))
        return bearers;
    auto whole = m_rows.byId((*decisive)->id); // what is written needs its jobs
    if (!whole)
        return whole.error();
    bearers.append(*std::move(whole));
    return bearers;
}

Result<LaneClaims::Standing> LaneClaims::standing(const ci::Lane &lane)
{
    Standing standing{lane, {}, {}};
    const auto newest = m_lanes.newest(lane);
    if (!newest)
        return newest.error();
    if (!*newest || (*newest)->claim.by.isEmpty()) // nearly all lanes
        return standing;
    standing.claim = (*newest)->claim;
    const auto bearers = bearersOf(lane);
    if (!bearers)
        return bearers.error();
    for (const ci::Run &one : *bearers)
        standing.bearers.append(one.id);
    return standing;
}

Result<ci::Claim> LaneClaims::settle(const Standing &before, Lasts lasts, QList<ci::Run> &changed)
{
    if (before.claim.by.isEmpty() && before.bearers.isEmpty())
        return ci::Claim{};
    auto bearers = bearersOf(before.lane);
    if (!bearers)
        return bearers.error();
    const bool ends = lasts == Lasts::WhileRed && !isLaneRed(*bearers);
    const ci::Claim claim = ends ? ci::Claim{} : before.claim;
    for (ci::Run &one : *bearers) {
        if (one.claim == claim)
            continue;
        one.claim = claim;
        if (auto done = m_rows.change(one, changed); !done)
            return done.error();
    }
    if (auto done = release(before.bearers, *bearers, changed); !done)
        return done.error();
    return claim;
}

Result<Done> LaneClaims::release(const QList<ci::RunId> &before, const QList<ci::Run> &bearers, QList<ci::Run> &changed)
{
    for (const ci::RunId id : before) {
        if (std::any_of(bearers.begin(), bearers.end(), [id](const ci::Run &one) { return one.id == id; }))
            continue;
        auto run = m_rows.byId(id);
        if (!run)
            return run.error();
        if (run->claim == ci::Claim{})
            continue;
        run->claim = {};
        if (auto done = m_rows.change(*run, changed); !done)
            return done;
    }
    return Done{};
}

Result<QList<ci::Run>> LaneClaims::claim(ci::RunId id, const ci::Claim &claim)
{
    const auto run = m_rows.byId(id);
    if (!run)
        return run.error();
    auto bearers = bearersOf(ci::laneOf(*run));
    if (!bearers)
        return bearers.error();
    if (!claim.by.isEmpty() && !isLaneRed(*bearers))
        return Error{ErrorCode::Conflict, u"nothing is red here: there is nothing to look into"_s, {}};
    if (bearers->constLast().id == id)
        std::reverse(bearers->begin(), bearers->end());
    QList<ci::Run> changed;
    for (ci::Run &one : *bearers) {
        one.claim = claim.by.isEmpty() ? ci::Claim{} : claim;
        if (auto done = m_rows.change(one, changed); !done)
            return done.error();
    }
    if (auto done = release({id}, *bearers, changed); !done)
        return done.error();
    return changed;
}

} // namespace tallywall
