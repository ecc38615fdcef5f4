// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/figures.h"
#include "store/database.h"

namespace tallywall {

// The table `ci_pipelines`: the figures of every pipeline, brought up to date when one of its runs ends; so that the list of
// all costs as much as it is long. Store thread.
class PipelinesTable
{
public:
    static constexpr int maxRows = 500; // rows of the list

    explicit PipelinesTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // A run of the pipeline has changed how it ended. Inside a transaction of the caller.
    [[nodiscard]] Result<Done> refresh(const ci::Run &run);

    [[nodiscard]] Result<QList<ci::PipelineFigures>> all(); // the one most recently heard of first
    // Errors: NotFound, where no run of the pipeline has ended.
    [[nodiscard]] Result<ci::Trend> trend(const QString &provider, const QString &project, const QString &pipeline);

private:
    [[nodiscard]] Result<QList<ci::TrendPoint>> points(const QString &provider, const QString &project,
                                                       const QString &pipeline);

    Database &m_database;
    sqlite::Statement m_points;
    sqlite::Statement m_lastGreen;
    sqlite::Statement m_save;
    sqlite::Statement m_remove;
    sqlite::Statement m_all;
    sqlite::Statement m_one;
};

} // namespace tallywall
