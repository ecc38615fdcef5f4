// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallywall {

// How long to wait before asking another server again: after so many failures in a row twice as long each time, but never
// shorter than without any.
[[nodiscard]] std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds every,
                                                   std::chrono::milliseconds longest);

// A tenth shorter or longer, at random, so that those which began together do not stay together.
[[nodiscard]] std::chrono::milliseconds nearly(std::chrono::milliseconds pause);

} // namespace tallywall
