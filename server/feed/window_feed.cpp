// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/window_feed.h"

#include "server/feed/feed.h"
#include "store/store.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace tallywall {

namespace {

constexpr qint64 remembered = 30; // events from before the window, so that its live list does not begin empty

} // namespace

WindowFeed::WindowFeed(Feed &feed, Store &store, QObject *parent) : QObject(parent), m_feed(feed), m_store(store)
{
    using namespace std::chrono_literals;
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &WindowFeed::refreshStatus);
    connect(&store, &Store::healthChanged, this, &WindowFeed::refreshStatus);
}

void WindowFeed::start()
{
    m_started = true;
    m_ready = true;
    m_clock.start();
    const qint64 newest = static_cast<qint64>(m_feed.newest());
    m_store.read<EventsPage>(
            [since = EventId(std::max<qint64>(0, newest - remembered))](Journal &journal) {
                return journal.log().after(since, Filter{});
            },
            [this](const Result<EventsPage> &page) {
                // The store answers in order: what is in this page was published or never will be, the rest comes live.
                if (page)
                    takeEvents(page->events);
                connect(&m_feed, &Feed::published, this, &WindowFeed::takeEvents);
                beginHistory();
                refreshStatus();
            });
}

void WindowFeed::release()
{
    m_ready = true;
    offer();
}

void WindowFeed::offer()
{
    if (!m_ready || !m_dirty)
        return;
    m_ready = false;
    m_dirty = false;
    Frame frame = std::exchange(m_frame, Frame{});
    m_frame.status = frame.status;
    m_frame.historyComplete = frame.historyComplete;
    Q_EMIT framed(frame);
}

void WindowFeed::takeEvents(const QList<Event> &events)
{
    if (m_frame.events.size() + events.size() > Frame::maxEvents) {
        // The window fell behind further than a frame may hold: what it shows is out of date, so it begins anew.
        m_frame.events.clear();
        m_frame.results.clear();
        m_frame.runs.clear();
        m_frame.reload = true;
        m_frame.historyComplete = false;
        beginHistory();
    } else {
        m_frame.events.append(events);
    }
    m_dirty = true;
    offer();
}

void WindowFeed::beginHistory()
{
    ++m_historyRun;
    m_historyLeft = historyRows;
    loadRuns();
    loadResults(ResultId::None);
}

void WindowFeed::loadRuns()
{
    m_store.read<QList<ci::Run>>([](Journal &journal) { return journal.runs().latest(); },
                                 [this, run = m_historyRun](const Result<QList<ci::Run>> &runs) {
                                     if (!runs || run != m_historyRun)
                                         return;
                                     m_frame.runs.append(*runs);
                                     m_dirty = true;
                                     offer();
                                 });
}

void WindowFeed::loadResults(ResultId before)
{
    const ResultsQuery query{.limit = std::min(historyPage, m_historyLeft), .before = before};
    m_store.read<ResultsPage>([query](Journal &journal) { return journal.results().page(query); },
                              [this, run = m_historyRun](const Result<ResultsPage> &page) {
                                  if (!page || run != m_historyRun)
                                      return;
                                  m_frame.results.append(page->results);
                                  m_historyLeft -= static_cast<int>(page->results.size());
                                  m_frame.historyComplete = page->next == ResultId::None || m_historyLeft <= 0;
                                  m_dirty = true;
                                  offer();
                                  if (!m_frame.historyComplete)
                                      loadResults(page->next);
                              });
}

void WindowFeed::refreshStatus()
{
    if (!m_started)
        return;
    struct Figures {
        ResultsSummary results;
        qint64 bytes = 0;
    };
    m_store.read<Figures>(
            [](Journal &journal) -> Result<Figures> {
                auto results = journal.results().summary(fromUnixMs(QDateTime::currentMSecsSinceEpoch()));
                if (!results)
                    return results.error();
                return Figures{*std::move(results), journal.bytes()};
            },
            [this](const Result<Figures> &figures) {
                if (figures) {
                    m_frame.status.resultsTotal = figures->results.total;
                    m_frame.status.resultsToday = figures->results.today;
                    m_frame.status.resultsYesterdayByNow = figures->results.yesterdayByNow;
                    m_frame.status.storeBytes = figures->bytes;
                }
                takeStatus();
            });
}

void WindowFeed::takeStatus()
{
    const FeedFigures &figures = m_feed.figures();
    WallStatus &status = m_frame.status;
    status.subscribersSse = figures.subscribers.at(static_cast<std::size_t>(Format::Sse));
    status.subscribersWebSocket = figures.subscribers.at(static_cast<std::size_t>(Format::WebSocket));
    status.subscribersListen = figures.subscribers.at(static_cast<std::size_t>(Format::Listen));
    const auto rate = static_cast<double>(figures.events - std::exchange(m_eventsBefore, figures.events));
    status.eventsPerSecond = (rate + std::exchange(m_rateBefore, rate)) / 2;
    status.storeHealthy = m_store.health().ok;
    status.storeMessage = m_store.health().message;
    m_dirty = true;
    offer();
}

} // namespace tallywall
