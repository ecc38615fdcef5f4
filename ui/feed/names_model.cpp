// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/names_model.h"

#include <QSet>

namespace tallywall {

int NamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

void NamesModel::setNames(const QStringList &names)
{
    if (names != m_names) {
        const QSet<QString> kept(names.cbegin(), names.cend());
        for (int row = rowCount() - 1; row >= 0; --row) {
            if (kept.contains(m_names.at(row)))
                continue;
            beginRemoveRows({}, row, row);
            m_names.removeAt(row);
            endRemoveRows();
        }
        for (int row = 0; row < names.size(); ++row) {
            if (row < m_names.size() && m_names.at(row) == names.at(row))
                continue;
            beginInsertRows({}, row, row);
            m_names.insert(row, names.at(row));
            endInsertRows();
        }
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace tallywall
