// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"
#include "core/feed/notification.h"
#include "core/result.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace tallywall {

// The wall that a command speaks to: --to and --token, or TALLYWALL_TO and TALLYWALL_TOKEN.
struct WallAddress {
    QUrl url;         // http or https, without a slash at its end
    QByteArray token; // empty: none
};

// "tallywall send"
struct SendOptions {
    static constexpr std::chrono::seconds longestRetry{24 * 60 * 60};

    bool help = false;
    WallAddress wall;
    Notification event; // without data where `lines` has it
    QString lines; // a file with the data of one event in each line, or "-" for standard input; empty: there is one event
    qint64 from = 1;        // the first of them that is sent
    bool keepGoing = false; // past a line that is refused
    bool progress = false;  // also where standard error is no terminal
    std::chrono::seconds retry{30};
};

// "tallywall watch"
struct WatchOptions {
    bool help = false;
    WallAddress wall;
    Filter filter;
    QByteArray since; // digits; empty: from now on
    qint64 count = 0; // end after so many; 0: never
    bool dataOnly = false;
};

// From what follows the command. Files that are named (@FILE, --token-file) are read.
// Errors: Invalid, with one sentence that names the option.
[[nodiscard]] Result<SendOptions> readSendOptions(const QStringList &arguments, const QProcessEnvironment &environment);
[[nodiscard]] Result<WatchOptions> readWatchOptions(const QStringList &arguments,
                                                    const QProcessEnvironment &environment);

} // namespace tallywall
