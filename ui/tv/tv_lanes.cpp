// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_lanes.h"

#include "ui/ci/wall/tile_painter.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"

#include <QPainter>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// By the height of the screen, whatever its pixels are.
TileRules rulesFor(const QSize &screen)
{
    const double unit = std::max(0.5, screen.height() / 1000.0);
    return {.least = {480 * unit, 250 * unit}, .gap = 2.0 * theme::spacing};
}

} // namespace

TvLanes::TvLanes(QWidget *parent) : QWidget(parent) { }

void TvLanes::setTiles(QList<LaneTile> tiles, const QString &summary)
{
    const bool others = tiles.size() != m_tiles.size();
    m_tiles = std::move(tiles);
    m_summary = summary;
    if (others)
        fitAnew();
    setAccessibleName(u"Pipelines: %1"_s.arg(summary));
    update();
}

int TvLanes::headSize() const
{
    return std::max(theme::tileFigureSize * 4 / 5, height() / 26);
}

int TvLanes::headHeight() const
{
    return headSize() + 3 * theme::spacing;
}

int TvLanes::perPage() const
{
    return m_fit.perPage(height() - headHeight());
}

int TvLanes::pageCount() const
{
    const auto count = static_cast<int>(m_tiles.size());
    return std::max(1, (count + perPage() - 1) / perPage());
}

void TvLanes::showFirst()
{
    m_page = 0;
    update();
}

bool TvLanes::turn()
{
    m_page = m_page + 1 < pageCount() ? m_page + 1 : 0;
    update();
    return m_page > 0;
}

// Where they do not all fit, each page is as full as it gets, with tiles that fill it.
void TvLanes::fitAnew()
{
    const QSizeF area(width(), height() - headHeight());
    const TileRules rules = rulesFor(size());
    m_fit = fitGrid(static_cast<int>(m_tiles.size()), area, rules);
    if (m_fit.scrolls)
        m_fit = fitGrid(m_fit.perPage(area.height()), area, rules);
    m_type.reset();
    m_page = std::min(m_page, pageCount() - 1);
}

void TvLanes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitAnew();
}

void TvLanes::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont title = font();
    title.setPixelSize(headSize());
    title.setWeight(QFont::Bold);
    painter.setFont(title);
    painter.setPen(colour(colours.text));
    const QRect head(0, 0, width(), headSize() + theme::spacing);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, u"Pipelines"_s);
    title.setPixelSize(headSize() * 4 / 5);
    title.setWeight(QFont::Medium);
    painter.setFont(title);
    painter.setPen(colour(colours.muted));
    const QString pages = pageCount() > 1 ? u"   page %1 of %2"_s.arg(m_page + 1).arg(pageCount()) : QString();
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, m_summary + pages);
    if (m_tiles.isEmpty()) {
        painter.drawText(rect(), Qt::AlignCenter, u"No pipelines yet"_s);
        return;
    }
    if (!m_type)
        m_type.emplace(font(), m_fit.tile, TileType::Distance::Room);
    const TileLook look{.colours = &colours, .now = presentTime()};
    const int first = m_page * perPage();
    const int count = std::min(perPage(), static_cast<int>(m_tiles.size()) - first);
    for (int i = 0; i < count; ++i)
        paintTile(painter, m_fit.tileAt(i).translated(0, headHeight()), m_tiles.at(first + i), *m_type, look);
}

} // namespace tallywall
