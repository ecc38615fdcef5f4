// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/ci/lanes.h"
#include "store/ci/run_rows.h"

namespace tallywall {

// Who looks into which lane. A claim belongs to a lane and has two bearers at most: the newest run of the lane, which the wall
// shows, and the last decisive one where that is red, whose page people have open. No other run of the lane carries it. It
// lasts until a run turns the lane green, or until it is given back. Store thread, inside a transaction of the caller.
class LaneClaims
{
public:
    LaneClaims(RunRows &rows, Lanes &lanes) : m_rows(rows), m_lanes(lanes) { }

    // How the claim of a lane stood before one of its runs was written.
    struct Standing {
        ci::Lane lane;
        ci::Claim claim;
        QList<ci::RunId> bearers; // none where there is no claim
    };
    [[nodiscard]] Result<Standing> standing(const ci::Lane &lane);

    // Now that the run is written: its bearers of now carry the claim, and those of before who are none any more lose it. Gives
    // the claim that the lane has now.
    enum class Lasts : quint8 {
        Anyway,   // while a run is under way that may turn red again
        WhileRed, // …and where the lane is not red, nobody carries it any more
    };
    [[nodiscard]] Result<ci::Claim> settle(const Standing &before, Lasts lasts, QList<ci::Run> &changed);

    // Somebody looks into the lane of this run, or (an empty name) nobody any more. Gives the runs that carry it now or did, the
    // one that was named first where it is one of them. Errors: NotFound; Conflict, where the lane is not red.
    [[nodiscard]] Result<QList<ci::Run>> claim(ci::RunId id, const ci::Claim &claim);

private:
    [[nodiscard]] Result<QList<ci::Run>> bearersOf(const ci::Lane &lane); // with their jobs, the newest first
    // Those of `before` who are not among the bearers.
    [[nodiscard]] Result<Done> release(const QList<ci::RunId> &before, const QList<ci::Run> &bearers,
                                       QList<ci::Run> &changed);

    RunRows &m_rows;
    Lanes &m_lanes;
};

} // namespace tallywall
