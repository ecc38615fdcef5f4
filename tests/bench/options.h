// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tallywall::bench {

enum class Protocol : std::uint8_t { Sse, WebSocket, Listen };

// When a subscriber counts as greeted.
enum class Greeting : std::uint8_t {
    Head,    // the head of the answer has come
    Body,    // and something of the stream, too
    Nothing, // it is connected and has asked; for servers that send nothing before the first message
};

// When the next message leaves.
enum class Pace : std::uint8_t {
    One,  // when every subscriber has the last one: one message in flight
    Full, // when its publisher has been answered: as fast as they go
    Rate, // when it is due, at so many a second
    None, // never: the subscribers are idle
};

// Everything that can be asked for, read once.
struct Options {
    std::string host = "127.0.0.1"; // an IPv4 address
    std::uint16_t port = 4000;
    Protocol protocol = Protocol::Sse;
    Greeting greeting = Greeting::Head;
    Pace pace = Pace::One;
    bool reconnect = false;
    bool spin = false; // at a rate: look all the time instead of sleeping until a message is due
    bool json = false;

    int subscribers = 0;
    int stalled = 0;       // further subscribers, which never read
    std::string subscribe; // path; empty: that of the protocol
    std::string hello;     // first text of a WebSocket

    std::string post = "/results";
    std::string get;                                       // a path to ask for instead of posting
    std::string body = "{\"name\":\"%m\",\"time\":12.34}"; // each %m becomes the mark
    std::string type = "application/json";
    std::vector<std::string> fields; // "Name: value", for each request

    double rate = 0; // messages a second, at Pace::Rate
    double seconds = 3;
    std::uint64_t messages = 0;               // at most; 0: as many as fit into the seconds
    std::chrono::milliseconds patience{5000}; // with what does not come
    int publishers = 1;
    int depth = 1; // requests that a publisher may have without an answer
    int warmup = 1;
    int missed = 0; // messages while those who reconnect are away
    int pid = 0;
};

// Nothing where help was asked for. Throws Trouble where an option is unknown, has no value or a wrong one, or does not go
// with another.
[[nodiscard]] std::optional<Options> optionsFrom(const std::vector<std::string> &arguments);
[[nodiscard]] std::string helpText();

[[nodiscard]] std::string_view nameOf(Protocol protocol);   // "sse", "ws", "listen": as on the command line
[[nodiscard]] std::string paceText(const Options &options); // "one", "full", "none" or the rate

} // namespace tallywall::bench
