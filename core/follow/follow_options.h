// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace tallywall {

// A stream of events that appears here, too: [[follow]].
struct FollowOptions {
    static constexpr qsizetype maxNameBytes = 32;
    static constexpr qsizetype maxFollows = 32;
    static constexpr std::chrono::seconds shortestSilence{5};
    static constexpr std::chrono::seconds longestSilence{86'400};

    QString name; // [a-z0-9][a-z0-9-]{0,31}
    QString url;  // http or https; the stream itself
    QByteArray user;
    QByteArray password;             // with a user: sent as Basic
    QByteArray token;                // else sent as Bearer; empty: nothing is sent
    Filter wanted;                   // of another wall, by the names that they have there
    QByteArray collection;           // that all of another stream belongs to; empty: the name
    std::chrono::seconds silence{0}; // after which another stream is lost; 0: never. A wall gives a sign of itself

    friend bool operator==(const FollowOptions &, const FollowOptions &) = default;
};

// Whether the text may name what is followed: it begins names of collections ("berlin.results").
[[nodiscard]] bool isFollowName(QStringView text);

// Another wall is named by its base address; its stream is at /events.
[[nodiscard]] QString streamUrl(const QString &url);

} // namespace tallywall
