// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/grid_fit.h"
#include "ui/ci/wall/lane_tile.h"
#include "ui/ci/wall/tile_type.h"

#include <QWidget>

#include <optional>

namespace tallywall {

// The wall of pipelines for a television: tiles in type that is read at five metres, trouble first, as many as fit; the rest on
// further pages. Nothing to touch.
class TvLanes : public QWidget
{
    Q_OBJECT

public:
    explicit TvLanes(QWidget *parent = nullptr);

    void setTiles(QList<LaneTile> tiles, const QString &summary); // "2 failed, 3 running, of 31"
    [[nodiscard]] int pageCount() const;
    [[nodiscard]] int page() const { return m_page; }
    void showFirst();
    bool turn(); // to the next page; false, and the first one, where there is none

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int headSize() const; // of its type, in pixels
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] int perPage() const;
    void fitAnew();

    QList<LaneTile> m_tiles;
    QString m_summary;
    GridFit m_fit;
    std::optional<TileType> m_type; // of m_fit; made when it is painted
    int m_page = 0;
};

} // namespace tallywall
