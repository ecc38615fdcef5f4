// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tabular_font.h"
#include "ui/widgets/cell.h"

#include <QStyledItemDelegate>

namespace tallywall {

class Flash;

// Paints the cells of our tables: one line of plain text, elided, numbers in tabular figures, states as icon, word and
// colour; new rows lit by `flash`, which may be null and is borrowed.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const Flash *flash, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    [[nodiscard]] const TabularFont &figures(const QFont &font) const;

    const Flash *m_flash;
    mutable TabularFont m_figures; // made for the view's font at the first paint
};

} // namespace tallywall
