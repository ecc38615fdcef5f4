// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_ground.h"

#include "ui/theme/appearance.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace tallywall {

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const theme::Palette &colours = coloursOf(option.palette);
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, colour(colours.running, chosenRow));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, colour(colours.border, 0.35));
}

} // namespace tallywall
