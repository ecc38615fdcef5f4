// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"

#include <QByteArray>
#include <QString>

namespace tallywall {

// A stream of events that appears here, too: [[follow]].
struct FollowOptions {
    static constexpr qsizetype maxNameBytes = 32;
    static constexpr qsizetype maxFollows = 32;

    QString name; // [a-z0-9][a-z0-9-]{0,31}
    QString url;  // http or https; the stream itself
    QByteArray user;
    QByteArray password;   // with a user: sent as Basic
    QByteArray token;      // else sent as Bearer; empty: nothing is sent
    Filter wanted;         // of another wall, by the names that they have there
    QByteArray collection; // that all of another stream belongs to; empty: the name

    friend bool operator==(const FollowOptions &, const FollowOptions &) = default;
};

// Whether the text may name what is followed: it begins names of collections ("berlin.results").
[[nodiscard]] bool isFollowName(QStringView text);

// Another wall is named by its base address; its stream is at /events.
[[nodiscard]] QString streamUrl(const QString &url);

} // namespace tallywall
