// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/results_channel.h"

#include "core/results/timed_result.h"
#include "server/feed/feed.h"
#include "server/pusher/pusher_hub.h"
#include "store/store.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds pauseAfterFailure
        = 1s; // the store is broken, or too much waits there or in the hub

} // namespace

ResultsChannel::ResultsChannel(PusherHub &hub, Feed &feed, Store &store) : m_hub(hub), m_store(store)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ResultsChannel::goOn);
    connect(&feed, &Feed::published, this, &ResultsChannel::note);
}

void ResultsChannel::note(const QList<Event> &events)
{
    if (std::any_of(events.begin(), events.end(), [](const Event &event) { return tellsOfTable(event, "results"); })) {
        m_changed = true;
        goOn();
    }
}

void ResultsChannel::goOn()
{
    if (!m_changed || m_reading || m_pause.isActive())
        return;
    m_changed = false;
    if (m_hub.channel(pusher::resultsChannel.toByteArray()))
        read();
}

bool ResultsChannel::publish(const QList<TimedResult> &results)
{
    return m_hub
            .publish({.name = u"results"_s,
                      .data = resultsJson(results),
                      .channels = {pusher::resultsChannel.toByteArray()}})
            .has_value();
}

void ResultsChannel::read()
{
    m_reading = true;
    m_store.read<ResultsPage>([](Journal &journal) { return journal.results().page(ResultsQuery{}); },
                              [this](const Result<ResultsPage> &page) {
                                  m_reading = false;
                                  const bool isTold = page && publish(page->results);
                                  m_changed = m_changed || !isTold; // it is read again after the pause
                                  m_pause.start(isTold ? m_hub.limits().resultsPause : pauseAfterFailure);
                              });
}

} // namespace tallywall
