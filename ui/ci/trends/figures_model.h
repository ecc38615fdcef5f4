// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/figures.h"

#include <QAbstractTableModel>

namespace tallywall {

// The pipelines and how they do, by their names. New figures of the same pipelines are one dataChanged; other pipelines are a
// reset. GUI thread.
class FiguresModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Pipeline, Success, Median, Percentile90, LastGreen, Runs, ColumnCount };

    explicit FiguresModel(QObject *parent = nullptr);

    void setFigures(QList<ci::PipelineFigures> figures);
    [[nodiscard]] const ci::PipelineFigures &at(int row) const { return m_figures.at(row); }
    [[nodiscard]] int rowOf(const QString &provider, const QString &project, const QString &pipeline) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<ci::PipelineFigures> m_figures;
};

} // namespace tallywall
