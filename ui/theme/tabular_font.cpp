// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tabular_font.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QRectF>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

TabularFont::TabularFont(const QFont &font) : m_font(font), m_raw(QRawFont::fromFont(font))
{
    const QList<quint32> digits = m_raw.glyphIndexesForString(u"0123456789"_s);
    for (const QPointF advance : m_raw.advancesForGlyphIndexes(digits))
        m_digitWidth = std::max(m_digitWidth, advance.x());
}

TabularFont::Line TabularFont::layOut(const QString &text) const
{
    Line line;
    line.glyphs = m_raw.glyphIndexesForString(text);
    // A surrogate pair makes one glyph of two units: such text is not figures.
    if (line.glyphs.size() != text.size() || line.glyphs.contains(0u))
        return {};
    const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(line.glyphs);
    line.positions.reserve(line.glyphs.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool digit = text.at(i) >= u'0' && text.at(i) <= u'9';
        const qreal own = advances.at(i).x();
        line.positions.append({line.width + (digit ? (m_digitWidth - own) / 2 : 0), 0});
        line.width += digit ? m_digitWidth : own;
    }
    return line;
}

qreal TabularFont::width(const QString &text) const
{
    const Line line = layOut(text);
    return line.glyphs.isEmpty() ? QFontMetricsF(m_font).horizontalAdvance(text) : line.width;
}

qreal TabularFont::leading(const QString &text) const
{
    const Line line = layOut(text);
    return line.positions.isEmpty() ? 0 : line.positions.first().x();
}

void TabularFont::draw(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text) const
{
    const qreal textWidth = width(text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - textWidth;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - textWidth / 2;
    qreal y = rect.top() + ascent();
    if (alignment & Qt::AlignVCenter)
        y += (rect.height() - height()) / 2;
    else if (alignment & Qt::AlignBottom)
        y += rect.height() - height();
    drawAt(painter, {x, y}, text);
}

qreal TabularFont::drawAt(QPainter &painter, QPointF baseline, const QString &text) const
{
    const Line line = layOut(text);
    if (line.glyphs.isEmpty()) {
        painter.setFont(m_font);
        painter.drawText(baseline, text);
        return QFontMetricsF(m_font).horizontalAdvance(text);
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(line.glyphs);
    run.setPositions(line.positions);
    painter.drawGlyphRun(baseline, run);
    return line.width;
}

} // namespace tallywall
