// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"
#include "core/messages/message.h"
#include "ui/feed/live_row.h"
#include "ui/feed/row_changes.h"

#include <QSet>

namespace tallywall {

// Something that was said, and when.
struct SaidMessage {
    TimePoint time{};
    Message message;

    friend bool operator==(const SaidMessage &, const SaidMessage &) = default;
};

// A frame in the window's own terms: for each table what becomes of its rows.
struct FrameChanges {
    static constexpr qsizetype maxLive = 200;

    RowChanges<TimedResult> results;
    RowChanges<ci::Run> runs;
    QSet<ci::Lane> forgotten;    // lanes that were removed with all their runs, but for those among `runs.upserts`
    QList<SaidMessage> messages; // in their order
    QList<LiveRow> live;         // in their order; the newest `maxLive` of the frame
};

// The only place in the window that reads JSON. History goes first, then the events in their order; of several changes to
// one row the last one counts. An event whose data cannot be read, or that the wall has not said
// itself (tellsOfTable()), changes no table; the live list shows it all the same.
[[nodiscard]] FrameChanges readFrame(const Frame &frame);

// The lines that history leaves behind, oldest first, at most `limit`: so that the live list is not empty after a start.
[[nodiscard]] QList<LiveRow> liveRowsOfHistory(const Frame &frame, qsizetype limit);

} // namespace tallywall
