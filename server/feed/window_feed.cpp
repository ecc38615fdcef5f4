// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/window_feed.h"

#include "server/clock.h"
#include "server/feed/feed.h"
#include "server/feed/known.h"
#include "store/store.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tallywall {

namespace {

constexpr qint64 remembered = 30; // events from before the window, so that its live list does not begin empty
constexpr int historyRuns = 500;
constexpr std::chrono::seconds tryAgainAfter{1}; // where the store is busy

QList<ci::Run> mergedNewestFirst(const QList<ci::Run> &a, const QList<ci::Run> &b)
{
    QList<ci::Run> all = a + b;
    std::sort(all.begin(), all.end(), [](const ci::Run &one, const ci::Run &other) { return one.id > other.id; });
    const auto twins = std::unique(all.begin(), all.end(),
                                   [](const ci::Run &one, const ci::Run &other) { return one.id == other.id; });
    all.erase(twins, all.end());
    return all;
}

// What the store tells for the status, once a second.
struct StoreStatus {
    ResultsSummary results;
    QList<TimedResult> fastest;
    CiSummary ci;
    qint64 bytes = 0;
};

Result<StoreStatus> readStatus(Journal &journal)
{
    auto results = journal.results().summary(currentTime());
    auto fastest = journal.results().page({.limit = WallStatus::fastestRows, .order = ResultOrder::Fastest});
    auto ci = journal.runs().summary();
    if (!results)
        return results.error();
    if (!fastest)
        return fastest.error();
    if (!ci)
        return ci.error();
    return StoreStatus{*std::move(results), fastest->results, *ci, journal.bytes()};
}

} // namespace

WindowFeed::WindowFeed(Feed &feed, Store &store, const Known &known, QObject *parent)
    : QObject(parent), m_feed(feed), m_store(store), m_known(known)
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
    m_store.read<EventsPage>([since = EventId(std::max<qint64>(0, newest - remembered))](
                                     Journal &journal) { return journal.log().after(since, Filter{}); },
                             [this](const Result<EventsPage> &page) {
                                 m_feed.flush();
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
    m_frameBytes = 0;
    m_frame.status = frame.status;
    m_frame.historyComplete = frame.historyComplete;
    Q_EMIT framed(frame);
}

void WindowFeed::takeEvents(const QList<Event> &events)
{
    m_frameBytes = std::accumulate(events.begin(), events.end(), m_frameBytes,
                                   [](qsizetype sum, const Event &event) { return sum + event.data.size(); });
    if (m_frame.events.size() + events.size() > Frame::maxEvents || m_frameBytes > Frame::maxEventBytes) {
        // The window fell behind further than a frame may hold: what it shows is out of date, so it begins anew.
        m_frame.events.clear();
        m_frameBytes = 0;
        m_frame.results.clear();
        m_frame.runs.clear();
        m_frame.collections.clear();
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
    takeKnown();
    loadRows();
}

void WindowFeed::takeKnown()
{
    m_frame.collections.append(m_known.collections().newestBySilence());
    m_frame.prices = m_known.prices().seriesBySilence();
}

// Alone, too, where the store was busy: by then the frame may hold events that are not in the log, and to take what is known
// beneath them would count their prices twice.
void WindowFeed::loadRows()
{
    ++m_historyRun;
    m_historyLeft = historyRows;
    loadRuns();
    loadResults(ResultId::None);
}

void WindowFeed::loadRuns()
{
    // The latest of every ref, however long ago, and the newest of all, for the charts.
    m_store.read<QList<ci::Run>>(
            [](Journal &journal) -> Result<QList<ci::Run>> {
                auto latest = journal.runs().latest();
                auto newest = journal.runs().page({.limit = historyRuns});
                if (!latest || !newest)
                    return latest ? newest.error() : latest.error();
                return mergedNewestFirst(*latest, newest->runs);
            },
            [this, run = m_historyRun](const Result<QList<ci::Run>> &runs) {
                if (run != m_historyRun)
                    return;
                m_feed.flush(); // what the rows hold already does not come behind them
                if (!runs) {
                    QTimer::singleShot(tryAgainAfter, this, &WindowFeed::loadRows);
                    return;
                }
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
                                  if (run != m_historyRun)
                                      return;
                                  m_feed.flush();
                                  if (!page) {
                                      QTimer::singleShot(tryAgainAfter, this, &WindowFeed::loadRows);
                                      return;
                                  }
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
    m_store.read<StoreStatus>(&readStatus, [this](const Result<StoreStatus> &told) {
        if (told) {
            WallStatus &status = m_frame.status;
            status.resultsTotal = told->results.total;
            status.resultsToday = told->results.today;
            status.resultsYesterdayByNow = told->results.yesterdayByNow;
            status.fastest = told->fastest;
            status.ciRuns = told->ci.runs;
            status.ciFailed = told->ci.failed;
            status.ciRunning = told->ci.running;
            status.storeBytes = told->bytes;
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
    status.subscribersPusher = figures.subscribers.at(static_cast<std::size_t>(Format::Pusher));
    const auto rate = static_cast<double>(figures.events - std::exchange(m_eventsBefore, figures.events));
    status.eventsPerSecond = (rate + std::exchange(m_rateBefore, rate)) / 2;
    status.failing = m_failing();
    status.storeHealthy = m_store.health().ok;
    status.storeMessage = m_store.health().message;
    m_dirty = true;
    offer();
}

} // namespace tallywall
