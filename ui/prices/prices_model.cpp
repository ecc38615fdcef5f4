// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/prices_model.h"

#include "ui/text/clock.h"
#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;

PricesModel::PricesModel(const PriceBoard &board, QObject *parent) : NamesModel(parent), m_board(board) { }

void PricesModel::refresh(const QList<FailingSource> &failing)
{
    m_failing.clear();
    for (const FailingSource &source : failing) {
        if (!source.symbol.isEmpty())
            m_failing.insert(source.symbol, source);
    }
    setNames(shownSymbols(m_board, failing));
    QHash<QString, Told> told;
    QList<int> changed;
    for (int row = 0; row < rowCount(); ++row) {
        const PriceSeries *series = at(row);
        const Told now{series ? series->latest() : PricePoint{}, m_failing.value(name(row)).why};
        told.insert(name(row), now);
        if (m_told.contains(name(row)) && m_told.value(name(row)) != now)
            changed.append(row);
    }
    m_told = std::move(told);
    tellChanged(changed);
}

const PriceSeries *PricesModel::at(int row) const
{
    return m_board.find(name(row));
}

const FailingSource *PricesModel::failing(int row) const
{
    const auto found = m_failing.constFind(name(row));
    return found == m_failing.cend() ? nullptr : &*found;
}

ShownPrice PricesModel::shown(int row, TimePoint now) const
{
    return shownPrice(name(row), at(row), failing(row), now);
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
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const ShownPrice price = shown(index.row(), presentTime());
    if (role == Qt::AccessibleTextRole)
        return QStringList{price.symbol, price.price, price.change, price.news}.join(u' ').simplified();
    const PriceSeries *series = at(index.row());
    const QString when = series ? formatExact(series->latest().at) : u"No price yet"_s;
    return plainToolTip(price.isUnread ? when + u'\n' + price.news : when);
}

} // namespace tallywall
