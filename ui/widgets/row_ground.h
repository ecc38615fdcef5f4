// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QStyleOptionViewItem;

namespace tallywall {

// How much of the accent lies on the surface of a row that is chosen: every colour of words keeps a contrast of 4.5 : 1 on it.
inline constexpr double chosenRow = 0.1;

// The ground of a row of a table or a list, where it is chosen or under the pointer.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option);

} // namespace tallywall
