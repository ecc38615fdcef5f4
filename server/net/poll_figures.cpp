// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/poll_figures.h"

namespace tallywall {

void PollFigures::appendMetrics(QByteArray &out) const
{
    m_sources.appendMetric(out, "tallywall_poll_up", "feed", "Whether the feed could be read when it was last asked.");
}

} // namespace tallywall
