// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/trends/figures_model.h"

#include "ui/ci/trends/trend_words.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/text/name_order.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString text(const ci::PipelineFigures &figures, int column)
{
    switch (static_cast<FiguresModel::Column>(column)) {
    case FiguresModel::Pipeline: return pipelineTitle(figures);
    case FiguresModel::Success: return successWords(figures);
    case FiguresModel::Median: return figures.median ? formatDuration(*figures.median) : QString();
    case FiguresModel::Percentile90: return figures.percentile90 ? formatDuration(*figures.percentile90) : QString();
    case FiguresModel::LastGreen: return figures.lastGreen ? formatAge(*figures.lastGreen, presentTime()) : QString();
    case FiguresModel::Runs: return formatCount(figures.runs);
    case FiguresModel::ColumnCount: break;
    }
    return {};
}

QVariant sortKey(const ci::PipelineFigures &figures, int column)
{
    switch (static_cast<FiguresModel::Column>(column)) {
    case FiguresModel::Success: return figures.successRate;
    case FiguresModel::Median: return figures.median.value_or(-1);
    case FiguresModel::Percentile90: return figures.percentile90.value_or(-1);
    case FiguresModel::LastGreen: return figures.lastGreen ? toUnixMs(*figures.lastGreen) : 0;
    case FiguresModel::Runs: return figures.runs;
    case FiguresModel::Pipeline:
    case FiguresModel::ColumnCount: break;
    }
    return {};
}

constexpr std::array columns{
        TableColumn{"Pipeline"_L1, CellKind::Name},   TableColumn{"Success"_L1, CellKind::Number},
        TableColumn{"Median"_L1, CellKind::Number},   TableColumn{"90 %"_L1, CellKind::Number},
        TableColumn{"Last green"_L1, CellKind::When}, TableColumn{"Runs"_L1, CellKind::Number},
};
static_assert(columns.size() == FiguresModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

bool isSame(const ci::PipelineFigures &a, const ci::PipelineFigures &b)
{
    return a.provider == b.provider && a.project == b.project && a.pipeline == b.pipeline;
}

bool isBefore(const ci::PipelineFigures &a, const ci::PipelineFigures &b)
{
    for (const auto member :
         {&ci::PipelineFigures::project, &ci::PipelineFigures::pipeline, &ci::PipelineFigures::provider}) {
        if (const int compared = compareNames(a.*member, b.*member); compared != 0)
            return compared < 0;
    }
    return false;
}

} // namespace

FiguresModel::FiguresModel(QObject *parent) : QAbstractTableModel(parent) { }

void FiguresModel::setFigures(QList<ci::PipelineFigures> figures)
{
    figures.removeIf([](const ci::PipelineFigures &one) { return one.runs == 0; }); // nothing to tell yet
    std::stable_sort(figures.begin(), figures.end(), isBefore);
    if (figures == m_figures)
        return;
    if (std::equal(figures.begin(), figures.end(), m_figures.begin(), m_figures.end(), isSame)) {
        m_figures = std::move(figures);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_figures = std::move(figures);
    endResetModel();
}

int FiguresModel::rowOf(const QString &provider, const QString &project, const QString &pipeline) const
{
    const auto found = std::find_if(m_figures.begin(), m_figures.end(), [&](const ci::PipelineFigures &one) {
        return one.provider == provider && one.project == project && one.pipeline == pipeline;
    });
    return found == m_figures.end() ? -1 : static_cast<int>(found - m_figures.begin());
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ci::PipelineFigures &figures = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(figures, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == LastGreen && figures.lastGreen ? formatExact(*figures.lastGreen)
                                                                             : text(figures, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case SortRole: // rows are in the order of the names
        return index.column() == Pipeline ? QVariant(index.row()) : sortKey(figures, index.column());
    case KindRole: return int(kind(index.column()));
    case IdRole: return index.row();
    default: return {};
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
