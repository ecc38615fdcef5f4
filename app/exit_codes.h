// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

// What the program and its commands end with.
inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1;        // of a command: something was not sent
inline constexpr int exitUsage = 2;         // it cannot start: a mistake on the command line, or no such wall
inline constexpr int exitInterrupted = 130; // of a command: by SIGINT or SIGTERM, as shells count it

} // namespace tallywall
