// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/http_figures.h"

#include <algorithm>

namespace tallywall {

void HttpFigures::count(Method method, int status, std::chrono::nanoseconds took)
{
    ++m_requests[{method, status}];
    const double seconds = std::chrono::duration<double>(took).count();
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    ++m_buckets.at(static_cast<std::size_t>(bucket));
    m_seconds += seconds;
}

void HttpFigures::appendMetrics(QByteArray &out) const
{
    out.append("# HELP tallywall_requests_total Requests answered.\n# TYPE tallywall_requests_total counter\n");
    for (const auto &[key, requests] : m_requests) {
        out.append("tallywall_requests_total{method=\"").append(methodName(key.first)).append("\",status=\"");
        out.append(QByteArray::number(key.second)).append("\"} ").append(QByteArray::number(requests)).append('\n');
    }
    out.append("# HELP tallywall_request_seconds From the whole head of a request to its answer.\n"
               "# TYPE tallywall_request_seconds histogram\n");
    qint64 sum = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        sum += m_buckets.at(i);
        const QByteArray bound = i < bounds.size() ? QByteArray::number(bounds.at(i)) : QByteArray("+Inf");
        out.append("tallywall_request_seconds_bucket{le=\"")
                .append(bound)
                .append("\"} ")
                .append(QByteArray::number(sum))
                .append('\n');
    }
    out.append("tallywall_request_seconds_sum ").append(QByteArray::number(m_seconds)).append('\n');
    out.append("tallywall_request_seconds_count ").append(QByteArray::number(sum)).append('\n');
}

} // namespace tallywall
