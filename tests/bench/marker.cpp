// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/marker.h"

#include <algorithm>
#include <random>

namespace tallywall::bench {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

int valueOf(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

} // namespace

Marker::Marker(std::string_view run)
{
    m_start.fill('0');
    m_start[0] = '~';
    std::copy_n(run.begin(), std::min(run.size(), m_start.size() - 1), m_start.begin() + 1);
}

Marker Marker::ofThisRun()
{
    std::random_device device;
    std::string run(7, '0');
    std::generate(run.begin(), run.end(), [&device] { return digits[device() % digits.size()]; });
    return Marker(run);
}

void Marker::write(char *at, std::uint64_t number) const
{
    std::copy(m_start.begin(), m_start.end(), at);
    for (std::size_t i = size; i-- > m_start.size(); number >>= 4)
        at[i] = digits[number & 0xf];
}

std::string Marker::text(std::uint64_t number) const
{
    std::string out(size, '\0');
    write(out.data(), number);
    return out;
}

std::optional<std::uint64_t> Marker::next(std::string_view text, std::size_t &from) const
{
    for (; from + size <= text.size(); ++from) {
        const void *found = std::memchr(text.data() + from, m_start[0], text.size() - from - size + 1);
        if (!found)
            break;
        const char *at = static_cast<const char *>(found);
        from = static_cast<std::size_t>(at - text.data());
        if (std::memcmp(at, m_start.data(), m_start.size()) != 0)
            continue;
        std::uint64_t number = 0;
        int worst = 0;
        for (std::size_t i = m_start.size(); i < size; ++i) {
            const int value = valueOf(at[i]);
            worst |= value;
            number = number << 4 | static_cast<std::uint64_t>(value & 0xf);
        }
        if (worst < 0)
            continue;
        from += size;
        return number;
    }
    return std::nullopt;
}

} // namespace tallywall::bench
