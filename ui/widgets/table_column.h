// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cell.h"

#include <QLatin1StringView>
#include <QVariant>

#include <span>

namespace tallywall {

// A column of a table: what stands over it, and how its cells are drawn.
struct TableColumn {
    QLatin1StringView head;
    CellKind kind = CellKind::Text;
};

// For headerData() of the model whose columns these are: heads stand as their cells do.
[[nodiscard]] QVariant columnHead(std::span<const TableColumn> columns, int section, Qt::Orientation orientation,
                                  int role);

} // namespace tallywall
