// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/lanes_model.h"

#include <QWidget>

namespace tallywall {

class Claims;
class LaneRemoval;
class TileGrid;
class Wall;

// The wall of pipelines: a tile for every lane, trouble first, filling the page. Follows the wall while it is seen. Arrow keys,
// Enter or a click open a run; C claims it; Delete removes its lane, after a question; F folds what passes into one tile.
class WallTab : public QWidget
{
    Q_OBJECT

public:
    WallTab(Wall &wall, Claims &claims, LaneRemoval &removal, QWidget *parent = nullptr); // borrowed

    void setGreen(Green green);
    [[nodiscard]] Green green() const { return m_green; }

Q_SIGNALS:
    void opened(const tallywall::ci::Run &run);
    void greenToggled(); // by a key, or by opening the folded tile

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void open(const QModelIndex &index);
    void claim(const QModelIndex &index);
    void remove(const QModelIndex &index);
    void showMenu(const QPoint &place);

    Wall &m_wall;
    Claims &m_claims;
    LaneRemoval &m_removal;
    LanesModel m_lanes;
    TileGrid *m_grid;
    Green m_green = Green::Shown;
};

} // namespace tallywall
