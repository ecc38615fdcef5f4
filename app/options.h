// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/hook_options.h"
#include "core/follow/follow_options.h"
#include "core/poll_options.h"
#include "core/prices/price_poll.h"
#include "core/pusher/pusher_options.h"
#include "core/result.h"
#include "store/database.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QProcessEnvironment>
#include <QStringList>

namespace tallywall {

// Everything that can be chosen from outside, read once at the start. The command line wins over the environment
// (TALLYWALL_PORT for --port, and so on), and that over the configuration file.
struct Options {
    enum class Ask : quint8 { Run, Help, Version };

    Ask ask = Ask::Run;
    bool headless = false;
    bool demo = false;
    QHostAddress listen{QHostAddress::AnyIPv4};
    quint16 port = 4000; // 0: any free one
    QString dataFolder;  // empty: a folder for the demonstration alone, removed at the end
    QString storePath;   // empty: tallywall.sqlite in the data folder
    Durability durability = Durability::Normal;
    QByteArrayList allowedOrigins;
    ci::HookOptions hooks;
    QList<PollOptions> polls;
    QList<PricePollOptions> prices;
    QList<FollowOptions> follows;
    PusherOptions pusher;
    QStringList warnings; // for standard error
};

// Errors: Invalid, with one sentence that names the option or the place in the file.
[[nodiscard]] Result<Options> readOptions(const QStringList &arguments, const QProcessEnvironment &environment);

[[nodiscard]] QString helpText();

} // namespace tallywall
