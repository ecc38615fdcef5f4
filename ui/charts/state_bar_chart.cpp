// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/state_bar_chart.h"

#include "ui/charts/bar_sets.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QPainter>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

qsizetype barColumns(qsizetype bars)
{
    return std::max<qsizetype>(bars, 12);
}

StateBarChart::StateBarChart(QWidget *parent)
    : ChartView(parent)
    , m_places(new QBarCategoryAxis)
    , m_series(new QStackedBarSeries)
    , m_good(new QBarSet({}))
    , m_warned(new QBarSet({}))
    , m_bad(new QBarSet({}))
    , m_other(new QBarSet({}))
{
    m_series->append({m_good, m_warned, m_bad, m_other});
    m_series->setBarWidth(0.7);
    chart()->addSeries(m_series);
    chart()->addAxis(m_places, Qt::AlignBottom);
    chart()->addAxis(valueAxis(), Qt::AlignLeft);
    m_series->attachAxis(m_places);
    m_series->attachAxis(valueAxis());
    m_places->setVisible(false);
    chart()->setMargins({theme::spacing, theme::spacing, theme::gutter, 3 * theme::spacing});
}

void StateBarChart::setBars(QList<StateBar> bars, const QString &left, const QString &right)
{
    bars.remove(0, std::max<qsizetype>(0, bars.size() - maxBars));
    if (bars == m_bars && left == m_left && right == m_right)
        return;
    m_bars = std::move(bars);
    m_left = left;
    m_right = right;
    redraw();
}

void StateBarChart::setMarks(const QList<BarMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    redraw();
}

qsizetype StateBarChart::columns() const
{
    return barColumns(m_bars.size());
}

void StateBarChart::draw()
{
    const qsizetype room = columns();
    const qsizetype start = room - m_bars.size();
    QList<qreal> good(room);
    QList<qreal> warned(room);
    QList<qreal> bad(room);
    QList<qreal> other(room);
    double highest = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const double value = drawable(m_bars.at(i).value);
        highest = std::max(highest, value);
        switch (m_bars.at(i).kind) {
        case StateBar::Kind::Good: good[start + i] = value; break;
        case StateBar::Kind::Warned: warned[start + i] = value; break;
        case StateBar::Kind::Bad: bad[start + i] = value; break;
        case StateBar::Kind::Other: other[start + i] = value; break;
        }
    }
    for (const BarMark &mark : std::as_const(m_marks))
        highest = std::max(highest, drawable(mark.value));
    setScale(niceScale(highest));
    if (m_places->count() != static_cast<int>(room))
        m_places->setCategories(numbers(room));
    setValues(*m_good, good);
    setValues(*m_warned, warned);
    setValues(*m_bad, bad);
    setValues(*m_other, other);
}

void StateBarChart::recolour(const theme::Palette &colours)
{
    m_good->setColor(colour(colours.success));
    m_warned->setColor(colour(colours.warning));
    m_bad->setColor(colour(colours.failed));
    m_other->setColor(colour(colours.unknown));
    for (QBarSet *set : {m_good, m_warned, m_bad, m_other})
        set->setBorderColor(Qt::transparent);
}

void StateBarChart::paintOver(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    QRectF below(plot.left(), plot.bottom() + 2, plot.width(), textSize() + theme::spacing);
    painter.setPen(colour(colours.muted));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, m_right);
    // Under the oldest bar, where few of them leave the room for that.
    const QFontMetricsF metrics(painter.font());
    const double oldest = plot.right()
            - plot.width() * static_cast<double>(m_bars.size()) / static_cast<double>(columns());
    const double latest = plot.right() - metrics.horizontalAdvance(m_left) - metrics.horizontalAdvance(m_right)
            - theme::gutter;
    below.setLeft(std::max(plot.left(), std::min(oldest, latest)));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, m_left);
    paintIcons(painter, colours);
    paintMarks(painter, colours);
    paintPointed(painter, colours);
}

void StateBarChart::paintIcons(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    const double width = plot.width() / static_cast<double>(columns());
    const double side = std::min(12.0, std::floor(width + 2));
    if (side < 8) // then they would be dots
        return;
    const qsizetype start = columns() - m_bars.size();
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const StateBar &bar = m_bars.at(i);
        if (bar.kind != StateBar::Kind::Bad && bar.kind != StateBar::Kind::Warned)
            continue;
        const auto column = static_cast<double>(start + i);
        const double top = chart()->mapToPosition({column, drawable(bar.value)}, m_series).y();
        const bool bad = bar.kind == StateBar::Kind::Bad;
        const QRectF place(plot.left() + (column + 0.5) * width - side / 2, std::max(0.0, top - side - 2), side, side);
        drawIcon(painter, place, bad ? "failed"_L1 : "warning"_L1, colour(bad ? colours.failed : colours.warning));
    }
}

void StateBarChart::paintMarks(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    const QFontMetricsF metrics(painter.font());
    const auto heightOf = [this](const BarMark &mark) {
        return chart()->mapToPosition({0, drawable(mark.value)}, m_series).y();
    };
    painter.setPen(QPen(colour(colours.text, 0.8), 1, Qt::DashLine));
    for (const BarMark &mark : std::as_const(m_marks)) // none across the words of another
        painter.drawLine(QPointF(plot.left(), heightOf(mark)), QPointF(plot.right(), heightOf(mark)));
    QRectF last;
    for (const BarMark &mark : std::as_const(m_marks)) { // from below
        QRectF box(plot.left() + theme::spacing, heightOf(mark) - metrics.height() - 2,
                   metrics.horizontalAdvance(mark.words) + theme::spacing, metrics.height());
        if (box.intersects(last.adjusted(0, -1, 0, 1))) // two close to each other stand side by side
            box.moveLeft(last.right() + theme::spacing);
        last = box;
        painter.fillRect(box, colour(colours.surface, 0.85));
        painter.setPen(colour(colours.text));
        painter.drawText(box, Qt::AlignCenter, mark.words);
    }
}

void StateBarChart::paintPointed(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    if (m_bars.isEmpty() || !plot.contains(pointer()))
        return;
    const qsizetype room = columns();
    const double width = plot.width() / static_cast<double>(room);
    const auto column = static_cast<qsizetype>((pointer().x() - plot.left()) / width);
    const qsizetype bar = column - (room - m_bars.size());
    if (bar < 0 || bar >= m_bars.size())
        return;
    const QPointF top = chart()->mapToPosition({static_cast<double>(column), drawable(m_bars.at(bar).value)}, m_series);
    paintValueBox(painter, plot, top, m_bars.at(bar).words, colours);
}

} // namespace tallywall
