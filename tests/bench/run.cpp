// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/run.h"

#include "tests/bench/process.h"
#include "tests/bench/trouble.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace tallywall::bench {

using namespace std::chrono_literals;

namespace {

double secondsBetween(Instant from, Instant to)
{
    return std::chrono::duration<double>(to - from).count();
}

Span spanOf(double seconds)
{
    return std::chrono::duration_cast<Span>(std::chrono::duration<double>(seconds));
}

} // namespace

Run::Run(Options options)
    : m_options(std::move(options))
    , m_desk{.poller = m_poller,
             .posted = m_posted,
             .marker = Marker::ofThisRun(),
             .endpoint = {m_options.host, m_options.port},
             .request = requestTemplate(m_options),
             .depth = static_cast<std::size_t>(m_options.depth)}
    , m_audience{.poller = m_poller,
                 .posted = m_posted,
                 .marker = m_desk.marker,
                 .protocol = m_options.protocol,
                 .greeting = m_options.greeting,
                 .hello = m_options.hello}
{ }

Figures Run::measure()
{
    wakeInTime();
    allowDescriptors(static_cast<std::size_t>(m_options.subscribers + m_options.stalled + m_options.publishers) + 32);
    connectPublishers();
    m_figures.memoryBefore = residentMemory(m_options.pid);
    m_figures.connect = connectSubscribers();
    m_figures.greeted = m_audience.greeted;
    m_stalled.connect(m_options);
    if (m_options.pid != 0) {
        std::this_thread::sleep_for(300ms); // what the server still does after its greeting
        m_figures.memoryConnected = residentMemory(m_options.pid);
    }
    warmUp();
    publish();
    if (m_options.reconnect)
        comeBack();
    m_figures.memoryAfter = residentMemory(m_options.pid);
    take(m_first);
    m_figures.stalledClosed = m_stalled.closedByServer();
    return m_figures;
}

void Run::connectPublishers()
{
    for (int i = 0; i < m_options.publishers; ++i) {
        m_publishers.emplace_back(m_desk, [this](Publisher &publisher) {
            if (m_freed)
                m_freed(publisher);
        });
        m_publishers.back().connect();
    }
    const auto connected = [](const Publisher &one) { return one.isConnected(); };
    if (!waitUntil([&] { return std::all_of(m_publishers.begin(), m_publishers.end(), connected); }))
        throw Trouble("the server does not accept connections");
}

double Run::connectSubscribers()
{
    const Instant start = Clock::now();
    while (m_subscribers.size() < static_cast<std::size_t>(m_options.subscribers))
        m_subscribers.emplace_back(m_audience);
    int count = 0;
    for (Subscriber &subscriber : m_subscribers) {
        subscriber.connect(m_desk.endpoint, subscription(m_options, subscriber.lastId()));
        if (++count % 32 == 0)
            turn(0ns);
    }
    const bool all = waitUntil(
            [this] { return m_audience.greeted + m_audience.closed + m_audience.broken >= m_options.subscribers; });
    const double seconds = secondsBetween(start, Clock::now());
    if (m_options.subscribers > 0 && m_audience.greeted == 0) {
        throw Trouble("no subscriber was let in at " + m_options.subscribe + ": "
                      + (m_audience.reason.empty() ? "there was no answer" : m_audience.reason));
    }
    if (!all) {
        m_audience.reason = "not greeted in time";
        m_audience.broken = m_options.subscribers - m_audience.greeted - m_audience.closed;
    }
    return seconds;
}

// Where a server sends no greeting nobody knows when it has taken in the last subscriber, but by a message that all get.
void Run::warmUp()
{
    if (m_options.pace == Pace::None)
        return;
    constexpr int mostTries = 20;
    for (int i = 0; i < m_options.warmup + mostTries; ++i) {
        const auto isWarm = [](Subscriber &one) { return !one.isGreeted() || one.arrivals().distinct() > 0; };
        if (i >= m_options.warmup
            && (m_options.warmup == 0 || !m_options.get.empty()
                || std::all_of(m_subscribers.begin(), m_subscribers.end(), isWarm)))
            break;
        const Instant end = Clock::now() + 250ms;
        if (Publisher *publisher = freePublisher())
            post(*publisher, Clock::now());
        (void)waitUntil([&] { return m_desk.underWay == 0 && (allHave(m_next - 1) || Clock::now() > end); });
    }
}

void Run::publish()
{
    m_first = m_next;
    for (Subscriber &subscriber : m_subscribers)
        subscriber.arrivals().begin(m_first);
    m_desk.good = m_desk.refused = m_desk.unanswered = 0;
    m_audience.deliveries = 0;
    m_audience.measures = m_desk.measures = true;
    const double before = ownProcessorTime();
    m_start = Clock::now();
    m_desk.lastAnswer = m_audience.lastDelivery = m_start;
    switch (m_options.pace) {
    case Pace::One: oneInFlight(); break;
    case Pace::Full: asFastAsTheyGo(m_start + spanOf(m_options.seconds)); break;
    case Pace::Rate: atRate(); break;
    case Pace::None:
        for (const Instant end = m_start + spanOf(m_options.seconds); Clock::now() < end;)
            turn(10ms);
        break;
    }
    m_freed = {};
    settle();
    m_figures.ownCpu = ownProcessorTime() - before;
    m_figures.seconds = secondsBetween(m_start, std::max(m_desk.lastAnswer, m_audience.lastDelivery));
    m_figures.sent = m_next - m_first;
    m_figures.inTime = m_desk.good;
    m_figures.deliveries = m_audience.deliveries;
    m_audience.measures = m_desk.measures = false;
}

std::uint64_t Run::limit() const
{
    return m_options.messages == 0 ? ~0ULL : m_first + m_options.messages;
}

bool Run::mayPost(Instant now) const
{
    return m_next < limit() && now < m_start + spanOf(m_options.seconds);
}

void Run::oneInFlight()
{
    while (mayPost(Clock::now())) {
        Publisher *publisher = freePublisher();
        if (!publisher && !waitUntil([&] { return (publisher = freePublisher()) != nullptr; }))
            return;
        m_audience.awaited = m_next;
        m_audience.haveAwaited = 0;
        const int gone = m_audience.closed + m_audience.broken;
        post(*publisher, Clock::now());
        const auto done = [this, gone] {
            if (m_desk.underWay > 0)
                return false;
            // Counting is enough as long as nobody leaves.
            return gone == m_audience.closed + m_audience.broken
                    ? m_audience.haveAwaited >= static_cast<std::uint64_t>(m_audience.greeted)
                    : allHave(m_next - 1);
        };
        (void)waitUntil(done); // what does not come is lost, and counted at the end
    }
}

void Run::asFastAsTheyGo(Instant end)
{
    m_freed = [this, end](Publisher &publisher) {
        const Instant now = Clock::now();
        if (now < end && m_next < limit())
            post(publisher, now);
    };
    while (Publisher *publisher = freePublisher()) {
        if (Clock::now() >= end || m_next >= limit())
            break;
        post(*publisher, Clock::now());
    }
    while (Clock::now() < end && (m_next < limit() || m_desk.underWay > 0))
        turn(5ms);
}

// The schedule does not wait for the server: what finds no free connection leaves late, and its latency began when it was due.
void Run::atRate()
{
    const auto total = std::min(limit() - m_first,
                                static_cast<std::uint64_t>(std::llround(m_options.rate * m_options.seconds)));
    const auto dueOf = [this](std::uint64_t number) {
        return m_start + spanOf(static_cast<double>(number - m_first) / m_options.rate);
    };
    const Instant giveUp = dueOf(m_first + total) + m_options.patience;
    m_freed = [this, dueOf, total](Publisher &publisher) {
        if (m_next - m_first < total && dueOf(m_next) <= Clock::now())
            post(publisher, dueOf(m_next));
    };
    while (m_next - m_first < total && Clock::now() < giveUp) {
        Publisher *publisher = nullptr;
        const Instant due = dueOf(m_next);
        const Instant now = Clock::now();
        if (due <= now && (publisher = freePublisher()) != nullptr)
            post(*publisher, due);
        turn(!m_options.spin && publisher == nullptr ? (due > now ? due - now : 5ms) : 0ns);
    }
    m_figures.unsent = m_first + total - m_next;
}

// Until all is answered and delivered.
void Run::settle()
{
    (void)waitUntil([this] { return m_desk.underWay == 0 && allHaveAll(); });
}

void Run::comeBack()
{
    for (Subscriber &subscriber : m_subscribers)
        subscriber.leave();
    const auto end = m_next + static_cast<std::uint64_t>(m_options.missed);
    while (m_next < end) {
        if (Publisher *publisher = freePublisher())
            post(*publisher, Clock::now());
        else if (!waitUntil([this] { return freePublisher() != nullptr; }))
            break;
    }
    (void)waitUntil([this] { return m_desk.underWay == 0; });
    m_figures.sent = m_next - m_first;
    const Instant start = Clock::now();
    m_figures.reconnect = connectSubscribers();
    settle();
    m_figures.caughtUp = std::max(*m_figures.reconnect, secondsBetween(start, m_audience.lastDelivery));
}

void Run::take(std::uint64_t first)
{
    Figures &f = m_figures;
    f.closed = m_audience.closed;
    f.broken = m_audience.broken;
    f.good = m_desk.good;
    f.refused = m_desk.refused;
    f.unanswered = m_desk.unanswered + m_desk.underWay;
    f.answers = {m_desk.fromSent, m_desk.fromDue};
    f.latencies = {m_audience.fromSent, m_audience.fromDue};
    f.reason = m_desk.refusal.empty() ? m_audience.reason : m_desk.refusal;
    if (!m_options.get.empty() || m_next == first)
        return;
    for (Subscriber &subscriber : m_subscribers) {
        const Arrivals &arrivals = subscriber.arrivals();
        const std::uint64_t lost = f.good - std::min(f.good, arrivals.distinct());
        f.lost += lost;
        f.lostWorst = std::max(f.lostWorst, lost);
        f.lostSubscribers += lost > 0 ? 1 : 0;
        f.doubled += arrivals.again();
        f.doubledSubscribers += arrivals.again() > 0 ? 1 : 0;
    }
}

void Run::post(Publisher &publisher, Instant due)
{
    publisher.post(m_next++, due);
}

// They take turns.
Publisher *Run::freePublisher()
{
    for (std::size_t i = 0; i < m_publishers.size(); ++i) {
        m_turn = (m_turn + 1) % m_publishers.size();
        if (m_publishers[m_turn].isFree())
            return &m_publishers[m_turn];
    }
    return nullptr;
}

bool Run::allHave(std::uint64_t number)
{
    return !m_options.get.empty() || std::all_of(m_subscribers.begin(), m_subscribers.end(), [number](Subscriber &one) {
        return !one.isGreeted() || one.arrivals().has(number);
    });
}

bool Run::allHaveAll()
{
    return !m_options.get.empty() || std::all_of(m_subscribers.begin(), m_subscribers.end(), [this](Subscriber &one) {
        return !one.isGreeted() || one.arrivals().distinct() >= m_desk.good;
    });
}

bool Run::waitUntil(const std::function<bool()> &holds)
{
    auto seen = m_audience.deliveries;
    Instant end = Clock::now() + m_options.patience;
    while (!holds()) {
        turn(5ms);
        const Instant now = Clock::now();
        if (m_audience.deliveries != seen)
            end = now + m_options.patience;
        else if (now > end)
            return false;
        seen = m_audience.deliveries;
    }
    return true;
}

void Run::turn(Span atMost)
{
    m_poller.wait(atMost);
}

} // namespace tallywall::bench
