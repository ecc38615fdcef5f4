// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QList>

#include <optional>

namespace tallywall {

// How that stands which is polled, for whoever wonders why nothing moves. Server thread.
class PollFigures
{
public:
    void add(const QString &name);
    // Takes what CctrayPoller::healthChanged and PricePolls::healthChanged say.
    void note(const QString &name, bool ok, const QString &why, TimePoint at);

    // [{"name","ok","since","why"}] in the order of add(): since when it can be read, or cannot, and why. Only the name
    // before the first answer.
    [[nodiscard]] QByteArray json() const;
    // Prometheus text exposition: tallywall_poll_up, of those that were asked.
    void appendMetrics(QByteArray &out) const;

private:
    struct Poll {
        QString name; // nothing that would have to be escaped in JSON or a label
        std::optional<bool> ok;
        TimePoint since{};
        QString why; // empty where it can be read
    };

    QList<Poll> m_polls;
};

} // namespace tallywall
