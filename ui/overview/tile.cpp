// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile.h"

#include "ui/charts/sparkline.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/panel.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

quint32 toneColour(const theme::Palette &colours, TileContent::Tone tone)
{
    switch (tone) {
    case TileContent::Tone::Calm: return colours.muted;
    case TileContent::Tone::Warning: return colours.warning;
    case TileContent::Tone::Trouble: return colours.failed;
    }
    Q_UNREACHABLE();
}

} // namespace

Tile::Tile(const QString &caption, Size size, QWidget *parent) : QAbstractButton(parent), m_size(size)
{
    setText(caption);
    setCursor(size == Size::Tv ? Qt::BlankCursor : Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, size == Size::Tv ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    makeFonts();
}

void Tile::setContent(TileContent content)
{
    if (content == m_content)
        return;
    m_content = std::move(content);
    setAccessibleName(u"%1: %2 %3, %4"_s.arg(text(), m_content.figure, m_content.unit, m_content.word));
    update();
}

QSize Tile::sizeHint() const
{
    return {200, 144};
}

void Tile::makeFonts()
{
    // On a television the figure takes a third of the tile, and all else goes with it.
    const int figure = m_size == Size::Normal ? theme::tileFigureSize
                                              : std::clamp(height() / 3, theme::tvSize, 4 * theme::tvSize);
    const auto sized = [this, figure](int normal, int share, QFont::Weight weight) {
        QFont result = font();
        result.setPixelSize(m_size == Size::Normal ? normal : std::max(normal, figure / share));
        result.setWeight(weight);
        return result;
    };
    m_captionFont = sized(theme::captionSize, 5, QFont::DemiBold);
    m_captionFont.setLetterSpacing(QFont::PercentageSpacing, 106);
    m_unitFont = sized(theme::sectionSize, 4, QFont::Medium);
    m_wordFont = sized(theme::bodySize, 6, QFont::Normal);
    QFont figures = font();
    figures.setPixelSize(figure);
    figures.setWeight(QFont::DemiBold);
    m_figures = TabularFont(figures);
}

void Tile::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    if (m_size == Size::Tv)
        makeFonts();
}

void Tile::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        makeFonts();
        update();
    }
}

void Tile::paintEvent(QPaintEvent *)
{
    Panel::paintGround(*this);
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect(), theme::radius, theme::radius);
    painter.setClipPath(shape);
    const bool calm = m_content.tone == TileContent::Tone::Calm;
    const quint32 tone = toneColour(colours, m_content.tone);
    if (!calm && m_size == Size::Tv)
        painter.fillRect(rect(), colour(tone, 0.2));
    if (underMouse() && m_size == Size::Normal)
        painter.fillRect(rect(), colour(colours.border, 0.25));

    const double sparkHeight = m_size == Size::Normal ? 28 : height() * 0.2;
    const QRectF bottom(0, height() - sparkHeight, width(), sparkHeight);
    paintSparkline(painter, bottom, m_content.spark, m_content.sparkRoom, calm ? colours.running : tone);
    if (!calm)
        painter.fillRect(QRectF(0, 0, 4, height()), colour(tone));
    paintWords(painter);
    if (hasFocus() && m_size == Size::Normal) {
        painter.setClipping(false);
        painter.setPen(QPen(colour(colours.running), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::radius, theme::radius);
    }
}

void Tile::paintWords(QPainter &painter)
{
    const theme::Palette &colours = coloursOf(palette());
    const bool calm = m_content.tone == TileContent::Tone::Calm;
    const int margin = m_size == Size::Normal ? theme::gutter : height() / 10;
    const QFontMetricsF caption(m_captionFont);
    const QFontMetricsF word(m_wordFont);
    const double room = width() - 2 * margin;

    painter.setFont(m_captionFont);
    painter.setPen(colour(toneColour(colours, m_content.tone)));
    double y = margin + caption.ascent();
    double x = margin;
    if (!calm) {
        const double side = caption.height();
        const bool trouble = m_content.tone == TileContent::Tone::Trouble;
        drawIcon(painter, QRectF(x, y - caption.ascent(), side, side), trouble ? "failed"_L1 : "warning"_L1,
                 colour(toneColour(colours, m_content.tone)));
        x += side + theme::spacingTight;
    }
    painter.drawText(QPointF(x, y), text().toUpper());

    y += caption.descent() + (m_size == Size::Normal ? theme::spacingTight : margin / 2) + m_figures.ascent();
    painter.setPen(colour(colours.text));
    const double figureWidth = m_figures.drawAt(painter, QPointF(margin - m_figures.leading(m_content.figure), y),
                                                m_content.figure);
    const double gap = m_size == Size::Normal ? theme::spacing : margin / 2;
    painter.setFont(m_unitFont);
    painter.setPen(colour(colours.muted));
    painter.drawText(QPointF(margin + figureWidth + gap, y),
                     QFontMetricsF(m_unitFont).elidedText(m_content.unit, Qt::ElideRight, room - figureWidth - gap));

    y += m_figures.height() - m_figures.ascent() + word.ascent();
    painter.setFont(m_wordFont);
    painter.drawText(QPointF(margin, y), word.elidedText(m_content.word, Qt::ElideRight, room));
}

} // namespace tallywall
