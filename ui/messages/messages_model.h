// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/feed/frame_reader.h"

#include <QAbstractTableModel>
#include <QList>

namespace tallywall {

// What was said, the newest at the end. GUI thread. Past the bound the oldest go, in one removal per append().
class MessagesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int maxRows = 1000;
    enum Column : int { When, Name, Text, ColumnCount };

    explicit MessagesModel(QObject *parent = nullptr, int bound = maxRows);

    void append(QList<SaidMessage> messages);
    [[nodiscard]] const SaidMessage &at(int row) const { return m_rows.at(row); }
    [[nodiscard]] qint64 heard() const { return m_heard; } // in all, since the start

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<SaidMessage> m_rows;
    int m_bound;
    qint64 m_heard = 0;
};

} // namespace tallywall
