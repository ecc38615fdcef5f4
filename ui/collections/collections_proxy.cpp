// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collections_proxy.h"

#include "ui/collections/collections_model.h"
#include "ui/widgets/cell.h"

namespace tallywall {

CollectionsProxy::CollectionsProxy(CollectionsModel &collections, QObject *parent)
    : QSortFilterProxyModel(parent), m_collections(collections)
{
    setSortRole(SortRole);
    setSourceModel(&collections);
}

QByteArray CollectionsProxy::collection(int row) const
{
    return m_collections.collection(mapToSource(index(row, 0)).row());
}

bool CollectionsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (left.row() == 0 || right.row() == 0) // all of them
        return (left.row() == 0) == (sortOrder() == Qt::AscendingOrder) && left.row() != right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace tallywall
