// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parsers.h"
#include "tests/bench/rest.h"

#include <array>

namespace tallywall::bench {

namespace {

constexpr std::uint64_t maxPayload = 16'777'216;

std::uint8_t byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}

} // namespace

void WebSocketParser::feed(std::string_view bytes, StreamReader &reader)
{
    feedThrough(m_rest, m_broken, bytes, [this, &reader](std::string_view all) { return take(all, reader); });
}

std::size_t WebSocketParser::take(std::string_view bytes, StreamReader &reader)
{
    std::size_t done = 0;
    while (!m_broken) {
        const Frame frame = frameAt(bytes.substr(done));
        if (frame.size == 0)
            break;
        takeFrame(frame, reader);
        done += frame.size;
    }
    return done;
}

WebSocketParser::Frame WebSocketParser::frameAt(std::string_view bytes)
{
    if (bytes.size() < 2)
        return {};
    const std::uint8_t first = byteAt(bytes, 0);
    std::uint64_t length = byteAt(bytes, 1);
    if ((first & 0x70) != 0 || (length & 0x80) != 0) { // an extension nobody agreed on; a masked frame from a server
        m_broken = true;
        return {};
    }
    std::size_t head = 2;
    if (length >= 126) {
        head = length == 126 ? 4 : 10;
        if (bytes.size() < head)
            return {};
        length = 0;
        for (std::size_t i = 2; i < head; ++i)
            length = length << 8 | byteAt(bytes, i);
    }
    if (length > maxPayload) {
        m_broken = true;
        return {};
    }
    if (bytes.size() - head < length)
        return {};
    return {static_cast<std::uint8_t>(first & 0x0f), (first & 0x80) != 0, bytes.substr(head, length), head + length};
}

void WebSocketParser::takeFrame(const Frame &frame, StreamReader &reader)
{
    switch (static_cast<Opcode>(frame.opcode)) {
    case Opcode::Continuation:
    case Opcode::Text:
    case Opcode::Binary: takeData(frame, reader); return;
    case Opcode::Close: reader.closed(); return;
    case Opcode::Ping: reader.pinged(frame.payload); return;
    case Opcode::Pong: return;
    }
    m_broken = true; // an opcode that is none
}

void WebSocketParser::takeData(const Frame &frame, StreamReader &reader)
{
    const bool continues = static_cast<Opcode>(frame.opcode) == Opcode::Continuation;
    if (continues != m_inMessage || m_fragments.size() + frame.payload.size() > maxPayload) {
        m_broken = true;
        return;
    }
    m_inMessage = !frame.last;
    if (!continues && frame.last) {
        reader.received(frame.payload);
        return;
    }
    m_fragments.append(frame.payload);
    if (frame.last) {
        reader.received(m_fragments);
        m_fragments.clear();
    }
}

std::string clientFrame(Opcode opcode, std::string_view payload)
{
    constexpr std::array<char, 4> mask{0x5a, 0x21, 0x7e, 0x13};
    std::string frame(1, static_cast<char>(0x80 | static_cast<int>(opcode)));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xff);
    }
    frame.append(mask.begin(), mask.end());
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
    return frame;
}

} // namespace tallywall::bench
