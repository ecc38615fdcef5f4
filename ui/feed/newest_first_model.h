// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/feed/row_changes.h"

#include <QAbstractTableModel>
#include <QList>

#include <algorithm>

namespace tallywall {

// A table of rows by id with the highest id on top and a bound below, where the oldest fall out. GUI thread.
// Rows are kept oldest first, so that a new row on top is an append, and are found by binary search.
// One apply() sends the fewest signals: one removal per run of neighbours, one dataChanged per run of neighbours, one
// insertion per run of new rows. It never resets, except in clear().
template<typename Row>
class NewestFirstModel : public QAbstractTableModel
{
public:
    using Id = decltype(Row::id);

    NewestFirstModel(int bound, QObject *parent) : QAbstractTableModel(parent), m_bound(bound) { }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int bound() const { return m_bound; }
    [[nodiscard]] const Row &at(int row) const { return m_rows.at(m_rows.size() - 1 - row); } // row 0 is the newest
    [[nodiscard]] int rowOf(Id id) const // -1 where it is not in the table
    {
        const qsizetype place = lowerBound(id);
        return isAt(place, id) ? toRow(place) : -1;
    }

    void apply(RowChanges<Row> changes)
    {
        remove(changes.removed);
        QList<Row> added = update(changes.upserts);
        makeRoomFor(added);
        insert(added);
    }

    void clear()
    {
        if (m_rows.isEmpty())
            return;
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }

private:
    [[nodiscard]] qsizetype lowerBound(Id id) const
    {
        // What is new is newer than all there is, nearly always.
        if (m_rows.isEmpty() || m_rows.constLast().id < id)
            return m_rows.size();
        const auto place = std::lower_bound(m_rows.cbegin(), m_rows.cend(), id,
                                            [](const Row &row, Id key) { return row.id < key; });
        return place - m_rows.cbegin();
    }
    [[nodiscard]] bool isAt(qsizetype place, Id id) const { return place < m_rows.size() && m_rows.at(place).id == id; }
    [[nodiscard]] int toRow(qsizetype place) const { return static_cast<int>(m_rows.size() - 1 - place); }

    // The places first to last (oldest first) as one removal.
    void removePlaces(qsizetype first, qsizetype last)
    {
        beginRemoveRows({}, toRow(last), toRow(first));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
    }

    void remove(const QList<Id> &ids)
    {
        // From the newest down, so that the places of those still to come do not move.
        for (qsizetype i = ids.size() - 1; i >= 0;) {
            const qsizetype last = lowerBound(ids.at(i));
            const bool known = isAt(last, ids.at(i));
            --i;
            if (!known)
                continue;
            qsizetype first = last;
            while (i >= 0 && first > 0 && m_rows.at(first - 1).id == ids.at(i)) {
                --first;
                --i;
            }
            removePlaces(first, last);
        }
    }

    // Takes over what is known; returns what is not.
    [[nodiscard]] QList<Row> update(QList<Row> &upserts)
    {
        QList<Row> added;
        qsizetype first = -1;
        qsizetype last = -1;
        const auto tell = [this, &first, &last] {
            if (first >= 0)
                Q_EMIT dataChanged(index(toRow(last), 0), index(toRow(first), columnCount() - 1), roles());
            first = -1;
        };
        for (Row &row : upserts) {
            const qsizetype place = lowerBound(row.id);
            if (!isAt(place, row.id)) {
                added.append(std::move(row));
                continue;
            }
            if (m_rows.at(place) == row)
                continue;
            m_rows[place] = std::move(row);
            if (first >= 0 && place != last + 1)
                tell();
            if (first < 0)
                first = place;
            last = place;
        }
        tell();
        return added;
    }

    // Drops the oldest, of the table and of what is to come, until all fits.
    void makeRoomFor(QList<Row> &added)
    {
        qsizetype over = m_rows.size() + added.size() - m_bound;
        qsizetype old = 0;
        qsizetype fresh = 0;
        for (; over > 0; --over) {
            const bool takeOld = old < m_rows.size()
                    && (fresh >= added.size() || m_rows.at(old).id < added.at(fresh).id);
            ++(takeOld ? old : fresh);
        }
        if (old > 0)
            removePlaces(0, old - 1);
        added.remove(0, fresh);
    }

    void insert(QList<Row> &added)
    {
        for (qsizetype end = added.size(); end > 0;) {
            const qsizetype place = lowerBound(added.at(end - 1).id);
            qsizetype begin = end - 1;
            while (begin > 0 && (place == 0 || m_rows.at(place - 1).id < added.at(begin - 1).id))
                --begin;
            insertAt(place, added, begin, end);
            end = begin;
        }
    }

    void insertAt(qsizetype place, QList<Row> &added, qsizetype begin, qsizetype end)
    {
        const qsizetype n = end - begin;
        const int row = toRow(place) + 1;
        beginInsertRows({}, row, row + static_cast<int>(n) - 1);
        if (place == m_rows.size()) {
            for (qsizetype i = begin; i < end; ++i)
                m_rows.append(std::move(added[i]));
        } else if (place == 0) {
            for (qsizetype i = end; i > begin; --i)
                m_rows.prepend(std::move(added[i - 1]));
        } else {
            m_rows.insert(place, n, Row{});
            std::move(added.begin() + begin, added.begin() + end, m_rows.begin() + place);
        }
        endInsertRows();
    }

    [[nodiscard]] static QList<int> roles() { return {Qt::DisplayRole, Qt::ToolTipRole, Qt::UserRole}; }

    QList<Row> m_rows; // oldest first
    int m_bound;
};

} // namespace tallywall
