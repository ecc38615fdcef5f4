// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace tallywall {

// What is asked again and again: a cctray feed, for a CI that cannot post ([poll.NAME]), or a price ([prices.NAME]).
struct PollOptions {
    static constexpr std::chrono::seconds shortest{5};
    static constexpr std::chrono::seconds longest{3600};

    QString name; // as in run.provider; "prices.NAME" of a price
    QString url;  // http or https
    QByteArray user;
    QByteArray password; // with a user: sent as Basic
    QByteArray token;    // else sent as Bearer; empty: nothing is sent
    std::chrono::seconds every{30};

    friend bool operator==(const PollOptions &, const PollOptions &) = default;
};

} // namespace tallywall
