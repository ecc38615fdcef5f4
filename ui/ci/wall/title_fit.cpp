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

double widest(const QStringList &lines, const QFontMetricsF &metrics)
{
    double width = 1;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line) + 1);
    return width;
}

// Type grows as its size does, but for what is rounded to whole pixels: so what it comes to is measured again.
int pixelsFor(const QStringList &lines, const QFont &font, const QFontMetricsF &metrics, const QSizeF &room)
{
    const double height = metrics.height() * static_cast<double>(lines.size());
    const double scale = std::min(room.width() / widest(lines, metrics), lines.size() > 1 ? room.height() / height : 1);
    if (scale >= 1)
        return font.pixelSize();
    QFont smaller = font;
    smaller.setPixelSize(std::max(1, static_cast<int>(std::floor(font.pixelSize() * scale))));
    while (smaller.pixelSize() > 1 && widest(lines, QFontMetricsF(smaller)) > room.width())
        smaller.setPixelSize(smaller.pixelSize() - 1);
    return smaller.pixelSize();
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

TitleFit TitleFits::of(const QString &project)
{
    if (const auto known = m_kept.constFind(project); known != m_kept.cend())
        return *known;
    if (m_kept.size() >= mostKept)
        m_kept.clear();
    return *m_kept.insert(project, fittedTitle(project, m_font, m_least, m_room));
}

} // namespace tallywall
