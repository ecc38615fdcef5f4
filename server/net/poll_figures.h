// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/source_figures.h"

namespace tallywall {

// How that stands which is polled. Server thread.
class PollFigures
{
public:
    void add(const QString &name, const QString &symbol = {}) { m_sources.add(name, symbol); }
    // Takes what CctrayPoller::healthChanged and PricePolls::healthChanged say.
    void note(const QString &name, bool ok, const QString &why, TimePoint at) { m_sources.note(name, ok, why, at); }

    [[nodiscard]] QByteArray json() const { return m_sources.json(); }
    [[nodiscard]] QList<FailingSource> failing() const { return m_sources.failing(); }
    // Prometheus text exposition: tallywall_poll_up, of those that were asked.
    void appendMetrics(QByteArray &out) const;

private:
    SourceFigures m_sources;
};

} // namespace tallywall
