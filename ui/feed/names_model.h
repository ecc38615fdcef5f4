// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace tallywall {

// A table with a row for each of some names, in the order given: of a few hundred at most. GUI thread.
class NamesModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const QString &name(int row) const { return m_names.at(row); }
    [[nodiscard]] int rowOf(const QString &name) const { return static_cast<int>(m_names.indexOf(name)); } // -1: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

protected:
    // What is new is inserted, what is gone is removed, and of all others the cells are told to have changed. Names that stay
    // have to stay in their order.
    void setNames(const QStringList &names);

private:
    QStringList m_names;
};

} // namespace tallywall
