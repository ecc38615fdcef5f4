// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/tile_grid.h"

#include "ui/ci/run_words.h"
#include "ui/ci/wall/lanes_model.h"
#include "ui/ci/wall/tile_painter.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

TileGrid::TileGrid(LanesModel &lanes, QWidget *parent) : QListView(parent), m_lanes(lanes)
{
    setObjectName("tiles"_L1); // for the style sheet
    setFrameShape(NoFrame);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setAutoFillBackground(false);
    viewport()->setCursor(Qt::PointingHandCursor);
    setAccessibleName(u"Wall of pipelines"_s);
    setModel(&lanes);
    connect(this, &QAbstractItemView::clicked, this, &TileGrid::opened);
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&lanes, changed, this, &TileGrid::scheduleDelayedItemsLayout);
}

void TileGrid::doItemsLayout()
{
    // The bar takes room only where it is needed.
    QSize area = maximumViewportSize();
    m_fit = fitGrid(m_lanes.count(), area, {});
    if (m_fit.scrolls) {
        area.rwidth() -= verticalScrollBar()->sizeHint().width();
        m_fit = fitGrid(m_lanes.count(), area, {});
    }
    m_type.reset();
    QAbstractItemView::doItemsLayout();
}

void TileGrid::updateGeometries()
{
    QScrollBar &bar = *verticalScrollBar();
    bar.setSingleStep(static_cast<int>(m_fit.tile.height() / 4) + 1);
    bar.setPageStep(viewport()->height());
    bar.setRange(0,
                 m_fit.scrolls ? std::max(0, static_cast<int>(std::ceil(m_fit.height())) - viewport()->height()) : 0);
    QAbstractItemView::updateGeometries();
}

int TileGrid::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRectF TileGrid::tileAt(int row) const
{
    return m_fit.tileAt(row).translated(0, -verticalOffset());
}

QRect TileGrid::visualRect(const QModelIndex &index) const
{
    return index.isValid() ? tileAt(index.row()).toAlignedRect() : QRect();
}

QModelIndex TileGrid::indexAt(const QPoint &point) const
{
    for (int row = 0; row < m_lanes.count(); ++row) {
        if (tileAt(row).contains(point))
            return m_lanes.index(row);
    }
    return {};
}

void TileGrid::scrollTo(const QModelIndex &index, ScrollHint)
{
    if (!index.isValid())
        return;
    const QRectF tile = tileAt(index.row());
    QScrollBar &bar = *verticalScrollBar();
    if (tile.top() < 0)
        bar.setValue(bar.value() + static_cast<int>(std::floor(tile.top())));
    else if (tile.bottom() > viewport()->height())
        bar.setValue(bar.value() + static_cast<int>(std::ceil(tile.bottom())) - viewport()->height());
}

QModelIndex TileGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (m_lanes.count() == 0)
        return {};
    const int last = m_lanes.count() - 1;
    const int row = currentIndex().row();
    if (row < 0)
        return m_lanes.index(0);
    const int page = m_fit.perPage(viewport()->height());
    const auto to = [&](int wanted) { return m_lanes.index(std::clamp(wanted, 0, last)); };
    switch (action) {
    case MoveLeft:
    case MovePrevious: return to(row - 1);
    case MoveRight:
    case MoveNext: return to(row + 1);
    case MoveUp: return row >= m_fit.columns ? to(row - m_fit.columns) : currentIndex();
    case MoveDown: return row / m_fit.columns < last / m_fit.columns ? to(row + m_fit.columns) : currentIndex();
    case MoveHome: return to(0);
    case MoveEnd: return to(last);
    case MovePageUp: return to(row - page);
    case MovePageDown: return to(row + page);
    }
    Q_UNREACHABLE();
}

void TileGrid::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    selectionModel()->select(index.isValid() ? QItemSelection(index, index) : QItemSelection(), command);
}

QRegion TileGrid::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes())
        region += visualRect(index);
    return region;
}

void TileGrid::updateMoving()
{
    for (int row = 0; row < m_lanes.count(); ++row) {
        if (isUnderWay(m_lanes.at(row).run.state))
            viewport()->update(tileAt(row).toAlignedRect());
    }
}

void TileGrid::paintEvent(QPaintEvent *event)
{
    executeDelayedItemsLayout();
    if (m_lanes.count() == 0)
        return;
    if (!m_type)
        m_type.emplace(font(), m_fit.tile, TileType::Distance::Desk);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    TileLook look{.colours = &coloursOf(palette()), .now = presentTime()};
    for (int row = 0; row < m_lanes.count(); ++row) {
        const QRectF place = tileAt(row);
        if (!event->region().intersects(place.toAlignedRect()))
            continue;
        look.isCurrent = hasFocus() && currentIndex().row() == row;
        look.isHovered = m_hovered.isValid() && m_hovered.row() == row;
        paintTile(painter, place, m_lanes.at(row), *m_type, look);
    }
}

void TileGrid::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (index.isValid()
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        Q_EMIT opened(index);
    else if (index.isValid() && event->key() == Qt::Key_C && event->modifiers() == Qt::NoModifier)
        Q_EMIT claimPressed(index);
    else if (index.isValid() && event->matches(QKeySequence::Delete))
        Q_EMIT removePressed(index);
    else if (!event->text().isEmpty() && event->text().at(0).isLetter())
        event->ignore(); // for whoever knows more commands
    else
        QAbstractItemView::keyPressEvent(event);
}

void TileGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    doItemsLayout();
}

bool TileGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        m_hovered = indexAt(static_cast<QHoverEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::HoverLeave)
        m_hovered = QModelIndex();
    return QAbstractItemView::viewportEvent(event); // which paints what the pointer left and came to
}

void TileGrid::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_type.reset();
}

} // namespace tallywall
