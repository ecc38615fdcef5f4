// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSizeF>
#include <QStringList>

namespace tallywall {

// How the name of a project is written where it has so much room.
struct TitleFit {
    QStringList lines; // one, or two
    int pixels = 0;    // the size of their type
};

// As large as it gets, in one line or in two, and in type of `least` pixels at least: the whole path where it fits, else the
// project's own name, which is its last part. Only what is too long even then is cut, in its middle: both ends of a name tell
// it apart. `font` is that of the names that are not long.
[[nodiscard]] TitleFit fittedTitle(const QString &project, const QFont &font, int least, const QSizeF &room);

} // namespace tallywall
