// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/prices/shown_price.h"
#include "ui/theme/tabular_font.h"
#include "ui/tv/tv_tiles.h"

namespace tallywall {

// The ticker for a television: symbol, price, its last change by arrow and colour, and how it moved.
class TvPrices : public TvTiles
{
    Q_OBJECT

public:
    explicit TvPrices(QWidget *parent = nullptr);

    void setPrices(QList<ShownPrice> prices);

protected:
    void paintTile(QPainter &painter, const QRectF &place, int index) override;

private:
    void fitType();
    void paintWords(QPainter &painter, const QRectF &room, const ShownPrice &shown) const;
    void paintNews(QPainter &painter, QRectF room, const ShownPrice &shown, quint32 tint) const;

    QList<ShownPrice> m_prices;
    qsizetype m_longest = 0; // characters of the longest price

    // For tiles of this size, with room for that price.
    QSizeF m_typeSize;
    qsizetype m_typeLongest = 0;
    QFont m_words;
    TabularFont m_figure;
    TabularFont m_change;
};

} // namespace tallywall
