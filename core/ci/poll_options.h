// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace tallywall::ci {

// A cctray feed that is asked again and again, for a CI that cannot post: [poll.NAME].
struct PollOptions {
    static constexpr std::chrono::seconds shortest{5};
    static constexpr std::chrono::seconds longest{3600};

    QString name; // as in run.provider
    QString url;  // http or https
    QByteArray user;
    QByteArray password; // with a user: sent as Basic
    QByteArray token;    // else sent as Bearer; empty: nothing is sent
    std::chrono::seconds every{30};

    friend bool operator==(const PollOptions &, const PollOptions &) = default;
};

} // namespace tallywall::ci
