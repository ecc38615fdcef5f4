// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/lane_tile.h"

#include <QAbstractListModel>

namespace tallywall {

// The tiles of the wall of pipelines, in their order. A tile is its lane: it keeps its index (and whoever points at it) while
// run after run passes through it. setTiles() sends one removal per run of neighbours, one insertion, one layoutChanged and
// one dataChanged at most. GUI thread.
class LanesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit LanesModel(QObject *parent = nullptr);

    void setTiles(QList<LaneTile> tiles);
    [[nodiscard]] const LaneTile &at(int row) const { return m_tiles.at(row); }
    [[nodiscard]] const QList<LaneTile> &tiles() const { return m_tiles; }
    [[nodiscard]] int count() const { return static_cast<int>(m_tiles.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void removeOthers(const QList<LaneTile> &tiles);
    void appendNew(const QList<LaneTile> &tiles);
    void arrange(const QList<LaneTile> &tiles);

    QList<LaneTile> m_tiles;
};

} // namespace tallywall
