// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/follow/follow_figures.h"

#include "core/bytes.h"

namespace tallywall {

FollowFigures::FollowFigures(const QList<FollowOptions> &follows)
{
    for (const FollowOptions &follow : follows)
        m_streams.add(follow.name);
}

void FollowFigures::appendMetrics(QByteArray &out) const
{
    m_streams.appendMetric(out, "tallywall_follow_up", "name",
                           "Whether the stream could be read when it was last asked.");
    appendAll(out,
              "# HELP tallywall_followed_events_total Events of other streams that appeared here.\n"
              "# TYPE tallywall_followed_events_total counter\ntallywall_followed_events_total ",
              NumberText(m_events), "\n");
}

} // namespace tallywall
