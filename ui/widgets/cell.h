// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace tallywall {

// What our table models say beyond text, and how CellDelegate draws it.
enum class CellKind : quint8 {
    Text,   // plain text, left
    Name,   // the same, cut in its middle: the ends of "owner/group/service" tell it apart
    Muted,  // the same, in the muted colour
    Code,   // the same, monospaced: JSON
    Number, // tabular figures, right
    When,   // a relative time: muted, tabular, right
    State,  // the text with icon and colour of a ci::State
};

// For Qt::TextAlignmentRole, of a cell and of the header over it.
[[nodiscard]] constexpr int alignmentOf(CellKind kind)
{
    const bool right = kind == CellKind::Number || kind == CellKind::When;
    return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

enum CellRole : int {
    SortRole = Qt::UserRole, // what to compare rows by
    KindRole,                // int(CellKind)
    StateRole,               // int(ci::State)
    IdRole,                  // qint64: the row's id, in any column
};

} // namespace tallywall
