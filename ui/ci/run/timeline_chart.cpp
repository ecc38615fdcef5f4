// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run/timeline_chart.h"

#include "ui/charts/bar_sets.h"
#include "ui/ci/state_look.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QBarCategoryAxis>
#include <QChart>
#include <QHorizontalStackedBarSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr double leastBar = 3; // pixels: what was over at once is seen, too

} // namespace

TimelineChart::TimelineChart(QWidget *parent)
    : ChartView(parent)
    , m_places(new QBarCategoryAxis)
    , m_series(new QHorizontalStackedBarSeries)
    , m_before(new QBarSet({}))
{
    m_series->append(m_before);
    using theme::Palette;
    for (const auto token : {&Palette::success, &Palette::failed, &Palette::warning, &Palette::running,
                             &Palette::waiting, &Palette::unknown}) {
        m_tints.push_back({token, new QBarSet({})});
        m_series->append(m_tints.back().set);
    }
    m_series->setBarWidth(0.62);
    chart()->addSeries(m_series);
    chart()->addAxis(m_places, Qt::AlignLeft);
    chart()->addAxis(valueAxis(), Qt::AlignTop);
    m_series->attachAxis(m_places);
    m_series->attachAxis(valueAxis());
    m_places->setVisible(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEmptyText(u"No jobs are known of this run"_s);
    fitRows();
}

void TimelineChart::setTimeline(const Timeline &timeline)
{
    if (timeline == m_timeline)
        return;
    m_timeline = timeline;
    fitRows();
    redraw();
}

void TimelineChart::fitRows()
{
    constexpr int axis = 48;
    const auto rows = static_cast<int>(std::max<qsizetype>(m_timeline.rows.size(), 4));
    setMinimumHeight(isEmpty() ? rowHeight : rows * rowHeight + axis);
    setMaximumHeight(rows * mostRowHeight + axis);
}

void TimelineChart::draw()
{
    const TimeUnit unit = timeUnitFor(m_timeline.length);
    m_unit = unit.seconds;
    m_unitName = unit.name;
    setScale(niceScale(std::max(m_timeline.length / m_unit, 1e-3)));

    const qsizetype count = m_timeline.rows.size();
    if (m_places->count() != static_cast<int>(count))
        m_places->setCategories(numbers(count));
    QList<qreal> before(count);
    QList<QList<qreal>> values(static_cast<qsizetype>(m_tints.size()), QList<qreal>(count));
    for (qsizetype i = 0; i < count; ++i) {
        const TimelineRow &row = m_timeline.rows.at(i);
        if (!row.hasBar)
            continue;
        const qsizetype place = count - 1 - i; // the first category lies at the bottom
        before[place] = drawable(row.start / m_unit);
        const auto token = stateLook(row.state).colour;
        for (std::size_t tint = 0; tint < m_tints.size(); ++tint) {
            if (m_tints[tint].token == token)
                values[static_cast<qsizetype>(tint)][place] = drawable((row.end - row.start) / m_unit);
        }
    }
    setValues(*m_before, before);
    for (std::size_t tint = 0; tint < m_tints.size(); ++tint)
        setValues(*m_tints[tint].set, values.at(static_cast<qsizetype>(tint)));
}

void TimelineChart::recolour(const theme::Palette &colours)
{
    m_before->setColor(Qt::transparent);
    m_before->setBorderColor(Qt::transparent);
    for (const Tinted &tinted : m_tints) {
        tinted.set->setColor(colour(colours.*(tinted.token)));
        tinted.set->setBorderColor(Qt::transparent);
    }
}

void TimelineChart::resizeEvent(QResizeEvent *event)
{
    // Names have a third, within what can be read.
    const int names = qBound(104, width() * 30 / 100, 300);
    chart()->setMargins({names, theme::spacing, 3 * theme::gutter, theme::spacing});
    ChartView::resizeEvent(event);
}

QRectF TimelineChart::rowAt(qsizetype row) const
{
    const QRectF plot = chart()->plotArea();
    const double height = plot.height() / static_cast<double>(m_timeline.rows.size());
    return {plot.left(), plot.top() + height * static_cast<double>(row), plot.width(), height};
}

void TimelineChart::paintOver(QPainter &painter, const theme::Palette &colours)
{
    painter.setPen(colour(colours.muted));
    const QRectF plot = chart()->plotArea();
    painter.drawText(QRectF(theme::gutter, 0, plot.left() - theme::gutter, plot.top()),
                     Qt::AlignLeft | Qt::AlignVCenter, u"Job (%1 since the start)"_s.arg(m_unitName));
    for (qsizetype i = 0; i < m_timeline.rows.size(); ++i) {
        const TimelineRow &row = m_timeline.rows.at(i);
        const QRectF line = rowAt(i);
        paintName(painter, {theme::gutter, line.top(), line.left() - 2 * theme::gutter, line.height()}, row, colours);
        if (row.kind == TimelineRow::Kind::Job)
            paintLength(painter, line, row, colours);
    }
}

void TimelineChart::paintName(QPainter &painter, const QRectF &line, const TimelineRow &row,
                              const theme::Palette &colours) const
{
    QFont words = painter.font();
    const bool isStage = row.kind == TimelineRow::Kind::Stage;
    words.setPixelSize(isStage ? theme::captionSize : theme::bodySize - 1);
    words.setWeight(isStage ? QFont::DemiBold : QFont::Normal);
    const QFontMetricsF metrics(words);
    painter.save();
    painter.setFont(words);
    painter.setPen(colour(isStage ? colours.muted : colours.text));
    QRectF room = line;
    if (!isStage) {
        const StateLook look = stateLook(row.state);
        drawIcon(painter, QRectF(line.left(), line.center().y() - 7, 14, 14), look.icon,
                 colour(colours.*(look.colour)));
        room.setLeft(line.left() + 14 + theme::spacing);
    }
    const QString name = isStage ? row.name.toUpper() : row.name;
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     metrics.elidedText(name, Qt::ElideMiddle, room.width()));
    painter.restore();
}

void TimelineChart::paintLength(QPainter &painter, const QRectF &line, const TimelineRow &row,
                                const theme::Palette &colours) const
{
    const auto x = [this](double seconds) {
        return chart()->mapToPosition({drawable(seconds / m_unit), 0}, m_series).x();
    };
    const double from = row.hasBar ? x(row.start) : line.left();
    double to = row.hasBar ? x(row.end) : line.left();
    const StateLook look = stateLook(row.state);
    if (row.hasBar && to - from < leastBar) {
        to = from + leastBar;
        painter.fillRect(QRectF(from, line.center().y() - line.height() * 0.31, leastBar, line.height() * 0.62),
                         colour(colours.*(look.colour)));
    }
    const QString words = row.hasBar ? formatDuration(row.end - row.start) : look.word;
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(words);
    painter.setPen(colour(colours.muted));
    QRectF room(to + 6, line.top(), width + 2, line.height());
    if (room.right() > viewport()->width()) // no room behind it: in front of it
        room.moveRight(from - 6);
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextSingleLine, words);
}

} // namespace tallywall
