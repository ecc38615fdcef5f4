// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "server/ci/cctray_poller.h"

#include <QObject>

#include <memory>

namespace tallywall {

class PollFigures;
class Store;

// The cctray feeds of the configuration: reads how their lanes stand, asks the feeds, and has what they tell anew recorded.
// Server thread; ends what is under way when it is deleted.
class Polls : public QObject
{
    Q_OBJECT

public:
    // All of them have to live longer; `figures` gets to know how each feed stands.
    Polls(const QList<PollOptions> &feeds, Store &store, PollFigures &figures);

    void start();
    void forget(const Event &deleted); // a lane that was removed from the wall, for what is known of it

Q_SIGNALS:
    void failed(const QString &sentence); // what was told could not be recorded; it is told again

private:
    void ask(const QList<ci::LaneStatus> &known);
    void record(const QList<ci::Run> &runs, const std::function<void(bool stored)> &answer);

    QList<PollOptions> m_feeds;
    Store &m_store;
    PollFigures &m_figures;
    std::unique_ptr<CctrayPoller> m_poller;
};

} // namespace tallywall
