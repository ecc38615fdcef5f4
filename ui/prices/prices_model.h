// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/feed/names_model.h"
#include "ui/prices/shown_price.h"

namespace tallywall {

// The symbols whose prices are known or cannot be read, by name. What they cost is read from the board when it is asked for.
// GUI thread.
class PricesModel : public NamesModel
{
    Q_OBJECT

public:
    explicit PricesModel(const PriceBoard &board, QObject *parent = nullptr); // borrowed

    void refresh(const QList<FailingSource> &failing = {}); // those without a symbol are passed over
    [[nodiscard]] const PriceSeries *at(int row) const; // null where nothing is known of it, or it was forgotten since
    [[nodiscard]] ShownPrice shown(int row, TimePoint now) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    // What the view was told of.
    struct Told {
        PricePoint latest;
        QString why; // it cannot be read

        friend bool operator==(const Told &, const Told &) = default;
    };

    [[nodiscard]] const FailingSource *failing(int row) const; // null where there is nothing to complain of

    const PriceBoard &m_board;
    QHash<QString, FailingSource> m_failing; // by symbol
    QHash<QString, Told> m_told;
};

} // namespace tallywall
