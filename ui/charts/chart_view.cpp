// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/theme/appearance.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>

namespace tallywall {

ChartView::ChartView(QWidget *parent) : QChartView(parent), m_values(new QValueAxis)
{
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(FullViewportUpdate); // words over the chart move with its plot area
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setMinimumHeight(160);
    setFocusPolicy(Qt::NoFocus); // nothing in it can be reached by keys
    chart()->setBackgroundVisible(false);
    chart()->setPlotAreaBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({theme::spacing, theme::spacing, theme::gutter, theme::spacing});
    m_values->setMinorTickCount(0);
    m_values->setLineVisible(false);
    m_values->setTruncateLabels(false);
    setScale({});
}

void ChartView::setLarge(bool large)
{
    m_textSize = large ? theme::tileTitleSize : theme::captionSize;
    applyColours();
    redraw();
}

void ChartView::setEmptyText(const QString &text)
{
    m_emptyText = text;
}

void ChartView::redraw()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    draw();
    m_values->setLabelsVisible(!isEmpty());
    m_values->setGridLineVisible(!isEmpty());
    viewport()->update();
}

void ChartView::setScale(const Scale &scale)
{
    m_values->setTickCount(scale.steps + 1);
    m_values->setRange(scale.bottom, scale.top);
    m_values->setLabelFormat(labelFormat(scale));
}

void ChartView::applyColours()
{
    const theme::Palette &colours = coloursOf(palette());
    QFont labels = font();
    labels.setPixelSize(m_textSize);
    m_values->setLabelsFont(labels);
    m_values->setLabelsColor(colour(colours.muted));
    m_values->setGridLinePen(QPen(colour(colours.border), 1));
    recolour(colours);
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    painter->save();
    QFont words = font();
    words.setPixelSize(m_textSize);
    painter->setFont(words);
    const theme::Palette &colours = coloursOf(palette());
    if (isEmpty()) {
        words.setPixelSize(std::max<int>(m_textSize, theme::bodySize));
        painter->setFont(words);
        painter->setPen(colour(colours.muted));
        painter->drawText(sceneRect(), Qt::AlignCenter, m_emptyText);
    } else {
        paintOver(*painter, colours);
    }
    painter->restore();
}

void ChartView::showEvent(QShowEvent *event)
{
    QChartView::showEvent(event);
    applyColours();
    if (m_stale)
        redraw();
}

void ChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    QChartView::mouseMoveEvent(event);
    m_pointer = event->position();
    viewport()->update();
}

void ChartView::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_pointer = {-1, -1};
    viewport()->update();
}

void paintValueBox(QPainter &painter, const QRectF &bounds, QPointF anchor, const QString &text,
                   const theme::Palette &colours)
{
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, bounds.width() - 2 * theme::spacing);
    QRectF box(0, 0, metrics.horizontalAdvance(shown) + 2 * theme::spacing, metrics.height() + theme::spacing);
    box.moveCenter({anchor.x(), anchor.y() - box.height() - theme::spacing});
    box.moveLeft(qBound(bounds.left(), box.left(), bounds.right() - box.width()));
    if (box.top() < bounds.top())
        box.moveTop(anchor.y() + theme::gutter);
    painter.setPen(QPen(colour(colours.border), 1));
    painter.setBrush(colour(colours.raised));
    painter.drawRoundedRect(box, theme::spacingTight, theme::spacingTight);
    painter.setPen(colour(colours.text));
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
}

} // namespace tallywall
