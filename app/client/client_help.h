// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

#include <QString>

namespace tallywall {

// The options that each command knows, and what its --help prints. All of it is ASCII.
[[nodiscard]] std::span<const KnownOption> sendCommandOptions();
[[nodiscard]] std::span<const KnownOption> watchCommandOptions();

[[nodiscard]] QString sendHelp();
[[nodiscard]] QString watchHelp();

} // namespace tallywall
