// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallywall::bench {

// Hands a parser what was left of the piece before, and this one. `take` returns how much of it were whole messages. Where
// nothing was left, which is nearly always so, nothing is copied.
template<typename Take>
void feedThrough(std::string &rest, bool &broken, std::string_view bytes, const Take &take)
{
    constexpr std::size_t most = 16'777'216;
    if (broken)
        return;
    if (rest.empty()) {
        rest.assign(bytes.substr(take(bytes)));
    } else {
        rest.append(bytes);
        rest.erase(0, take(rest));
    }
    broken = broken || rest.size() > most;
}

} // namespace tallywall::bench
