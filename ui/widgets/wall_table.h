// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace tallywall {

class Flash;
class Wall;

// How narrow and how wide a column may be.
struct ColumnBounds {
    int column;
    int least;
    int most;
};

// The one kind of table: rows of 32 px without a grid, rows selected as a whole, new rows lit once. What is read stays
// where it is when rows come in above it; at the top, the newest row is always seen. Ctrl+C copies the selected rows as
// text with tabs. Sorting is the model's: a third click on a header asks for sort(-1), the order in which rows come.
class WallTable : public QTableView
{
    Q_OBJECT

public:
    explicit WallTable(const Wall &wall, QWidget *parent = nullptr); // writes ages anew as the wall grows older

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QString selectedText() const; // rows in the order shown, without the header
    void copySelection() const;
    [[nodiscard]] const QString &emptyText() const { return m_emptyText; }
    void setEmptyText(const QString &text); // instead of rows, where there are none
    void sortBy(int column);                // what a click on its header does
    // As wide as the rows in sight need; what is hidden is passed over, and a hidden table does it when it is shown. A column
    // becomes narrower only where its bounds ask for it: what is read stays where it is. Room that the column that stretches
    // does not need goes beyond their bounds to those that do, in the order given.
    void fitColumns(const QList<ColumnBounds> &columns);
    void
    fitAnew(); // within the same bounds, however wide they were: for other rows. A reset of the model is followed by this

Q_SIGNALS:
    void opened(const QModelIndex &index); // double click, or Enter
    void deletePressed();                  // the key, on whatever is selected

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;

private:
    void fit();
    void handOutSpareRoom();
    [[nodiscard]] int neededWidth(int column) const; // of the rows in sight, and of its header

    Flash *m_flash;
    QList<ColumnBounds> m_columns;
    bool m_fitsAnew = true; // what is fitted next may become narrower
    QString m_emptyText;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace tallywall
