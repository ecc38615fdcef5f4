// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_lanes.h"

#include "ui/ci/wall/tile_painter.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

TvLanes::TvLanes(QWidget *parent) : TvTiles(u"Pipelines"_s, u"No pipelines yet"_s, parent) { }

void TvLanes::setTiles(QList<LaneTile> tiles, const QString &summary)
{
    m_tiles = std::move(tiles);
    setCount(static_cast<int>(m_tiles.size()), summary);
}

void TvLanes::paintTile(QPainter &painter, const QRectF &place, int index)
{
    if (std::exchange(m_typeSize, tileSize()) != tileSize() || !m_type)
        m_type.emplace(font(), tileSize(), TileType::Distance::Room);
    const TileLook look{.colours = &coloursOf(palette()), .now = presentTime()};
    tallywall::paintTile(painter, place, m_tiles.at(index), *m_type, look);
}

} // namespace tallywall
