// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tallywall::bench {

// What a parser tells of the stream that it is given. The views hold only during the call.
class StreamReader
{
public:
    virtual ~StreamReader() = default;

    virtual void received(std::string_view message) = 0;
    virtual void received(std::string_view message, std::string_view id) = 0; // of an SSE `id:` line
    virtual void pinged(std::string_view payload) = 0;
    virtual void closed() = 0; // the server said good-bye
};

// The parsers take a stream in pieces of any size. Whole messages are read where they lie; only what is cut off by the end of
// a piece is kept, and bounded: a message of more than 16 MiB breaks the stream, as does what the protocol does not allow.

// Server-Sent Events (WHATWG HTML, section 9.2). Lines end with LF or CRLF; the lone CR is not used by anybody we measure.
class SseParser
{
public:
    void feed(std::string_view bytes, StreamReader &reader);
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    std::size_t take(std::string_view bytes, StreamReader &reader);

    std::string m_rest;
    bool m_broken = false;
};

// A message is a line.
class LineParser
{
public:
    void feed(std::string_view bytes, StreamReader &reader);
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    static std::size_t take(std::string_view bytes, StreamReader &reader);

    std::string m_rest;
    bool m_broken = false;
};

// A server's WebSocket frames (RFC 6455, section 5.2), with fragments and with control frames between them.
class WebSocketParser
{
public:
    void feed(std::string_view bytes, StreamReader &reader);
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    struct Frame {
        std::uint8_t opcode = 0;
        bool last = false;
        std::string_view payload;
        std::size_t size = 0; // with its head; 0 while it is not complete
    };

    std::size_t take(std::string_view bytes, StreamReader &reader);
    [[nodiscard]] Frame frameAt(std::string_view bytes);
    void takeFrame(const Frame &frame, StreamReader &reader);
    void takeData(const Frame &frame, StreamReader &reader);

    std::string m_rest;
    std::string m_fragments;
    bool m_inMessage = false;
    bool m_broken = false;
};

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// A client's frame: masked, as section 5.3 asks. Payloads below 64 KiB.
[[nodiscard]] std::string clientFrame(Opcode opcode, std::string_view payload);

} // namespace tallywall::bench
