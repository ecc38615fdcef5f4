// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/follow/follow_options.h"
#include "server/net/source_figures.h"

#include <optional>

namespace tallywall {

// How the streams that are followed stand. Server thread.
class FollowFigures
{
public:
    explicit FollowFigures(const QList<FollowOptions> &follows);

    void note(const QString &name, bool ok, const QString &why, TimePoint at) { m_streams.note(name, ok, why, at); }
    // So many events appeared here, and the stream was followed up to the id.
    void count(const QString &name, qsizetype events, const QByteArray &lastId);

    [[nodiscard]] QByteArray json() const { return m_streams.json(); }
    [[nodiscard]] QList<FailingSource> failing() const { return m_streams.failing(); }
    // Prometheus text exposition: tallywall_follow_up, of those that were asked, tallywall_followed_events_total, and
    // tallywall_follow_last_event_id, of those whose ids are numbers: those of a wall, of which the newest one is in its metrics.
    void appendMetrics(QByteArray &out) const;

private:
    struct Followed {
        QString name;
        qint64 events = 0; // that appeared here
        std::optional<qint64> lastId;
    };

    SourceFigures m_streams;
    QList<Followed> m_followed;
};

} // namespace tallywall
