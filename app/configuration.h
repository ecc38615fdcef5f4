// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/ci/ci_routes.h"

#include <QHash>
#include <QStringList>

namespace tallywall {

// What stands in a configuration file.
struct Configuration {
    QHash<QString, QStringList> options; // as text, by the name of the option
    HookSecrets hookSecrets;
    QStringList warnings;
};

// Reads TOML 1.0. `optionNames` are the keys that may stand at the top ("allow-origin", also written allow_origin).
// Errors: Invalid, with the file and the line.
[[nodiscard]] Result<Configuration> readConfiguration(const QString &path, const QStringList &optionNames);

} // namespace tallywall
