// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_board.h"
#include "ui/feed/names_model.h"

namespace tallywall {

// The symbols whose prices are known, by name. What they cost is read from the board when it is asked for. GUI thread.
class PricesModel : public NamesModel
{
    Q_OBJECT

public:
    explicit PricesModel(const PriceBoard &board, QObject *parent = nullptr); // borrowed

    void refresh();
    [[nodiscard]] const PriceSeries *at(int row) const; // null where the board has forgotten it since

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const PriceBoard &m_board;
    QHash<QString, PricePoint> m_told; // the latest price that the view was told of
};

} // namespace tallywall
