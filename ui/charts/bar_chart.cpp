// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_chart.h"

#include "ui/charts/bar_sets.h"
#include "ui/theme/appearance.h"
#include "ui/theme/tabular_font.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QHorizontalBarSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

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

} // namespace tallywall
