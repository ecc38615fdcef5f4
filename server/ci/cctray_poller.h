// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/ci/polled_feed.h"

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace tallywall {

// Polls the cctray feeds of services that cannot post. Server thread; ends what is under way when it is deleted.
class CctrayPoller : public QObject
{
    Q_OBJECT

public:
    // `known`: how the lanes stand that were polled before the program started. `record` gets what one feed tells anew.
    CctrayPoller(const QList<PollOptions> &feeds, const QList<ci::LaneStatus> &known, const RecordPoll &record,
                 const PollLimits &limits = {}, QObject *parent = nullptr);
    ~CctrayPoller() override;

    void start();
    void askAll();                     // at once, where they are not being asked already
    void forget(const ci::Lane &lane); // it was removed from the wall

Q_SIGNALS:
    // Whether the feed of that name can be read, and if not, why.
    void healthChanged(const QString &name, bool ok, const QString &sentence);

private:
    QNetworkAccessManager m_network;
    std::vector<std::unique_ptr<PolledFeed>> m_feeds;
};

} // namespace tallywall
