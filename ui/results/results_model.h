// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"
#include "ui/feed/newest_first_model.h"

namespace tallywall {

// The results, newest on top. GUI thread. Times are given in relation to now at the moment they are asked for.
class ResultsModel : public NewestFirstModel<TimedResult>
{
    Q_OBJECT

public:
    static constexpr int maxRows = 100'000;
    enum Column : int { Name, Time, When, ColumnCount };

    explicit ResultsModel(QObject *parent = nullptr, int bound = maxRows);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

} // namespace tallywall
