// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/follow/follow_options.h"
#include "server/net/source_figures.h"

namespace tallywall {

// How the streams that are followed stand. Server thread.
class FollowFigures
{
public:
    explicit FollowFigures(const QList<FollowOptions> &follows);

    void note(const QString &name, bool ok, const QString &why, TimePoint at) { m_streams.note(name, ok, why, at); }
    void count(qsizetype events) { m_events += events; } // that appeared here

    [[nodiscard]] QByteArray json() const { return m_streams.json(); }
    [[nodiscard]] QList<FailingSource> failing() const { return m_streams.failing(); }
    // Prometheus text exposition: tallywall_follow_up, of those that were asked, and tallywall_followed_events_total.
    void appendMetrics(QByteArray &out) const;

private:
    SourceFigures m_streams;
    qint64 m_events = 0;
};

} // namespace tallywall
