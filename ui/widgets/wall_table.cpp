// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wall_table.h"

#include "theme/tokens.h"
#include "ui/feed/wall.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/flash.h"
#include "ui/widgets/table_header.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace tallywall {

WallTable::WallTable(const Wall &wall, QWidget *parent) : QTableView(parent), m_flash(new Flash(*this))
{
    setItemDelegate(new CellDelegate(m_flash, this));
    setHorizontalHeader(new TableHeader(this));
    horizontalHeader()->setResizeContentsPrecision(0); // of a long table, what is in sight
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(theme::rowHeight);
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &WallTable::sortBy);
    connect(this, &QAbstractItemView::doubleClicked, this, &WallTable::opened);
    connect(&wall, &Wall::grewOlder, viewport(), qOverload<>(&QWidget::update));
}

void WallTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    m_flash->watch();
    connect(model, &QAbstractItemModel::modelReset, this, &WallTable::fitAnew);
}

void WallTable::sortBy(int column)
{
    if (column != m_sortColumn) {
        m_sortColumn = column;
        m_sortOrder = Qt::AscendingOrder;
    } else if (m_sortOrder == Qt::AscendingOrder) {
        m_sortOrder = Qt::DescendingOrder;
    } else {
        m_sortColumn = -1;
        m_sortOrder = Qt::AscendingOrder;
    }
    horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    horizontalHeader()->setSortIndicatorShown(m_sortColumn >= 0);
    model()->sort(m_sortColumn, m_sortOrder);
}

void WallTable::fitColumns(const QList<ColumnBounds> &columns)
{
    m_columns = columns;
    fit();
}

void WallTable::fitAnew()
{
    m_fitsAnew = true;
    fit();
}

void WallTable::fit()
{
    if (!isVisible()) // Qt would measure every row
        return;
    QHeaderView *header = horizontalHeader();
    for (const auto &[column, least, most] : std::as_const(m_columns)) {
        if (isColumnHidden(column))
            continue;
        const int needed = neededWidth(column);
        const int wide = m_fitsAnew ? needed : std::max(needed, header->sectionSize(column));
        header->resizeSection(column, std::clamp(wide, least, most));
    }
    handOutSpareRoom();
    m_fitsAnew = m_fitsAnew && (m_columns.isEmpty() || model()->rowCount() == 0);
}

int WallTable::neededWidth(int column) const
{
    return std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
}

void WallTable::handOutSpareRoom()
{
    const QHeaderView *header = horizontalHeader();
    int spare = viewport()->width();
    for (int column = 0; column < header->count(); ++column) {
        if (!isColumnHidden(column))
            spare -= header->sectionResizeMode(column) == QHeaderView::Stretch ? neededWidth(column)
                                                                               : header->sectionSize(column);
    }
    for (const ColumnBounds &bounds : std::as_const(m_columns)) {
        if (isColumnHidden(bounds.column) || spare <= 0)
            continue;
        const int wide = header->sectionSize(bounds.column);
        const int more = std::clamp(neededWidth(bounds.column) - wide, 0, spare);
        horizontalHeader()->resizeSection(bounds.column, wide + more);
        spare -= more;
    }
}

QString WallTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex &row : std::as_const(rows)) {
        for (int column = 0; column < model()->columnCount(); ++column)
            text += (column > 0 ? QStringLiteral("\t") : QString())
                    + plainFigures(row.siblingAtColumn(column).data().toString());
        text += u'\n';
    }
    return text;
}

void WallTable::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void WallTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void WallTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colour(coloursOf(palette()).muted));
    painter.drawText(viewport()->rect().adjusted(theme::gutter, theme::gutter, -theme::gutter, 0),
                     int(Qt::AlignHCenter) | Qt::TextWordWrap, m_emptyText);
}

void WallTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fit();
}

void WallTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
    } else if (event->matches(QKeySequence::Delete)) {
        Q_EMIT deletePressed();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void WallTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int offset = verticalScrollBar()->value();
    const bool above = offset > 0 && start * theme::rowHeight <= offset;
    QTableView::rowsInserted(parent, start, end);
    if (!above)
        return;
    updateGeometries(); // the scroll bar has to know the new height first
    verticalScrollBar()->setValue(offset + (end - start + 1) * theme::rowHeight);
}

} // namespace tallywall
