// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/names_model.h"

#include "ui/widgets/cell.h"

#include <QSet>

namespace tallywall {

int NamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

void NamesModel::removeGone(const QStringList &names)
{
    const QSet<QString> kept(names.cbegin(), names.cend());
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (kept.contains(m_names.at(last)))
            continue;
        int first = last;
        while (first > 0 && !kept.contains(m_names.at(first - 1)))
            --first;
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_ids.remove(m_names.at(row));
        m_names.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void NamesModel::setNames(const QStringList &names)
{
    if (names == m_names)
        return;
    removeGone(names);
    const QSet<QString> known(m_names.cbegin(), m_names.cend());
    for (int first = 0; first < names.size(); ++first) {
        if (known.contains(names.at(first)))
            continue;
        int last = first;
        while (last + 1 < names.size() && !known.contains(names.at(last + 1)))
            ++last;
        beginInsertRows({}, first, last);
        for (int row = first; row <= last; ++row) {
            m_names.insert(row, names.at(row));
            m_ids.insert(names.at(row), ++m_newestId);
        }
        endInsertRows();
        first = last;
    }
}

void NamesModel::tellChanged(const QList<int> &rows)
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const int first = rows.at(i);
        while (i + 1 < rows.size() && rows.at(i + 1) == rows.at(i) + 1)
            ++i;
        Q_EMIT dataChanged(index(first, 0), index(rows.at(i), columnCount() - 1),
                           {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, SortRole});
    }
}

} // namespace tallywall
