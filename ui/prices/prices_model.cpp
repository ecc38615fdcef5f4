// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/prices_model.h"

#include "ui/text/format.h"
#include "ui/text/name_order.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

PricesModel::PricesModel(const PriceBoard &board, QObject *parent) : NamesModel(parent), m_board(board) { }

void PricesModel::refresh()
{
    QStringList symbols = m_board.series().keys();
    std::stable_sort(symbols.begin(), symbols.end(),
                     [](const QString &a, const QString &b) { return compareNames(a, b) < 0; });
    setNames(symbols);
    QHash<QString, PricePoint> latest;
    QList<int> changed;
    for (int row = 0; row < rowCount(); ++row) {
        const PricePoint &point = at(row)->latest();
        latest.insert(name(row), point);
        if (m_told.contains(name(row)) && m_told.value(name(row)) != point)
            changed.append(row);
    }
    m_told = std::move(latest);
    tellChanged(changed);
}

const PriceSeries *PricesModel::at(int row) const
{
    return m_board.find(name(row));
}

int PricesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant PricesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return name(index.row());
    const PriceSeries *series = at(index.row());
    if (!series)
        return {};
    if (role == Qt::AccessibleTextRole)
        return u"%1 %2 %3"_s.arg(series->symbol, formatPrice(series->latest().price),
                                 formatPriceChange(series->change()));
    if (role == Qt::ToolTipRole)
        return plainToolTip(formatExact(series->latest().at));
    return {};
}

} // namespace tallywall
