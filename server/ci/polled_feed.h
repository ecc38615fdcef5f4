// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray_memory.h"
#include "server/net/polled_url.h"

#include <QObject>

#include <functional>

namespace tallywall {

// Records what changed since the answer before it, the older first and never empty; answers in this thread, maybe at once,
// whether all of it was stored. What was not is told again by the next poll.
using RecordPoll = std::function<void(const QList<ci::Run> &changed, const std::function<void(bool stored)> &answer)>;

// Polls one cctray feed, the next time only after what it told was recorded. Server thread.
class PolledFeed : public QObject
{
    Q_OBJECT

public:
    // `network` has to live longer.
    PolledFeed(const PollOptions &options, const QList<ci::LaneStatus> &known, RecordPoll record,
               QNetworkAccessManager &network, const PollLimits &limits);

    void start() { m_url.start(); } // asks after a moment that differs from feed to feed
    void ask() { m_url.ask(); }     // at once, where it is not being asked already
    // A lane was removed from the wall; one that is not of this feed is nothing to it.
    void forget(const ci::Lane &lane);

Q_SIGNALS:
    void healthChanged(bool ok, const QString &sentence); // as PolledUrl says it

private:
    [[nodiscard]] QString take(const QByteArray &body);
    void record(const QList<ci::Run> &changed);

    RecordPoll m_record;
    ci::CctrayMemory m_memory;
    ci::CctrayMemory m_after; // what becomes of it once that is recorded which was told last
    PolledUrl m_url;
};

} // namespace tallywall
