// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/polled_feed.h"

#include "server/clock.h"
#include "server/net/outgoing.h"
#include "server/net/pause.h"

#include <utility>

namespace tallywall {

PolledFeed::PolledFeed(const PollOptions &options, const QList<ci::LaneStatus> &known, RecordPoll record,
                       QNetworkAccessManager &network, const PollLimits &limits)
    : m_record(std::move(record))
    , m_memory(ci::memoryOf(options.name, known))
    , m_url(options,
            {.accept = "application/xml, text/xml;q=0.9, */*;q=0.1",
             .take = [this](const QByteArray &body) { return take(body); },
             .takeSame = [this] { m_memory.polled = currentTime(); }},
            network, limits)
{
    connect(&m_url, &PolledUrl::healthChanged, this, &PolledFeed::healthChanged);
}

QString PolledFeed::take(const QByteArray &body)
{
    const auto entries = ci::readCctray(body);
    if (!entries)
        return entries.error().message;
    ci::CctrayMemory after = m_memory;
    const QList<ci::Run> changed = ci::takePoll(after, *entries, currentTime());
    if (changed.isEmpty()) {
        m_memory = std::move(after);
        return {};
    }
    m_after = std::move(after);
    record(changed);
    return {};
}

void PolledFeed::record(const QList<ci::Run> &changed)
{
    m_url.hold();
    m_record(changed, [self = QPointer(this)](bool stored) {
        if (!self)
            return;
        if (stored)
            self->m_memory = std::exchange(self->m_after, {});
        self->m_url.release(stored ? PolledUrl::Again::WhatChanged : PolledUrl::Again::Everything);
    });
}

void PolledFeed::forget(const ci::Lane &lane)
{
    // What is being recorded of the lane begins it anew, and has an end.
    if (m_after.lanes.value(lane).latest == m_memory.lanes.value(lane).latest)
        ci::forgetLane(m_after, lane);
    ci::forgetLane(m_memory, lane);
}

} // namespace tallywall
