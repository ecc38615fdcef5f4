// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"
#include "ui/feed/names_model.h"

namespace tallywall {

class CollectionBook;

// Every collection by its name, below a first row for all of them: how often it speaks, and what it said last. It shows the book
// as it was at the last refresh(). GUI thread.
class CollectionsModel : public NamesModel
{
    Q_OBJECT

public:
    enum Column : int { Name, Rate, Newest, When, ColumnCount };

    explicit CollectionsModel(const CollectionBook &book, QObject *parent = nullptr); // borrowed

    void refresh(TimePoint now);
    // Its collection; empty: all of them.
    [[nodiscard]] QByteArray collection(int row) const { return name(row).toUtf8(); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Line {
        int perMinute = 0;
        QString type;
        TimePoint newest{};

        friend bool operator==(const Line &, const Line &) = default;
    };

    [[nodiscard]] QString text(const Line &line, int row, int column) const;
    [[nodiscard]] static QVariant sortValue(const Line &line, int row, int column);

    const CollectionBook &m_book;
    QHash<QString, Line> m_lines; // by name; of all of them: by an empty one
    TimePoint m_now{};
};

} // namespace tallywall
