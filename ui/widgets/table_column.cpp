// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_column.h"

namespace tallywall {

QVariant columnHead(std::span<const TableColumn> columns, int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || static_cast<std::size_t>(section) >= columns.size())
        return {};
    const TableColumn &column = columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole: return QString(column.head);
    case Qt::TextAlignmentRole: return alignmentOf(column.kind);
    default: return {};
    }
}

} // namespace tallywall
