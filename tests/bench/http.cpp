// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/http.h"

#include <algorithm>
#include <charconv>

namespace tallywall::bench {

namespace {

bool sameWithoutCase(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [lower](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void takeField(AnswerHead &head, std::string_view name, std::string_view value)
{
    if (sameWithoutCase(name, "Content-Length"))
        std::from_chars(value.data(), value.data() + value.size(), head.length);
    else if (sameWithoutCase(name, "Transfer-Encoding"))
        head.chunked = sameWithoutCase(value, "chunked");
    else if (sameWithoutCase(name, "Connection"))
        head.closes = sameWithoutCase(value, "close");
}

} // namespace

std::optional<AnswerHead> answerHead(std::string_view bytes)
{
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return std::nullopt;
    AnswerHead head;
    head.size = end + 4;
    if (!bytes.starts_with("HTTP/1.") || end < 12)
        return head;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, head.status);
    for (auto at = bytes.find('\n'); at < end; at = bytes.find('\n', at)) {
        const auto line = bytes.substr(at + 1, bytes.find('\n', at + 1) - at - 1);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            takeField(head, line.substr(0, colon), trimmed(line.substr(colon + 1)));
        at += 1 + line.size();
    }
    return head;
}

std::string_view Dechunker::take(std::string_view &bytes)
{
    while (!bytes.empty() && m_state != State::Ended && m_state != State::Broken) {
        if (m_state == State::Body) {
            const auto piece = bytes.substr(0, std::min<std::uint64_t>(m_left, bytes.size()));
            bytes.remove_prefix(piece.size());
            m_left -= piece.size();
            if (m_left == 0)
                m_state = State::BodyEnd;
            return piece;
        }
        step(bytes.front());
        bytes.remove_prefix(1);
    }
    return {};
}

void Dechunker::step(char c)
{
    switch (m_state) {
    case State::Size:
        if (const int value = hexValue(c); value >= 0 && m_digits < 15) {
            m_left = m_left << 4 | static_cast<std::uint64_t>(value);
            ++m_digits;
            return;
        }
        m_state = m_digits == 0 || hexValue(c) >= 0 ? State::Broken : State::Extension;
        if (m_state == State::Broken)
            return;
        [[fallthrough]];
    case State::Extension:
        if (c != '\n')
            return;
        m_state = m_left > 0 ? State::Body : State::Trailer;
        m_digits = 0;
        return;
    case State::BodyEnd:
        if (c == '\n')
            m_state = State::Size;
        else if (c != '\r')
            m_state = State::Broken;
        return;
    case State::Trailer: // at the start of a line; an empty one is the end
        if (c == '\n')
            m_state = State::Ended;
        else if (c != '\r')
            m_state = State::TrailerLine;
        return;
    case State::TrailerLine:
        if (c == '\n')
            m_state = State::Trailer;
        return;
    case State::Body:
    case State::Ended:
    case State::Broken: return;
    }
}

} // namespace tallywall::bench
