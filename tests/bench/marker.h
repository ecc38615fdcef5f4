// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace tallywall::bench {

// The mark inside each message by which it is known again, however a server wraps it: a tilde, seven characters of this run
// alone, and the number of the message as ten hexadecimal digits. None of them is escaped in JSON or in a form. What an
// earlier run has left behind (replays) is not taken for ours.
class Marker
{
public:
    static constexpr std::size_t size = 18;

    // The run is seven characters of [a-z0-9].
    explicit Marker(std::string_view run);
    [[nodiscard]] static Marker ofThisRun();

    void write(char *at, std::uint64_t number) const; // `size` characters
    [[nodiscard]] std::string text(std::uint64_t number) const;

    // The first mark from `from` on; afterwards `from` is the place behind it. Nothing where there is none.
    [[nodiscard]] std::optional<std::uint64_t> next(std::string_view text, std::size_t &from) const;

private:
    std::array<char, 8> m_start{};
};

} // namespace tallywall::bench
