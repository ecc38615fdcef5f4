// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
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

// The same for all names that stand in the same room in the same type: each is measured once, and painted often. At most
// `mostKept` are remembered.
class TitleFits
{
public:
    static constexpr qsizetype mostKept = 2000;

    TitleFits(const QFont &font, int least, const QSizeF &room) : m_font(font), m_least(least), m_room(room) { }

    [[nodiscard]] TitleFit of(const QString &project);
    [[nodiscard]] qsizetype kept() const { return m_kept.size(); }

private:
    QFont m_font;
    int m_least;
    QSizeF m_room;
    QHash<QString, TitleFit> m_kept;
};

} // namespace tallywall
