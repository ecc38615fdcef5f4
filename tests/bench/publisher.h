// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/histogram.h"
#include "tests/bench/http.h"
#include "tests/bench/marker.h"
#include "tests/bench/net.h"
#include "tests/bench/options.h"
#include "tests/bench/posted.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace tallywall::bench {

// A request with gaps for the mark of its message. All requests of a run have the same size.
struct RequestTemplate {
    std::string bytes;
    std::vector<std::size_t> marks;
};
[[nodiscard]] RequestTemplate requestTemplate(const Options &options);

// What all publishers have in common.
struct Desk {
    Poller &poller;
    Posted &posted;
    Marker marker;
    Endpoint endpoint;
    RequestTemplate request;
    std::size_t depth = 1;

    bool measures = false;
    Histogram fromSent; // until the answer was there
    Histogram fromDue;
    std::uint64_t good = 0;       // answered 2xx
    std::uint64_t refused = 0;    // answered anything else
    std::uint64_t unanswered = 0; // the connection ended before
    std::uint64_t underWay = 0;
    Instant lastAnswer{};
    std::string refusal; // the first one

    std::vector<char> buffer = std::vector<char>(65536);
};

// One connection that posts, or asks, and keeps alive. Where the server closes it, it connects again.
class Publisher final : public Handler
{
public:
    // `freed` is called as long as there is room for another request and it posts one: when connected, after each answer.
    Publisher(Desk &desk, std::function<void(Publisher &)> freed);

    void connect();
    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] bool isFree() const { return m_connected && m_underWay.size() < m_desk.depth; }

    // Only while it is free.
    void post(std::uint64_t number, Instant due);
    void ready(std::uint32_t events) override;

private:
    void offer();
    void flush();
    void read(std::uint32_t events);
    // Takes whole answers from the front of these bytes, and returns how many bytes they were.
    std::size_t takeAnswers(std::string_view bytes, Instant now);
    void takeAnswer(int status, std::string_view answer, Instant now);
    void reconnect();

    Desk &m_desk;
    std::function<void(Publisher &)> m_freed;
    Descriptor m_socket;
    bool m_connected = false;
    std::string m_request; // the one that is written
    std::string m_unsent;
    std::string m_received; // of an answer that is not complete
    std::deque<Posted::Times> m_underWay;
};

} // namespace tallywall::bench
