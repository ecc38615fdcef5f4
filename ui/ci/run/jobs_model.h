// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

#include <QAbstractTableModel>

namespace tallywall {

// The jobs of one run, as the service made them. A job keeps its row from one setJobs() to the next as long as it keeps its
// key, name and stage; then there is one dataChanged, and a reset where the jobs are others. GUI thread.
class JobsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { State, Name, Stage, Duration, Started, ColumnCount };

    explicit JobsModel(QObject *parent = nullptr);

    void setJobs(QList<ci::Job> jobs);
    [[nodiscard]] const ci::Job &at(int row) const { return m_jobs.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<ci::Job> m_jobs;
};

} // namespace tallywall
