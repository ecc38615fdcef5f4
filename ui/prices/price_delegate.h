// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tabular_font.h"

#include <QStyledItemDelegate>

namespace tallywall {

struct ShownPrice;

// A line of the ticker: symbol and news, how it moved, and the latest price over its last change, by arrow and colour.
class PriceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 64;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    // Where the parts of a row stand.
    struct Places {
        QRect upper; // the price, at its right end…
        QRect lower; // …and its change
        QRect name;
        QRect news;
        QRectF line; // null where there is no room for it
    };

    void prepareFonts(const QFont &font) const;
    [[nodiscard]] Places placesIn(const QRect &row, const ShownPrice &shown) const;

    mutable TabularFont m_large; // made for the view's font at the first paint
    mutable TabularFont m_small;
};

} // namespace tallywall
