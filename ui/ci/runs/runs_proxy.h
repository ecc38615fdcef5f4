// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/runs/runs_filter.h"

#include <QSortFilterProxyModel>

namespace tallywall {

class RunHistory;

// The runs as the table shows them: filtered, and sorted by a column or as they come.
class RunsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RunsProxy(RunHistory &history, QObject *parent = nullptr); // borrowed

    void setFilter(const RunsFilter &filter);
    [[nodiscard]] const RunsFilter &filter() const { return m_filter; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    RunHistory &m_history;
    RunsFilter m_filter;
};

} // namespace tallywall
