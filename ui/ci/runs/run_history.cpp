// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs/run_history.h"

#include "ui/text/name_order.h"

#include <algorithm>
#include <utility>

namespace tallywall {

RunHistory::RunHistory(RunsModel &newest, QObject *parent) : QConcatenateTablesProxyModel(parent), m_newest(newest)
{
    addSourceModel(&newest);
    addSourceModel(&m_older);
    connect(&newest, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        for (int row = last; row >= first && m_older.count() > 0; --row)
            m_leaving.append(m_newest.at(row));
    });
    connect(&newest, &QAbstractItemModel::rowsRemoved, this, &RunHistory::keep);
    connect(&newest, &QAbstractItemModel::modelReset, this, &RunHistory::forgetOlder);
}

void RunHistory::keep()
{
    if (!m_leaving.isEmpty())
        m_older.apply({.upserts = std::exchange(m_leaving, {}), .removed = {}});
}

qsizetype RunHistory::take(const QList<ci::Run> &older)
{
    RowChanges<ci::Run> changes;
    const int before = m_older.count();
    for (ci::Run run : older) {
        if (m_newest.rowOf(run.id) >= 0)
            continue;
        run.jobs.clear();
        changes.upserts.append(std::move(run));
    }
    std::sort(changes.upserts.begin(), changes.upserts.end(),
              [](const ci::Run &a, const ci::Run &b) { return a.id < b.id; });
    m_older.apply(std::move(changes));
    return m_older.count() - before;
}

void RunHistory::forgetOlder()
{
    m_older.clear();
}

void RunHistory::forget(const QSet<ci::Lane> &lanes, const QList<ci::RunId> &runs)
{
    RowChanges<ci::Run> changes{.upserts = {}, .removed = runs};
    for (int row = 0; row < m_older.count(); ++row) {
        if (lanes.contains(ci::laneOf(m_older.at(row))))
            changes.removed.append(m_older.at(row).id);
    }
    std::sort(changes.removed.begin(), changes.removed.end());
    changes.removed.erase(std::unique(changes.removed.begin(), changes.removed.end()), changes.removed.end());
    m_older.apply(std::move(changes));
}

ci::RunId RunHistory::oldest() const
{
    return older() > 0 ? m_older.at(older() - 1).id : ci::RunId::None;
}

const ci::Run *RunHistory::find(ci::RunId id) const
{
    for (const RunsModel *model : {static_cast<const RunsModel *>(&m_newest), &m_older}) {
        if (const int row = model->rowOf(id); row >= 0)
            return &model->at(row);
    }
    return nullptr;
}

QStringList RunHistory::values(QString ci::Run::*member) const
{
    QSet<QString> seen;
    for (const RunsModel *model : {static_cast<const RunsModel *>(&m_newest), &m_older}) {
        for (int row = 0; row < model->count(); ++row)
            seen.insert(model->at(row).*member);
    }
    seen.remove(QString());
    QStringList result(seen.begin(), seen.end());
    std::sort(result.begin(), result.end(), [](const QString &a, const QString &b) { return compareNames(a, b) < 0; });
    return result;
}

} // namespace tallywall
