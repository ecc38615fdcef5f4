// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"
#include "core/ci/figures.h"
#include "core/result.h"

#include <QMetaType>

#include <variant>

namespace tallywall::ci {

// What the window asks of the store about pipelines (core/question.h).
struct RunQuestion { // one run with its jobs
    RunId id = RunId::None;
};
struct FiguresQuestion { }; // of every pipeline, the one most recently heard of first, at most 500
struct TrendQuestion {      // of one pipeline
    QString provider;
    QString project;
    QString pipeline;
};
struct DeliveryQuestion { // one delivery with headers and body
    DeliveryId id = DeliveryId::None;
};
struct LaneSizeQuestion { // how many runs of the lane are kept
    Lane lane;
};

// Commands: what comes of them is seen in the feed; `commandFailed` where it could not be done.
struct ClaimRun {
    RunId run = RunId::None;
    QString by; // empty: nobody looks into it any more
};
struct ReplayDelivery {
    DeliveryId id = DeliveryId::None;
};
struct ForgetLane { // with all its runs
    Lane lane;
};
using Command = std::variant<ClaimRun, ReplayDelivery, ForgetLane>;

} // namespace tallywall::ci

Q_DECLARE_METATYPE(tallywall::ci::Command)
