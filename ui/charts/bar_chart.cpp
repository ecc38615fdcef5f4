// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_chart.h"

#include "ui/theme/appearance.h"
#include "ui/theme/tabular_font.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QHorizontalBarSeries>
#include <QPainter>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Categories need names that differ; ours are never shown.
QStringList numbers(qsizetype count)
{
    QStringList names;
    for (qsizetype i = 0; i < count; ++i)
        names.append(QString::number(i));
    return names;
}

void setValues(QBarSet &set, const QList<qreal> &values)
{
    if (set.count() > 0)
        set.remove(0, set.count());
    set.append(values);
}

} // namespace

RankChart::RankChart(QWidget *parent)
    : ChartView(parent), m_places(new QBarCategoryAxis), m_series(new QHorizontalBarSeries), m_set(new QBarSet({}))
{
    m_series->append(m_set);
    m_series->setBarWidth(0.82);
    chart()->addSeries(m_series);
    chart()->addAxis(m_places, Qt::AlignLeft);
    chart()->addAxis(valueAxis(), Qt::AlignBottom);
    m_series->attachAxis(m_places);
    m_series->attachAxis(valueAxis());
    m_places->setVisible(false);
    valueAxis()->setVisible(false);
    chart()->setMargins({theme::gutter, 0, theme::gutter, theme::spacing});
}

void RankChart::setBars(QList<NamedBar> bars)
{
    bars.resize(std::min(bars.size(), maxBars));
    if (bars == m_bars)
        return;
    m_bars = std::move(bars);
    redraw();
}

void RankChart::draw()
{
    QList<qreal> values(maxBars); // the bars keep their height, however few they are
    double highest = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        // The first category lies at the bottom, and setReverse() does nothing to lying bars.
        values[maxBars - 1 - i] = drawable(m_bars.at(i).value);
        highest = std::max(highest, values.at(maxBars - 1 - i));
    }
    valueAxis()->setRange(0, highest > 0 ? highest : 1);
    if (m_places->count() != maxBars)
        m_places->setCategories(numbers(maxBars));
    setValues(*m_set, values);
}

void RankChart::recolour(const theme::Palette &colours)
{
    m_set->setColor(colour(colours.running, 0.25));
    m_set->setBorderColor(Qt::transparent);
}

void RankChart::paintOver(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    const double height = plot.height() / maxBars;
    QFont words = font();
    words.setPixelSize(
            qBound(textSize(), static_cast<int>(height * 0.5), textSize() > theme::captionSize ? 32 : theme::bodySize));
    painter.setFont(words);
    const TabularFont figures(words);
    const QFontMetricsF metrics(words);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const NamedBar &bar = m_bars.at(i);
        const QRectF row(plot.left() + theme::spacing, plot.top() + height * static_cast<double>(i),
                         plot.width() - 2 * theme::spacing, height);
        painter.setPen(colour(colours.text));
        figures.draw(painter, row, Qt::AlignRight | Qt::AlignVCenter, bar.words);
        const double room = row.width() - figures.width(bar.words) - theme::gutter;
        painter.setFont(words);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(bar.name, Qt::ElideRight, room));
    }
}

StateBarChart::StateBarChart(QWidget *parent)
    : ChartView(parent)
    , m_places(new QBarCategoryAxis)
    , m_series(new QStackedBarSeries)
    , m_good(new QBarSet({}))
    , m_bad(new QBarSet({}))
    , m_other(new QBarSet({}))
{
    m_series->append({m_good, m_bad, m_other});
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

void StateBarChart::draw()
{
    // Few bars are not drawn as a wall of colour: there is always room for twelve.
    const qsizetype room = std::max<qsizetype>(m_bars.size(), 12);
    const qsizetype start = room - m_bars.size();
    QList<qreal> good(room);
    QList<qreal> bad(room);
    QList<qreal> other(room);
    double highest = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const double value = drawable(m_bars.at(i).value);
        highest = std::max(highest, value);
        switch (m_bars.at(i).kind) {
        case StateBar::Kind::Good: good[start + i] = value; break;
        case StateBar::Kind::Bad: bad[start + i] = value; break;
        case StateBar::Kind::Other: other[start + i] = value; break;
        }
    }
    setScale(niceScale(highest));
    if (m_places->count() != static_cast<int>(room))
        m_places->setCategories(numbers(room));
    setValues(*m_good, good);
    setValues(*m_bad, bad);
    setValues(*m_other, other);
}

void StateBarChart::recolour(const theme::Palette &colours)
{
    m_good->setColor(colour(colours.success));
    m_bad->setColor(colour(colours.failed));
    m_other->setColor(colour(colours.unknown));
    for (QBarSet *set : {m_good, m_bad, m_other})
        set->setBorderColor(Qt::transparent);
}

void StateBarChart::paintOver(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    const QRectF below(plot.left(), plot.bottom() + 2, plot.width(), textSize() + theme::spacing);
    painter.setPen(colour(colours.muted));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, m_left);
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, m_right);
    if (m_bars.isEmpty() || !plot.contains(pointer()))
        return;
    const qsizetype room = std::max<qsizetype>(m_bars.size(), 12);
    const double width = plot.width() / static_cast<double>(room);
    const auto column = static_cast<qsizetype>((pointer().x() - plot.left()) / width);
    const qsizetype bar = column - (room - m_bars.size());
    if (bar < 0 || bar >= m_bars.size())
        return;
    const QPointF top = chart()->mapToPosition({static_cast<double>(column), drawable(m_bars.at(bar).value)}, m_series);
    paintValueBox(painter, plot, top, m_bars.at(bar).words, colours);
}

} // namespace tallywall
