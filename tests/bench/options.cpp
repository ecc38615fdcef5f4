// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/options.h"

#include "tests/bench/trouble.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tallywall::bench {

namespace {

// Reads a number that is not below `least`.
template<typename Number>
void toNumber(Number &number, const std::string &option, const std::string &text, Number least)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least)
        throw Trouble(option + " needs a number of at least " + std::to_string(least) + ", not \"" + text + "\"");
}

template<typename Choice, std::size_t N>
Choice oneOf(const std::array<std::pair<std::string_view, Choice>, N> &choices, const std::string &option,
             const std::string &text)
{
    std::string names;
    for (const auto &[name, choice] : choices) {
        if (name == text)
            return choice;
        names.append(names.empty() ? "" : ", ").append(name);
    }
    throw Trouble(option + " is one of " + names + ", not \"" + text + "\"");
}

constexpr std::array protocols{std::pair<std::string_view, Protocol>{"sse", Protocol::Sse},
                               std::pair<std::string_view, Protocol>{"ws", Protocol::WebSocket},
                               std::pair<std::string_view, Protocol>{"listen", Protocol::Listen}};
constexpr std::array greetings{std::pair<std::string_view, Greeting>{"head", Greeting::Head},
                               std::pair<std::string_view, Greeting>{"body", Greeting::Body},
                               std::pair<std::string_view, Greeting>{"nothing", Greeting::Nothing}};
constexpr std::array paces{std::pair<std::string_view, Pace>{"one", Pace::One},
                           std::pair<std::string_view, Pace>{"full", Pace::Full},
                           std::pair<std::string_view, Pace>{"none", Pace::None}};

void toPace(Options &o, const std::string &option, const std::string &text)
{
    if (text.empty() || text.front() < '0' || text.front() > '9') {
        o.pace = oneOf(paces, option, text);
        return;
    }
    o.pace = Pace::Rate;
    toNumber(o.rate, option, text, 0.001);
}

// One option: how it is written, what it is for, and what it does. Without a word for its value it takes none.
struct Option {
    std::string_view name;
    std::string_view value;
    std::string_view help;
    void (*set)(Options &, const std::string &option, const std::string &text);
};

using Text = const std::string &;

constexpr std::array options{
        Option{"--host", "ADDRESS", "the server's IPv4 address (127.0.0.1)",
               [](Options &o, Text, Text text) { o.host = text; }},
        Option{"--port", "N", "its port (4000)",
               [](Options &o, Text name, Text text) { toNumber<std::uint16_t>(o.port, name, text, 1); }},
        Option{"--subscribers", "N", "how many listen (0)",
               [](Options &o, Text name, Text text) { toNumber(o.subscribers, name, text, 0); }},
        Option{"--as", "PROTOCOL", "how they listen: sse, ws or listen (sse)",
               [](Options &o, Text name, Text text) { o.protocol = oneOf(protocols, name, text); }},
        Option{"--subscribe", "PATH", "where they listen (/events, /ws or /listen)",
               [](Options &o, Text, Text text) { o.subscribe = text; }},
        Option{"--greeting", "WHAT", "what makes a subscriber greeted: head, body of the answer, or nothing (head)",
               [](Options &o, Text name, Text text) { o.greeting = oneOf(greetings, name, text); }},
        Option{"--hello", "TEXT", "the first text that each WebSocket sends",
               [](Options &o, Text, Text text) { o.hello = text; }},
        Option{"--stalled", "N", "further subscribers, which never read (0)",
               [](Options &o, Text name, Text text) { toNumber(o.stalled, name, text, 0); }},
        Option{"--reconnect", "", "at the end all leave, and come back at once with the id of their last event",
               [](Options &o, Text, Text) { o.reconnect = true; }},
        Option{"--missed", "N", "messages that are published while they are away (0)",
               [](Options &o, Text name, Text text) { toNumber(o.missed, name, text, 0); }},
        Option{"--post", "PATH", "where messages are posted (/results)",
               [](Options &o, Text, Text text) { o.post = text; }},
        Option{"--body", "TEMPLATE", "what is posted; each %m becomes the mark of the message (a result)",
               [](Options &o, Text, Text text) { o.body = text; }},
        Option{"--type", "TYPE", "Content-Type of what is posted (application/json)",
               [](Options &o, Text, Text text) { o.type = text; }},
        Option{"--get", "PATH", "asks for PATH instead of posting", [](Options &o, Text, Text text) { o.get = text; }},
        Option{"--field", "\"NAME: VALUE\"", "a field for the head of each request; may be repeated",
               [](Options &o, Text, Text text) { o.fields.push_back(text); }},
        Option{"--pace", "WHEN",
               "the next message leaves: one, when all have the last; full, at the answer; N a second; none (one)",
               toPace},
        Option{"--publishers", "N", "connections that post or ask (1)",
               [](Options &o, Text name, Text text) { toNumber(o.publishers, name, text, 1); }},
        Option{"--depth", "N", "requests that each of them may have under way (1)",
               [](Options &o, Text name, Text text) { toNumber(o.depth, name, text, 1); }},
        Option{"--seconds", "S", "how long to publish, or to be idle (3)",
               [](Options &o, Text name, Text text) { toNumber(o.seconds, name, text, 0.0); }},
        Option{"--messages", "N", "how many messages at most (no limit)",
               [](Options &o, Text name, Text text) { toNumber<std::uint64_t>(o.messages, name, text, 1); }},
        Option{"--warmup", "N", "messages before the first that counts (1)",
               [](Options &o, Text name, Text text) { toNumber(o.warmup, name, text, 0); }},
        Option{"--patience", "S", "how long to wait for what does not come (5)",
               [](Options &o, Text name, Text text) {
                   double seconds = 0;
                   toNumber(seconds, name, text, 0.0);
                   o.patience = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
               }},
        Option{"--spin", "",
               "at a rate, looks all the time instead of sleeping until the next is due: needs a core of its own",
               [](Options &o, Text, Text) { o.spin = true; }},
        Option{"--pid", "PID", "the server's process, to read its memory from /proc",
               [](Options &o, Text name, Text text) { toNumber(o.pid, name, text, 1); }},
        Option{"--json", "", "prints one JSON object instead of a line for people",
               [](Options &o, Text, Text) { o.json = true; }},
        Option{"--help", "", "this text", [](Options &, Text, Text) {}},
};

void check(const Options &o)
{
    if (o.reconnect && o.protocol == Protocol::Listen)
        throw Trouble("--reconnect needs ids of events, and --as listen has none");
    if (o.missed > 0 && !o.reconnect)
        throw Trouble("--missed needs --reconnect");
    if (!o.hello.empty() && o.protocol != Protocol::WebSocket)
        throw Trouble("--hello needs --as ws");
    if (o.hello.size() >= 65536)
        throw Trouble("--hello is longer than 65535 bytes");
    if (o.subscribers > 0 && o.get.empty() && o.pace != Pace::None && o.body.find("%m") == std::string::npos)
        throw Trouble("--body has no %m, so that no subscriber could know the messages again");
}

} // namespace

std::optional<Options> optionsFrom(const std::vector<std::string> &arguments)
{
    Options result;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &name = arguments[i];
        const auto *const option = std::find_if(options.begin(), options.end(),
                                                [&name](const Option &one) { return one.name == name; });
        if (option == options.end())
            throw Trouble("there is no option \"" + name + "\"; --help names those there are");
        if (name == "--help")
            return std::nullopt;
        if (!option->value.empty() && i + 1 == arguments.size())
            throw Trouble(name + " needs a value: " + std::string(option->value));
        option->set(result, name, option->value.empty() ? std::string() : arguments[++i]);
    }
    if (result.subscribe.empty()) {
        switch (result.protocol) {
        case Protocol::Sse: result.subscribe = "/events"; break;
        case Protocol::WebSocket: result.subscribe = "/ws"; break;
        case Protocol::Listen: result.subscribe = "/listen"; break;
        }
    }
    check(result);
    return result;
}

std::string helpText()
{
    std::string text
            = "tallywall-bench [OPTION...]: subscribes, publishes, and says how fast and whether all arrived.\n"
              "It ends with 0; 1 if something was lost, doubled, refused or closed; 2 if nothing could be "
              "measured.\n\n";
    for (const Option &option : options) {
        std::string line = "  " + std::string(option.name);
        if (!option.value.empty())
            line.append(" ").append(option.value);
        line.resize(std::max<std::size_t>(line.size() + 1, 28), ' ');
        text.append(line).append(option.help).append("\n");
    }
    return text;
}

std::string_view nameOf(Protocol protocol)
{
    return std::find_if(protocols.begin(), protocols.end(), [protocol](auto &one) { return one.second == protocol; })
            ->first;
}

std::string paceText(const Options &o)
{
    if (o.pace != Pace::Rate)
        return std::string(
                std::find_if(paces.begin(), paces.end(), [&o](auto &one) { return one.second == o.pace; })->first);
    std::array<char, 32> text{};
    return std::string(text.data(), std::to_chars(text.data(), text.data() + text.size(), o.rate).ptr);
}

} // namespace tallywall::bench
