// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/request.h"

#include <array>
#include <chrono>
#include <map>

namespace tallywall {

// How many requests were answered, with what and how quickly. Server thread.
class HttpFigures
{
public:
    void count(Method method, int status, std::chrono::nanoseconds took);

    // Prometheus text exposition: tallywall_requests_total and tallywall_request_seconds.
    void appendMetrics(QByteArray &out) const;

private:
    static constexpr std::array<double, 10> bounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5}; // seconds

    std::map<std::pair<Method, int>, qint64> m_requests;
    std::array<qint64, bounds.size() + 1> m_buckets{};
    double m_seconds = 0;
};

} // namespace tallywall
