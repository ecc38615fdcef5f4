// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs/runs_proxy.h"

#include "ui/ci/runs/run_history.h"
#include "ui/widgets/cell.h"

namespace tallywall {

RunsProxy::RunsProxy(RunHistory &history, QObject *parent) : QSortFilterProxyModel(parent), m_history(history)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(&history);
}

void RunsProxy::setFilter(const RunsFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

bool RunsProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_filter == RunsFilter())
        return true;
    const auto id = ci::RunId(m_history.index(row, 0, parent).data(IdRole).toLongLong());
    const ci::Run *run = m_history.find(id);
    return run && accepts(m_filter, *run);
}

} // namespace tallywall
