// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRawFont>
#include <QString>

class QPainter;
class QRectF;

namespace tallywall {

// Draws figures that stand in columns: every digit takes the width of the widest one. Qt 6.4 cannot ask a font for its
// tabular figures, and those of Inter are proportional by default. Cheap to draw with (one glyph run), less so to make:
// keep one per font. Text that the font has no glyph for is drawn as usual, proportionally. One line, never rich text.
class TabularFont
{
public:
    TabularFont() = default;
    explicit TabularFont(const QFont &font);

    [[nodiscard]] bool isFor(const QFont &font) const { return m_raw.isValid() && m_font == font; }
    [[nodiscard]] const QFont &font() const { return m_font; }
    [[nodiscard]] qreal width(const QString &text) const;
    // How far the first figure stands from its left edge: to line a big figure up with what is above it.
    [[nodiscard]] qreal leading(const QString &text) const;
    [[nodiscard]] qreal ascent() const { return m_raw.ascent(); }
    [[nodiscard]] qreal height() const { return m_raw.ascent() + m_raw.descent(); }

    // In the painter's pen. Vertical alignment is by the line's height.
    void draw(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text) const;
    // From the left end of the baseline; returns the width.
    qreal drawAt(QPainter &painter, QPointF baseline, const QString &text) const;

private:
    struct Line {
        QList<quint32> glyphs;
        QList<QPointF> positions;
        qreal width = 0;
    };
    [[nodiscard]] Line layOut(const QString &text) const; // no glyphs where one is missing

    QFont m_font;
    QRawFont m_raw;
    qreal m_digitWidth = 0;
};

} // namespace tallywall
