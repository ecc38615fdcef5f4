// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/live_model.h"

#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns{
        TableColumn{"When"_L1},
        TableColumn{"Collection"_L1},
        TableColumn{"Event"_L1},
};
static_assert(columns.size() == LiveModel::ColumnCount);

} // namespace

LiveModel::LiveModel(QObject *parent, int bound) : QAbstractTableModel(parent), m_bound(bound) { }

void LiveModel::prepend(QList<LiveRow> rows)
{
    rows.remove(0, std::max<qsizetype>(0, rows.size() - m_bound));
    if (rows.isEmpty())
        return;
    const qsizetype over = m_rows.size() + rows.size() - m_bound;
    if (over > 0) {
        beginRemoveRows({}, rowCount() - static_cast<int>(over), rowCount() - 1);
        m_rows.remove(0, over);
        endRemoveRows();
    }
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    m_rows.append(std::move(rows));
    endInsertRows();
}

int LiveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LiveModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LiveRow &row = at(index.row());
    if (role == Qt::AccessibleTextRole)
        return u"%1 %2 %3"_s.arg(formatClock(row.time), row.collection, row.text);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case When: return formatClock(row.time);
    case Collection: return row.collection;
    case Text: return row.text;
    case ColumnCount: break;
    }
    return {};
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
