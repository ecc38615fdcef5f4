// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/hook_figures.h"

#include "core/bytes.h"

namespace tallywall {

void HookFigures::appendMetrics(QByteArray &out) const
{
    const auto append = [&out](QByteArrayView outcome, qint64 deliveries) {
        appendAll(out, "tallywall_hook_deliveries_total{outcome=\"", outcome, "\"} ", QByteArray::number(deliveries),
                  "\n");
    };
    out.append("# HELP tallywall_hook_deliveries_total Deliveries to /hooks by what became of them.\n"
               "# TYPE tallywall_hook_deliveries_total counter\n");
    for (std::size_t i = 0; i < m_outcomes.size(); ++i)
        append(ci::outcomeWord(static_cast<ci::Outcome>(i)), m_outcomes.at(i));
    append("refused_unnoted", m_unnoted);
    append("unstored", m_unstored);
}

} // namespace tallywall
