// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/audience.h"
#include "tests/bench/figures.h"
#include "tests/bench/publisher.h"
#include "tests/bench/stalled.h"
#include "tests/bench/subscriber.h"

#include <deque>
#include <functional>

namespace tallywall::bench {

// One measurement, from the first connection to the last figure. One thread, which is this one.
class Run
{
public:
    explicit Run(Options options);

    // Throws Trouble where the server cannot be reached or lets no subscriber in.
    [[nodiscard]] Figures measure();

private:
    void connectPublishers();
    double connectSubscribers(); // seconds
    void warmUp();
    void publish();
    void oneInFlight();
    void asFastAsTheyGo(Instant end);
    void atRate();
    void settle();
    void comeBack();
    void take(std::uint64_t first);

    void post(Publisher &publisher, Instant due);
    Publisher *freePublisher();
    [[nodiscard]] bool mayPost(Instant now) const;
    [[nodiscard]] std::uint64_t limit() const;
    [[nodiscard]] bool allHave(std::uint64_t number);
    [[nodiscard]] bool allHaveAll();
    // Looks after the sockets until it holds, or until nothing has happened for as long as the options have patience.
    bool waitUntil(const std::function<bool()> &holds);
    void turn(Span atMost);

    Options m_options;
    Poller m_poller;
    Posted m_posted;
    Desk m_desk;
    Audience m_audience;
    Stalled m_stalled;
    std::deque<Publisher> m_publishers;
    std::deque<Subscriber> m_subscribers;
    std::function<void(Publisher &)> m_freed; // what a publisher does that has room
    std::size_t m_turn = 0;                   // of the publishers
    std::uint64_t m_next = 0;                 // number of the next message
    std::uint64_t m_first = 0;                // of those that count
    Instant m_start{};
    Figures m_figures;
};

} // namespace tallywall::bench
