// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_model.h"

#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"

#include <QLocale>

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

CellKind kind(int column)
{
    switch (static_cast<ResultsModel::Column>(column)) {
    case ResultsModel::Time: return CellKind::Number;
    case ResultsModel::When: return CellKind::When;
    case ResultsModel::Name:
    case ResultsModel::ColumnCount: break;
    }
    return CellKind::Text;
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
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(kind(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name: return u"Name"_s;
    case Time: return u"Time (s)"_s;
    case When: return u"When"_s;
    case ColumnCount: break;
    }
    return {};
}

} // namespace tallywall
