// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tallywall {

// Whether the first argument after the program is a word: a command, "tallywall send", rather than an option of the wall.
[[nodiscard]] bool isCommand(const QStringList &arguments);

// Runs it to its end and returns the exit code of the process. A word that is no command is an error.
[[nodiscard]] int runCommand(int argc, char **argv, const QStringList &arguments);

} // namespace tallywall
