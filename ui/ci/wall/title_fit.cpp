// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/title_fit.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Broken where its parts meet that is next to its middle; the name alone where it has none.
QStringList halvesOf(const QString &name)
{
    const auto offMiddle = [&name](qsizetype at) { return std::abs(2 * at - name.size()); };
    qsizetype best = 0;
    for (qsizetype at = 1; at < name.size(); ++at) {
        if (u"/-_. "_s.contains(name.at(at - 1)) && offMiddle(at) < offMiddle(best))
            best = at;
    }
    return best > 0 ? QStringList{name.first(best), name.sliced(best)} : QStringList{name};
}

// Type grows as its size does, up to a pixel that rounding may take.
int pixelsFor(const QStringList &lines, const QFont &font, const QFontMetricsF &metrics, const QSizeF &room)
{
    double widest = 1;
    for (const QString &line : lines)
        widest = std::max(widest, metrics.horizontalAdvance(line) + 1);
    const double height = metrics.height() * static_cast<double>(lines.size());
    const double scale = std::min(room.width() / widest, lines.size() > 1 ? room.height() / height : 1);
    return static_cast<int>(std::floor(font.pixelSize() * std::min(1.0, scale)));
}

TitleFit largest(const QString &name, const QFont &font, const QFontMetricsF &metrics, const QSizeF &room)
{
    const TitleFit one{{name}, pixelsFor({name}, font, metrics, room)};
    if (one.pixels == font.pixelSize())
        return one;
    const QStringList halves = halvesOf(name);
    const TitleFit two{halves, pixelsFor(halves, font, metrics, room)};
    return two.pixels > one.pixels ? two : one;
}

} // namespace

TitleFit fittedTitle(const QString &project, const QFont &font, int least, const QSizeF &room)
{
    const QFontMetricsF metrics(font);
    const TitleFit whole = largest(project, font, metrics, room);
    if (whole.pixels >= least)
        return whole;
    const QString name = project.sliced(project.lastIndexOf(u'/', -2) + 1);
    const TitleFit own = largest(name, font, metrics, room);
    if (own.pixels >= least)
        return own;
    QFont smallest = font;
    smallest.setPixelSize(least);
    return {{QFontMetricsF(smallest).elidedText(name, Qt::ElideMiddle, room.width())}, least};
}

} // namespace tallywall
