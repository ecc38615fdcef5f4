// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/wall_tab.h"

#include "ui/ci/claims.h"
#include "ui/ci/lane_removal.h"
#include "ui/ci/wall/tile_grid.h"
#include "ui/ci/web_link.h"
#include "ui/feed/wall.h"

#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

WallTab::WallTab(Wall &wall, Claims &claims, LaneRemoval &removal, QWidget *parent)
    : QWidget(parent), m_wall(wall), m_claims(claims), m_removal(removal), m_grid(new TileGrid(m_lanes))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_grid);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_grid, &TileGrid::opened, this, &WallTab::open);
    connect(m_grid, &TileGrid::claimPressed, this, &WallTab::claim);
    connect(m_grid, &TileGrid::removePressed, this, &WallTab::remove);
    connect(m_grid, &QWidget::customContextMenuRequested, this, &WallTab::showMenu);
    connect(&wall, &Wall::runsChanged, this, &WallTab::refresh);
    connect(&wall, &Wall::secondPassed, this, [this] {
        if (isVisible())
            m_grid->updateMoving();
    });
    connect(&wall, &Wall::grewOlder, m_grid->viewport(), qOverload<>(&QWidget::update));
    setFocusProxy(m_grid);
}

void WallTab::setGreen(Green green)
{
    m_green = green;
    refresh();
}

void WallTab::refresh()
{
    if (isVisible())
        m_lanes.setTiles(laneTiles(m_wall.pipelines().latest, m_green));
}

void WallTab::open(const QModelIndex &index)
{
    const LaneTile tile = m_lanes.at(index.row());
    if (tile.folded > 0)
        Q_EMIT greenToggled();
    else
        Q_EMIT opened(tile.run);
}

void WallTab::claim(const QModelIndex &index)
{
    if (const LaneTile tile = m_lanes.at(index.row()); tile.folded == 0)
        m_claims.step(tile.run);
}

void WallTab::remove(const QModelIndex &index)
{
    if (const LaneTile tile = m_lanes.at(index.row()); tile.folded == 0)
        m_removal.ask(ci::laneOf(tile.run));
}

void WallTab::showMenu(const QPoint &place)
{
    const QModelIndex index = m_grid->indexAt(place);
    if (!index.isValid() || m_lanes.at(index.row()).folded > 0)
        return;
    const ci::Run run = m_lanes.at(index.row()).run; // rows may move while the menu stands
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(u"Open"_s), &QAction::triggered, this, [this, run] { Q_EMIT opened(run); });
    if (mayOpen(run.url))
        connect(menu->addAction(u"Open in browser"_s), &QAction::triggered, this, [run] { openInBrowser(run.url); });
    if (const ClaimStep step = m_claims.stepFor(run); step != ClaimStep::None) {
        menu->addSeparator();
        connect(menu->addAction(claimStepWords(step, run)), &QAction::triggered, this,
                [this, run] { m_claims.step(run); });
        connect(menu->addAction(u"Somebody else looks into it …"_s), &QAction::triggered, this,
                [this, run] { m_claims.claimAs(run); });
    }
    menu->addSeparator();
    connect(menu->addAction(u"Remove from the wall …"_s), &QAction::triggered, this,
            [this, run] { m_removal.ask(ci::laneOf(run)); });
    menu->popup(m_grid->viewport()->mapToGlobal(place));
}

void WallTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void WallTab::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier)
        Q_EMIT greenToggled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tallywall
