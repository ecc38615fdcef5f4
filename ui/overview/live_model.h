// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/feed/live_row.h"

#include <QAbstractTableModel>
#include <QList>

namespace tallywall {

// The newest events of every collection, newest on top. GUI thread. Past the bound the oldest go, in one removal per
// prepend().
class LiveModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int maxRows = 200;
    enum Column : int { When, Collection, Text, ColumnCount };

    explicit LiveModel(QObject *parent = nullptr, int bound = maxRows);

    void prepend(QList<LiveRow> rows); // in the order in which they happened: the last one comes to the top
    [[nodiscard]] const LiveRow &at(int row) const { return m_rows.at(m_rows.size() - 1 - row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<LiveRow> m_rows; // oldest first
    int m_bound;
};

} // namespace tallywall
