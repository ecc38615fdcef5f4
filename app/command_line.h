// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QHash>
#include <QStringList>

#include <span>

namespace tallywall {

// An option of the program, or of one of its commands, as the command line and --help know it.
struct KnownOption {
    QLatin1StringView name; // without the dashes
    bool takesValue;
    QLatin1StringView value; // what stands for it in the help: "FILE"
    QLatin1StringView help;
};

using OptionValues = QHash<QString, QStringList>; // by name of the option; a switch that is on has one value, "true"

// "--name value", "--name=value", "--switch" and "-h" (--help), each as often as it stands there. `asker` is the program or the
// command whose --help lists the options: "tallywall send".
// Errors: Invalid, for what is not one of them, with the one that was most likely meant, a value that is missing, and one too many.
[[nodiscard]] Result<OptionValues> readCommandLine(const QStringList &arguments, std::span<const KnownOption> known,
                                                   QLatin1StringView asker);

// One line for each, for --help.
[[nodiscard]] QString describe(std::span<const KnownOption> known);

} // namespace tallywall
