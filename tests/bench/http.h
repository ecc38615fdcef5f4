// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tallywall::bench {

// The head of an answer (RFC 9112), as far as a client of ours has to know it.
struct AnswerHead {
    int status = 0;
    bool chunked = false;
    bool closes = false;
    std::uint64_t length = 0; // of the body, where one was given
    std::size_t size = 0;     // of the head, with its empty line

    friend bool operator==(const AnswerHead &, const AnswerHead &) = default;
};

// Nothing while the empty line has not come. Status 0: this is no HTTP answer.
[[nodiscard]] std::optional<AnswerHead> answerHead(std::string_view bytes);

// Takes the chunked transfer coding off a body (RFC 9112, section 7.1), however it is cut.
class Dechunker
{
public:
    // One step: takes bytes from the front, and returns the piece of the body that was among them, possibly empty. To be
    // called until nothing is left or the body has ended.
    std::string_view take(std::string_view &bytes);

    [[nodiscard]] bool ended() const { return m_state == State::Ended; }
    [[nodiscard]] bool broken() const { return m_state == State::Broken; }

private:
    enum class State : std::uint8_t { Size, Extension, Body, BodyEnd, Trailer, TrailerLine, Ended, Broken };

    void step(char c);

    State m_state = State::Size;
    std::uint64_t m_left = 0;
    int m_digits = 0;
};

} // namespace tallywall::bench
