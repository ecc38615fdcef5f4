// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs_model.h"

#include "ui/ci/run_words.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString text(const ci::Run &run, int column)
{
    switch (static_cast<RunsModel::Column>(column)) {
    case RunsModel::State: return stateAndTransition(run);
    case RunsModel::Project: return oneLine(run.project);
    case RunsModel::Pipeline: return oneLine(run.pipeline);
    case RunsModel::Ref: return oneLine(run.ref);
    case RunsModel::Provider: return oneLine(run.provider);
    case RunsModel::Number: return run.number > 0 ? QString::number(run.number) : QString();
    case RunsModel::Commit: return firstPart(oneLine(run.commit), 8);
    case RunsModel::Message: return oneLine(run.message);
    case RunsModel::Author: return oneLine(run.author);
    case RunsModel::Duration: return run.duration ? formatDuration(*run.duration) : QString();
    case RunsModel::Age: return formatAge(ageOrigin(run), presentTime());
    case RunsModel::ColumnCount: break;
    }
    return {};
}

// What a narrow column may have to cut.
QString wholeText(const ci::Run &run, int column)
{
    if (column == RunsModel::Age)
        return formatExact(ageOrigin(run));
    if (column == RunsModel::State)
        return runSentence(run, presentTime()).replace("; "_L1, "\n"_L1);
    return column == RunsModel::Commit ? run.commit : text(run, column);
}

QVariant sortKey(const ci::Run &run, int column)
{
    switch (static_cast<RunsModel::Column>(column)) {
    case RunsModel::State: return int(run.state);
    case RunsModel::Number: return run.number;
    case RunsModel::Duration: return run.duration.value_or(-1);
    case RunsModel::Age: return toUnixMs(ageOrigin(run));
    case RunsModel::Project:
    case RunsModel::Pipeline:
    case RunsModel::Ref:
    case RunsModel::Provider:
    case RunsModel::Commit:
    case RunsModel::Message:
    case RunsModel::Author:
    case RunsModel::ColumnCount: break;
    }
    return text(run, column);
}

constexpr std::array columns{
        TableColumn{"State"_L1, CellKind::State},    TableColumn{"Project"_L1, CellKind::Name},
        TableColumn{"Pipeline"_L1, CellKind::Muted}, TableColumn{"Ref"_L1},
        TableColumn{"Service"_L1, CellKind::Muted},  TableColumn{"No."_L1, CellKind::Number},
        TableColumn{"Commit"_L1, CellKind::Muted},   TableColumn{"Message"_L1},
        TableColumn{"Author"_L1, CellKind::Muted},   TableColumn{"Duration"_L1, CellKind::Number},
        TableColumn{"When"_L1, CellKind::When},
};
static_assert(columns.size() == RunsModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

} // namespace

TimePoint ageOrigin(const ci::Run &run)
{
    return run.finished.value_or(run.started.value_or(run.updated));
}

RunsModel::RunsModel(QObject *parent, int bound) : NewestFirstModel(bound, parent) { }

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ci::Run &run = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(run, index.column());
    case Qt::ToolTipRole: return plainToolTip(wholeText(run, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case SortRole: return sortKey(run, index.column());
    case KindRole: return int(kind(index.column()));
    case StateRole: return int(run.state);
    case IdRole: return static_cast<qint64>(run.id);
    default: return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
