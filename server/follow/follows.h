// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/follow/follow_figures.h"
#include "server/follow/follower.h"

#include <memory>
#include <vector>

namespace tallywall {

// The streams of the configuration: reads how far each was followed, and goes on there. Server thread.
class Follows : public QObject
{
    Q_OBJECT

public:
    Follows(const QList<FollowOptions> &follows, Store &store, Feed &feed);

    void start(const QByteArray &ownStore); // names this wall
    void stop();                            // ends what is under way

    [[nodiscard]] const FollowFigures &figures() const { return m_figures; }

private:
    void follow(const QByteArray &ownStore, const QList<FollowPosition> &positions);

    QList<FollowOptions> m_options;
    Store &m_store;
    Feed &m_feed;
    FollowFigures m_figures;
    std::vector<std::unique_ptr<Follower>> m_followers;
    bool m_stopped = false;
};

} // namespace tallywall
