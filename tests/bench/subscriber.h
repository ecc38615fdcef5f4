// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/arrivals.h"
#include "tests/bench/audience.h"
#include "tests/bench/http.h"
#include "tests/bench/parsers.h"

#include <string>
#include <variant>

namespace tallywall::bench {

// The request that opens a stream. `lastId` is that of the last event that came; empty: none did.
[[nodiscard]] std::string subscription(const Options &options, const std::string &lastId);

// One that listens. It may leave and come back: what has arrived is known over all its connections.
class Subscriber final : public Handler, private StreamReader
{
public:
    explicit Subscriber(Audience &audience);

    void connect(const Endpoint &endpoint, std::string request);
    void leave();
    void ready(std::uint32_t events) override;

    [[nodiscard]] bool isGreeted() const { return m_greeted; }
    [[nodiscard]] const std::string &lastId() const { return m_lastId; }
    [[nodiscard]] Arrivals &arrivals() { return m_arrivals; }

private:
    enum class State : std::uint8_t { Away, Connecting, Head, Stream };

    void ask();
    void read(std::uint32_t events);
    void take(std::string_view bytes);
    std::string_view takeHead(std::string_view bytes);
    void takeStream(std::string_view bytes);
    void greet();
    void end(int &counter);
    void fail(std::string reason);
    void send(std::string_view bytes);

    void received(std::string_view message) override;
    void received(std::string_view message, std::string_view id) override;
    void pinged(std::string_view payload) override;
    void closed() override;

    Audience &m_audience;
    Descriptor m_socket;
    State m_state = State::Away;
    bool m_greeted = false;
    bool m_chunked = false;
    Instant m_now{};
    Arrivals m_arrivals;
    std::variant<SseParser, LineParser, WebSocketParser> m_parser;
    Dechunker m_dechunker;
    std::string m_lastId;
    std::string m_head; // what has come of the head; before that, the request
};

} // namespace tallywall::bench
