// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run/jobs_model.h"

#include "ui/ci/run_words.h"
#include "ui/ci/state_look.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString stateWords(const ci::Job &job)
{
    return shownState(job) == job.state ? stateLook(job.state).word : u"may fail"_s;
}

QString text(const ci::Job &job, int column)
{
    switch (static_cast<JobsModel::Column>(column)) {
    case JobsModel::State: return stateWords(job);
    case JobsModel::Name: return oneLine(job.name);
    case JobsModel::Stage: return oneLine(job.stage);
    case JobsModel::Duration: return job.duration ? formatDuration(*job.duration) : QString();
    case JobsModel::Started: return job.started ? formatAge(*job.started, presentTime()) : QString();
    case JobsModel::ColumnCount: break;
    }
    return {};
}

// What a narrow column has no room for.
QString wholeText(const ci::Job &job, int column)
{
    if (column == JobsModel::Started && job.started)
        return formatExact(*job.started);
    if (column == JobsModel::State && shownState(job) != job.state)
        return u"%1, which is allowed"_s.arg(stateLook(job.state).word);
    return text(job, column);
}

QVariant sortKey(const ci::Job &job, int column)
{
    switch (static_cast<JobsModel::Column>(column)) {
    case JobsModel::State: return int(job.state);
    case JobsModel::Duration: return job.duration.value_or(-1);
    case JobsModel::Started: return job.started ? toUnixMs(*job.started) : 0;
    case JobsModel::Name:
    case JobsModel::Stage:
    case JobsModel::ColumnCount: break;
    }
    return text(job, column);
}

constexpr std::array columns{
        TableColumn{"State"_L1, CellKind::State},  TableColumn{"Job"_L1},
        TableColumn{"Stage"_L1, CellKind::Muted},  TableColumn{"Duration"_L1, CellKind::Number},
        TableColumn{"Started"_L1, CellKind::When},
};
static_assert(columns.size() == JobsModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

bool isSame(const ci::Job &a, const ci::Job &b)
{
    return a.key == b.key && a.name == b.name && a.stage == b.stage;
}

} // namespace

JobsModel::JobsModel(QObject *parent) : QAbstractTableModel(parent) { }

void JobsModel::setJobs(QList<ci::Job> jobs)
{
    if (jobs == m_jobs)
        return;
    if (std::equal(jobs.begin(), jobs.end(), m_jobs.begin(), m_jobs.end(), isSame)) {
        m_jobs = std::move(jobs);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_jobs = std::move(jobs);
    endResetModel();
}

int JobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ci::Job &job = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(job, index.column());
    case Qt::ToolTipRole: return plainToolTip(wholeText(job, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case SortRole: return sortKey(job, index.column());
    case KindRole: return int(kind(index.column()));
    case StateRole: return int(shownState(job));
    case IdRole: return job.key;
    default: return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
