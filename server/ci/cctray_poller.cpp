// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/cctray_poller.h"

namespace tallywall {

CctrayPoller::CctrayPoller(const QList<PollOptions> &feeds, const QList<ci::LaneStatus> &known,
                           const RecordPoll &record, const PollLimits &limits, QObject *parent)
    : QObject(parent)
{
    for (const PollOptions &options : feeds) {
        auto feed = std::make_unique<PolledFeed>(options, known, record, m_network, limits);
        connect(feed.get(), &PolledFeed::healthChanged, this,
                [this, name = options.name](bool ok, const QString &sentence) {
                    Q_EMIT healthChanged(name, ok, sentence);
                });
        m_feeds.push_back(std::move(feed));
    }
}

CctrayPoller::~CctrayPoller() = default;

void CctrayPoller::start()
{
    for (const auto &feed : m_feeds)
        feed->start();
}

void CctrayPoller::askAll()
{
    for (const auto &feed : m_feeds)
        feed->ask();
}

void CctrayPoller::forget(const ci::Lane &lane)
{
    for (const auto &feed : m_feeds)
        feed->forget(lane);
}

} // namespace tallywall
