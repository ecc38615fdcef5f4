// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "ui/feed/newest_first_model.h"

namespace tallywall {

// The runs, the one that the wall met last on top: a run keeps its place when news of it come. GUI thread. Their jobs are
// not kept.
class RunsModel : public NewestFirstModel<ci::Run>
{
    Q_OBJECT

public:
    static constexpr int maxRows = 2000;
    enum Column : int {
        State,
        Project,
        Pipeline,
        Ref,
        Provider,
        Number,
        Commit,
        Message,
        Author,
        Duration,
        Age,
        ColumnCount
    };

    explicit RunsModel(QObject *parent = nullptr, int bound = maxRows);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

// The moment that a run's age counts from: when it ended, else when it began, else when the wall heard of it.
[[nodiscard]] TimePoint ageOrigin(const ci::Run &run);

} // namespace tallywall
