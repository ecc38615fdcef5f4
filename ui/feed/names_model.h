// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>

namespace tallywall {

// A table with a row for each of some names, in the order given: of a few hundred at most. GUI thread.
class NamesModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const QString &name(int row) const { return m_names.at(row); }
    [[nodiscard]] qint64 idOf(int row) const
    {
        return m_ids.value(name(row));
    } // as long as its name stays; newer ones are higher
    [[nodiscard]] int rowOf(const QString &name) const { return static_cast<int>(m_names.indexOf(name)); } // -1: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

protected:
    // What is new is inserted and what is gone is removed, neighbours at once. Names that stay have to stay in their order.
    void setNames(const QStringList &names);
    // That the cells of these rows say something else: ascending; neighbours at once.
    void tellChanged(const QList<int> &rows);

private:
    void removeGone(const QStringList &names);

    QStringList m_names;
    QHash<QString, qint64> m_ids;
    qint64 m_newestId = 0;
};

} // namespace tallywall
