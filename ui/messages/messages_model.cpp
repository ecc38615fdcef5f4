// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_model.h"

#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns{
        TableColumn{"When"_L1},
        TableColumn{"Name"_L1},
        TableColumn{"Message"_L1},
};
static_assert(columns.size() == MessagesModel::ColumnCount);

} // namespace

MessagesModel::MessagesModel(QObject *parent, int bound) : QAbstractTableModel(parent), m_bound(bound) { }

void MessagesModel::append(QList<SaidMessage> messages)
{
    m_heard += messages.size();
    messages.remove(0, std::max<qsizetype>(0, messages.size() - m_bound));
    if (messages.isEmpty())
        return;
    const qsizetype over = m_rows.size() + messages.size() - m_bound;
    if (over > 0) {
        beginRemoveRows({}, 0, static_cast<int>(over) - 1);
        m_rows.remove(0, over);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(messages.size()) - 1);
    m_rows.append(std::move(messages));
    endInsertRows();
}

int MessagesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MessagesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SaidMessage &said = m_rows.at(index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(u"%1\n%2"_s.arg(formatExact(said.time), said.message.message));
    if (role == Qt::AccessibleTextRole)
        return u"%1 %2: %3"_s.arg(formatClock(said.time), said.message.name, said.message.message);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case When: return formatClock(said.time);
    case Name: return oneLine(said.message.name);
    case Text: return said.message.message;
    case ColumnCount: break;
    }
    return {};
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
