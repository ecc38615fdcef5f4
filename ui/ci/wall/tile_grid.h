// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/grid_fit.h"
#include "ui/ci/wall/tile_type.h"

#include <QListView>

#include <optional>

namespace tallywall {

class LanesModel;

// The wall of pipelines: tiles that fill the view in the best-fitting grid (fitGrid), painted by this one widget over the model.
// Arrow keys go from tile to tile, Enter or a click opens one, C claims it, Delete removes it. A QListView for screen readers
// alone: they know one, and read every tile by its name; where tiles lie, and what they look like, is decided here.
class TileGrid : public QListView
{
    Q_OBJECT

public:
    explicit TileGrid(LanesModel &lanes, QWidget *parent = nullptr); // borrowed

    [[nodiscard]] const GridFit &fit() const { return m_fit; }
    void updateMoving(); // paints anew what counts seconds: runs under way

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void keyboardSearch(const QString &) override { } // letters are commands here

Q_SIGNALS:
    void opened(const QModelIndex &index);
    void claimPressed(const QModelIndex &index);
    void removePressed(const QModelIndex &index);

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] QRectF tileAt(int row) const; // in the viewport

    LanesModel &m_lanes;
    GridFit m_fit;
    std::optional<TileType> m_type; // of m_fit; made when it is painted
    QPersistentModelIndex m_hovered;
};

} // namespace tallywall
