// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"

#include <QAbstractProxyModel>
#include <QString>

#include <vector>

namespace tallywall {

class ResultsModel;

// The results as the table shows them: filtered by name and sorted by a column. GUI thread.
// QSortFilterProxyModel sends one signal for every gap between rows, each of which moves every row behind it: with 100 000
// rows a new filter takes seconds. This one keeps the ids in the order they are shown. A filter is one reset, a sort one
// layoutChanged; changes that come with a frame are inserted and removed by runs of neighbours, and where they are
// scattered over more than `maxRuns` places, as one block and one layoutChanged.
class ResultsProxy : public QAbstractProxyModel
{
    Q_OBJECT

public:
    static constexpr int maxRuns = 32;

    explicit ResultsProxy(ResultsModel &results, QObject *parent = nullptr); // borrowed

    // Rows whose name contains the text, whatever its case. Empty: all.
    void setFilter(const QString &text);
    // A column of ResultsModel; -1: newest on top, as they come.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] const TimedResult &at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct IdRange; // rows that are neighbours in the source have neighbouring ids

    [[nodiscard]] bool accepts(const TimedResult &result) const;
    [[nodiscard]] bool isBefore(ResultId a, ResultId b) const; // in the order shown
    [[nodiscard]] qsizetype placeOf(ResultId id) const;        // -1 where it is filtered out
    [[nodiscard]] IdRange idsOf(int firstRow, int lastRow) const;
    void rebuild();
    void add(int firstRow, int lastRow);
    void insert(std::vector<ResultId> ids); // each at its place; m_ids are in order
    void addBlock(const std::vector<ResultId> &ids);
    void removeIds(const IdRange &range);
    void refresh(int firstRow, int lastRow, const QList<int> &roles);
    void sortAnew();
    void rearrange(const std::vector<ResultId> &order);

    ResultsModel &m_results;
    std::vector<ResultId> m_ids;
    QString m_filter;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace tallywall
