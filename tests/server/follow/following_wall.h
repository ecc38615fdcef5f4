// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/live.h"

#include <QTemporaryDir>

namespace tallywall::test {

// A real wall with a configuration of its own, which says whom it follows.
class FollowingWall
{
public:
    FollowingWall();

    // What [[follow]] says of each; from the next start on.
    void follow(const QString &url, const QString &name, const QString &more = {});

    [[nodiscard]] QString configuration() const { return m_folder.filePath(QStringLiteral("wall.toml")); }
    Wall &wall() { return m_wall; }
    [[nodiscard]] QByteArray storeName() const;          // names it to those that follow it
    [[nodiscard]] bool isFollowing(int which = 0) const; // the stream can be read
    [[nodiscard]] QString why(int which = 0) const;      // what /health says of it

    // Publishes an event that is stored, or passed on; whether it was taken.
    [[nodiscard]] bool publish(const QByteArray &collection, const QByteArray &data, bool stored = true) const;
    // `data` of all stored events of a collection, in the order of the log, once there are so many.
    [[nodiscard]] QStringList stored(const QByteArray &collection, qsizetype count) const;

private:
    void append(const QString &text);

    QTemporaryDir m_folder;
    Wall m_wall;
};

} // namespace tallywall::test
