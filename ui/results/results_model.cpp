// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_model.h"

#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <QLocale>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QVariant text(const TimedResult &result, int column)
{
    switch (static_cast<ResultsModel::Column>(column)) {
    case ResultsModel::Name: return oneLine(result.name);
    case ResultsModel::Time: return formatSeconds(result.time);
    case ResultsModel::When: return formatAge(result.created, presentTime());
    case ResultsModel::ColumnCount: break;
    }
    return {};
}

QString wholeText(const TimedResult &result, int column)
{
    switch (static_cast<ResultsModel::Column>(column)) {
    case ResultsModel::Name: return result.name;
    case ResultsModel::Time: return QString::number(result.time, 'g', QLocale::FloatingPointShortest) + u" s"_s;
    case ResultsModel::When: return formatExact(result.created);
    case ResultsModel::ColumnCount: break;
    }
    return {};
}

QVariant sortKey(const TimedResult &result, int column)
{
    switch (static_cast<ResultsModel::Column>(column)) {
    case ResultsModel::Name: return result.name;
    case ResultsModel::Time: return result.time;
    case ResultsModel::When: return toUnixMs(result.created);
    case ResultsModel::ColumnCount: break;
    }
    return {};
}

constexpr std::array columns{
        TableColumn{"Name"_L1},
        TableColumn{"Time (s)"_L1, CellKind::Number},
        TableColumn{"When"_L1, CellKind::When},
};
static_assert(columns.size() == ResultsModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

} // namespace

ResultsModel::ResultsModel(QObject *parent, int bound) : NewestFirstModel(bound, parent) { }

int ResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimedResult &result = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(result, index.column());
    case Qt::ToolTipRole: return plainToolTip(wholeText(result, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case SortRole: return sortKey(result, index.column());
    case KindRole: return int(kind(index.column()));
    case IdRole: return static_cast<qint64>(result.id);
    default: return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
