// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"

#include <array>

namespace tallywall {

// How many deliveries came, by what became of them; one that is run again counts again. Server thread.
class HookFigures
{
public:
    void count(ci::Outcome outcome) { ++m_outcomes.at(static_cast<std::size_t>(outcome)); }
    void countUnnoted() { ++m_unnoted; } // refused, and not kept in the inspector
    void countUnstored()
    {
        ++m_unstored;
    } // believed, and the store could not take it: the service was told to come again

    // Prometheus text exposition: tallywall_hook_deliveries_total.
    void appendMetrics(QByteArray &out) const;

private:
    std::array<qint64, static_cast<std::size_t>(ci::Outcome::Refused) + 1> m_outcomes{};
    qint64 m_unnoted = 0;
    qint64 m_unstored = 0;
};

} // namespace tallywall
