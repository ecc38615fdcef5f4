// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace tallywall {

// Small sends of one turn of the server thread: about a millisecond, so that thousands of subscribers keep nobody else waiting.
inline constexpr int slice = 256;
// In place of a slice: to all of them in this turn.
inline constexpr int everyone = std::numeric_limits<int>::max();

} // namespace tallywall
