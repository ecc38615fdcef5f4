// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/follow/follow_figures.h"

#include "core/bytes.h"

#include <algorithm>

namespace tallywall {

FollowFigures::FollowFigures(const QList<FollowOptions> &follows)
{
    for (const FollowOptions &follow : follows) {
        m_streams.add(follow.name);
        m_followed.append({.name = follow.name, .lastId = {}});
    }
}

void FollowFigures::count(const QString &name, qsizetype events, const QByteArray &lastId)
{
    const auto followed = std::find_if(m_followed.begin(), m_followed.end(),
                                       [&name](const Followed &one) { return one.name == name; });
    if (followed == m_followed.end())
        return;
    followed->events += events;
    bool isNumber = false;
    const qint64 id = lastId.toLongLong(&isNumber);
    followed->lastId = isNumber ? std::optional(id) : std::nullopt;
}

void FollowFigures::appendMetrics(QByteArray &out) const
{
    m_streams.appendMetric(out, "tallywall_follow_up", "name",
                           "Whether the stream could be read when it was last asked.");
    appendAll(out, "# HELP tallywall_followed_events_total Events of another stream that appeared here.\n",
              "# TYPE tallywall_followed_events_total counter\n");
    for (const Followed &one : m_followed)
        appendAll(out, "tallywall_followed_events_total{name=\"", one.name.toLatin1(), "\"} ", NumberText(one.events),
                  "\n");
    appendAll(out, "# HELP tallywall_follow_last_event_id Id there of the last event that was followed.\n",
              "# TYPE tallywall_follow_last_event_id gauge\n");
    for (const Followed &one : m_followed) {
        if (one.lastId)
            appendAll(out, "tallywall_follow_last_event_id{name=\"", one.name.toLatin1(), "\"} ",
                      NumberText(*one.lastId), "\n");
    }
}

} // namespace tallywall
