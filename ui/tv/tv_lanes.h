// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/lane_tile.h"
#include "ui/ci/wall/tile_type.h"
#include "ui/tv/tv_tiles.h"

#include <optional>

namespace tallywall {

// The wall of pipelines for a television, trouble first.
class TvLanes : public TvTiles
{
    Q_OBJECT

public:
    explicit TvLanes(QWidget *parent = nullptr);

    void setTiles(QList<LaneTile> tiles, const QString &summary); // "2 failed, 3 running, of 31"

protected:
    void paintTile(QPainter &painter, const QRectF &place, int index) override;

private:
    QList<LaneTile> m_tiles;
    std::optional<TileType> m_type; // made when it is painted, for tiles of this size
    QSizeF m_typeSize;
};

} // namespace tallywall
