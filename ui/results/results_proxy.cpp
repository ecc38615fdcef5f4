// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_proxy.h"

#include "ui/results/results_model.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace tallywall {

struct ResultsProxy::IdRange {
    ResultId lowest;
    ResultId highest;

    [[nodiscard]] bool contains(ResultId id) const { return id >= lowest && id <= highest; }
};

ResultsProxy::ResultsProxy(ResultsModel &results, QObject *parent) : QAbstractProxyModel(parent), m_results(results)
{
    setSourceModel(&results);
    rebuild();
    connect(&results, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { add(first, last); });
    connect(&results, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { removeIds(idsOf(first, last)); });
    connect(&results, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                refresh(first.row(), last.row(), roles);
            });
    connect(&results, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&results, &QAbstractItemModel::modelReset, this, [this] {
        rebuild();
        endResetModel();
    });
}

void ResultsProxy::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    rebuild();
    endResetModel();
}

void ResultsProxy::sort(int column, Qt::SortOrder order)
{
    if (column == m_column && order == m_order)
        return;
    m_column = column;
    m_order = order;
    sortAnew();
}

const TimedResult &ResultsProxy::at(int row) const
{
    return m_results.at(m_results.rowOf(m_ids.at(static_cast<std::size_t>(row))));
}

bool ResultsProxy::accepts(const TimedResult &result) const
{
    return m_filter.isEmpty() || result.name.contains(m_filter, Qt::CaseInsensitive);
}

bool ResultsProxy::isBefore(ResultId a, ResultId b) const
{
    if (m_column < 0)
        return a > b;
    const TimedResult &left = m_results.at(m_results.rowOf(a));
    const TimedResult &right = m_results.at(m_results.rowOf(b));
    int compared = 0;
    switch (static_cast<ResultsModel::Column>(m_column)) {
    case ResultsModel::Name: compared = left.name.compare(right.name, Qt::CaseInsensitive); break;
    case ResultsModel::Time: compared = left.time < right.time ? -1 : int(left.time > right.time); break;
    case ResultsModel::When: compared = left.created < right.created ? -1 : int(left.created > right.created); break;
    case ResultsModel::ColumnCount: break;
    }
    if (compared == 0) // the newer first, whichever way it is sorted
        return a > b;
    return (compared < 0) == (m_order == Qt::AscendingOrder);
}

qsizetype ResultsProxy::placeOf(ResultId id) const
{
    const auto found = m_column < 0 ? std::lower_bound(m_ids.begin(), m_ids.end(), id, std::greater<>())
                                    : std::find(m_ids.begin(), m_ids.end(), id);
    return found != m_ids.end() && *found == id ? found - m_ids.begin() : -1;
}

ResultsProxy::IdRange ResultsProxy::idsOf(int firstRow, int lastRow) const
{
    return {m_results.at(lastRow).id, m_results.at(firstRow).id};
}

void ResultsProxy::rebuild()
{
    m_ids.clear();
    m_ids.reserve(static_cast<std::size_t>(m_results.count()));
    for (int row = 0; row < m_results.count(); ++row) {
        if (accepts(m_results.at(row)))
            m_ids.push_back(m_results.at(row).id);
    }
    if (m_column >= 0)
        std::sort(m_ids.begin(), m_ids.end(), [this](ResultId a, ResultId b) { return isBefore(a, b); });
}

void ResultsProxy::add(int firstRow, int lastRow)
{
    std::vector<ResultId> ids;
    for (int row = firstRow; row <= lastRow; ++row) {
        if (accepts(m_results.at(row)))
            ids.push_back(m_results.at(row).id);
    }
    insert(std::move(ids));
}

void ResultsProxy::insert(std::vector<ResultId> ids)
{
    const auto before = [this](ResultId a, ResultId b) { return isBefore(a, b); };
    std::sort(ids.begin(), ids.end(), before);

    struct Run {
        qsizetype place;
        std::size_t first;
        std::size_t end;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const qsizetype place = std::lower_bound(m_ids.begin(), m_ids.end(), ids[i], before) - m_ids.begin();
        if (!runs.empty() && runs.back().place == place)
            runs.back().end = i + 1;
        else
            runs.push_back({place, i, i + 1});
    }
    if (runs.size() > maxRuns) {
        addBlock(ids);
        return;
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const int first = static_cast<int>(run->place);
        beginInsertRows({}, first, first + static_cast<int>(run->end - run->first) - 1);
        m_ids.insert(m_ids.begin() + run->place, ids.begin() + static_cast<qsizetype>(run->first),
                     ids.begin() + static_cast<qsizetype>(run->end));
        endInsertRows();
    }
}

void ResultsProxy::addBlock(const std::vector<ResultId> &ids)
{
    const int first = rowCount();
    std::vector<ResultId> order;
    order.reserve(m_ids.size() + ids.size());
    std::merge(m_ids.begin(), m_ids.end(), ids.begin(), ids.end(), std::back_inserter(order),
               [this](ResultId a, ResultId b) { return isBefore(a, b); });
    beginInsertRows({}, first, first + static_cast<int>(ids.size()) - 1);
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    endInsertRows();
    rearrange(order);
}

void ResultsProxy::removeIds(const IdRange &range)
{
    std::vector<std::pair<int, int>> runs; // first and last row
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        if (!range.contains(m_ids[i]))
            continue;
        const int row = static_cast<int>(i);
        if (!runs.empty() && runs.back().second == row - 1)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    if (runs.size() > maxRuns) {
        std::vector<ResultId> order = m_ids;
        const auto doomed = std::stable_partition(order.begin(), order.end(),
                                                  [&range](ResultId id) { return !range.contains(id); });
        const int first = static_cast<int>(doomed - order.begin());
        rearrange(order);
        runs = {{first, rowCount() - 1}};
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        beginRemoveRows({}, run->first, run->second);
        m_ids.erase(m_ids.begin() + run->first, m_ids.begin() + run->second + 1);
        endRemoveRows();
    }
}

void ResultsProxy::refresh(int firstRow, int lastRow, const QList<int> &roles)
{
    std::vector<ResultId> fresh; // they come last: until then every row is found where the order says
    for (int row = firstRow; row <= lastRow; ++row) {
        const TimedResult &result = m_results.at(row);
        const qsizetype place = placeOf(result.id);
        if (place < 0) {
            if (accepts(result))
                fresh.push_back(result.id);
        } else if (!accepts(result)) {
            removeIds({result.id, result.id});
        } else {
            Q_EMIT dataChanged(index(static_cast<int>(place), 0), index(static_cast<int>(place), columnCount() - 1),
                               roles);
        }
    }
    if (m_column >= 0)
        sortAnew();
    insert(std::move(fresh));
}

void ResultsProxy::sortAnew()
{
    std::vector<ResultId> order = m_ids;
    std::sort(order.begin(), order.end(), [this](ResultId a, ResultId b) { return isBefore(a, b); });
    rearrange(order);
}

void ResultsProxy::rearrange(const std::vector<ResultId> &order)
{
    if (order == m_ids)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::unordered_map<ResultId, int> rows; // of those that somebody holds
    for (const QModelIndex &index : held)
        rows.emplace(m_ids[static_cast<std::size_t>(index.row())], -1);
    for (std::size_t i = 0; !rows.empty() && i < order.size(); ++i) {
        if (const auto found = rows.find(order[i]); found != rows.end())
            found->second = static_cast<int>(i);
    }
    QModelIndexList moved;
    moved.reserve(held.size());
    for (const QModelIndex &index : held)
        moved.append(createIndex(rows.at(m_ids[static_cast<std::size_t>(index.row())]), index.column()));
    m_ids = order;
    changePersistentIndexList(held, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int ResultsProxy::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int ResultsProxy::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ResultsModel::ColumnCount;
}

QModelIndex ResultsProxy::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex ResultsProxy::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex ResultsProxy::mapToSource(const QModelIndex &proxyIndex) const
{
    if (!proxyIndex.isValid())
        return {};
    return m_results.index(m_results.rowOf(m_ids.at(static_cast<std::size_t>(proxyIndex.row()))), proxyIndex.column());
}

QModelIndex ResultsProxy::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid())
        return {};
    const qsizetype place = placeOf(m_results.at(sourceIndex.row()).id);
    return place < 0 ? QModelIndex() : createIndex(static_cast<int>(place), sourceIndex.column());
}

QVariant ResultsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_results.headerData(section, orientation, role);
}

} // namespace tallywall
