// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/hook_options.h"
#include "core/follow/follow_options.h"
#include "core/poll_options.h"
#include "core/prices/price_poll.h"
#include "core/pusher/pusher_options.h"
#include "core/result.h"

#include <QHash>
#include <QStringList>

namespace tallywall {

// What stands in a configuration file.
struct Configuration {
    QHash<QString, QStringList> options; // as text, by the name of the option
    ci::HookOptions hooks;
    QList<PollOptions> polls;
    QList<PricePollOptions> prices;
    QList<FollowOptions> follows;
    PusherOptions pusher;
    QStringList warnings;
};

// Reads TOML 1.0. `optionNames` are the keys that may stand at the top ("allow-origin", also written allow_origin).
// Errors: Invalid, with the file and the line.
[[nodiscard]] Result<Configuration> readConfiguration(const QString &path, const QStringList &optionNames);

} // namespace tallywall
