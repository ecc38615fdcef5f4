// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace tallywall {

class CollectionsModel;

// The collections as the table shows them: by the column that was asked for, below the row for all of them, which stays on top.
class CollectionsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CollectionsProxy(CollectionsModel &collections, QObject *parent = nullptr); // borrowed

    [[nodiscard]] QByteArray collection(int row) const; // CollectionsModel::collection()

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    CollectionsModel &m_collections;
};

} // namespace tallywall
