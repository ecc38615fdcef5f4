// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_chart.h"

#include "ui/theme/appearance.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tallywall {

LineChart::LineChart(QWidget *parent) : ChartView(parent), m_places(new QValueAxis), m_marks(new QScatterSeries)
{
    m_places->setVisible(false);
    chart()->addAxis(m_places, Qt::AlignBottom);
    chart()->addAxis(valueAxis(), Qt::AlignLeft);
    chart()->setMargins({theme::spacing, theme::spacing, theme::gutter, 3 * theme::spacing});
    addSegment();
    chart()->addSeries(m_marks);
    m_marks->attachAxis(m_places);
    m_marks->attachAxis(valueAxis());
    m_marks->setMarkerSize(1); // painted by paintOver(): Qt Charts would cut it at the edge
}

LineChart::~LineChart() = default;

void LineChart::addSegment()
{
    auto *line = new QLineSeries;
    auto *base = new QLineSeries;
    auto *area = new QAreaSeries(line, base);
    line->setParent(area); // an area borrows its lines
    base->setParent(area);
    chart()->addSeries(area);
    area->attachAxis(m_places);
    area->attachAxis(valueAxis());
    m_segments.push_back({line, base, area});
}

void LineChart::setData(LineData newData)
{
    m_data = std::move(newData);
    if (m_data.segments.size() > LineData::maxSegments)
        m_data.segments.remove(0, m_data.segments.size() - LineData::maxSegments);
    for (auto &segment : m_data.segments) {
        for (QPointF &point : segment)
            point.setY(point.y() < 0 && m_data.base == LineData::Base::Lowest ? -drawable(-point.y())
                                                                              : drawable(point.y()));
    }
    redraw();
}

Scale LineChart::scale() const
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const auto &segment : m_data.segments) {
        for (const QPointF point : segment) {
            lowest = std::min(lowest, point.y());
            highest = std::max(highest, point.y());
        }
    }
    if (m_data.base == LineData::Base::Lowest && lowest <= highest)
        return niceScale(lowest, highest);
    return niceScale(std::max(drawable(m_data.reach), highest));
}

void LineChart::draw()
{
    m_scale = scale();
    setScale(m_scale);
    m_places->setRange(m_data.firstX, std::max(m_data.lastX, m_data.firstX + 1e-6));

    const auto count = static_cast<std::size_t>(m_data.segments.size());
    if (count > m_segments.size()) {
        while (m_segments.size() < count)
            addSegment();
        recolour(coloursOf(palette()));
    }
    QList<QPointF> marks;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const QList<QPointF> points = i < count ? m_data.segments.at(static_cast<qsizetype>(i)) : QList<QPointF>();
        m_segments[i].line->replace(points);
        m_segments[i].base->replace(points.isEmpty() ? points
                                                     : QList<QPointF>{{points.first().x(), m_scale.bottom},
                                                                      {points.last().x(), m_scale.bottom}});
        if (points.size() == 1 || (!points.isEmpty() && i + 1 == count))
            marks.append(points.last());
    }
    m_marks->replace(marks);
}

void LineChart::recolour(const theme::Palette &colours)
{
    for (const Segment &segment : m_segments) {
        segment.area->setPen(Qt::NoPen);
        segment.area->setBrush(colour(colours.running, 0.12));
    }
    valueAxis()->setLabelsColor(Qt::transparent); // they keep their room, and are painted by paintOver()
    m_marks->setColor(Qt::transparent);
    m_marks->setBorderColor(Qt::transparent);
}

const QPointF *LineChart::nearest(double x) const
{
    const QPointF *best = nullptr;
    for (const auto &segment : m_data.segments) {
        for (const QPointF &point : segment) {
            if (!best || std::abs(point.x() - x) < std::abs(best->x() - x))
                best = &point;
        }
    }
    return best;
}

// Qt Charts has no thin spaces for thousands.
void LineChart::paintLabels(QPainter &painter) const
{
    constexpr int gap = 5;
    const QRectF plot = chart()->plotArea();
    for (int step = 0; step <= m_scale.steps; ++step) {
        const double share = static_cast<double>(step) / m_scale.steps;
        const QRectF place(0, plot.bottom() - share * plot.height() - textSize(), plot.left() - gap, 2 * textSize());
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                         labelOf(m_scale, m_scale.bottom + share * (m_scale.top - m_scale.bottom)));
    }
}

void LineChart::paintOver(QPainter &painter, const theme::Palette &colours)
{
    const QRectF plot = chart()->plotArea();
    const QRectF below(plot.left(), plot.bottom() + 2, plot.width(), textSize() + theme::spacing);
    painter.setPen(colour(colours.muted));
    paintLabels(painter);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, m_data.left);
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, m_data.right);
    if (4 * painter.fontMetrics().horizontalAdvance(m_data.middle) < plot.width())
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignVCenter, m_data.middle);

    // The line itself: an area series has one pen for its outline, which would draw the base and the ends, too.
    painter.save();
    painter.setClipRect(plot.adjusted(0, -2, 2, 2));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour(colours.running), textSize() > theme::captionSize ? 3 : 2, Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    for (const auto &segment : std::as_const(m_data.segments)) {
        QPolygonF line;
        line.reserve(segment.size());
        for (const QPointF &point : segment)
            line.append(chart()->mapToPosition(point, m_marks));
        painter.drawPolyline(line);
    }
    painter.restore();

    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(colours.running));
    for (const QPointF &mark : m_marks->points())
        painter.drawEllipse(chart()->mapToPosition(mark, m_marks), 4, 4);

    if (!m_data.describe || !plot.contains(pointer()))
        return;
    const QPointF *point = nearest(chart()->mapToValue(pointer(), m_marks).x());
    if (!point)
        return;
    const QPointF place = chart()->mapToPosition(*point, m_marks);
    painter.setPen(QPen(colour(colours.border), 1));
    painter.drawLine(QPointF(place.x(), plot.top()), QPointF(place.x(), plot.bottom()));
    painter.setPen(QPen(colour(colours.surface), 2));
    painter.setBrush(colour(colours.running));
    painter.drawEllipse(place, 5, 5);
    paintValueBox(painter, plot, place, m_data.describe(*point), colours);
}

} // namespace tallywall
