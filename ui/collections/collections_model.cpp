// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collections_model.h"

#include "core/feed/collection_book.h"
#include "ui/text/format.h"
#include "ui/text/name_order.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns{
        TableColumn{"Collection"_L1, CellKind::Name},
        TableColumn{"Per min"_L1, CellKind::Number},
        TableColumn{"Newest"_L1, CellKind::Muted},
        TableColumn{"When"_L1, CellKind::When},
};
static_assert(columns.size() == CollectionsModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

} // namespace

CollectionsModel::CollectionsModel(const CollectionBook &book, QObject *parent) : NamesModel(parent), m_book(book) { }

void CollectionsModel::refresh(TimePoint now)
{
    Line all;
    QHash<QString, Line> lines;
    for (auto known = m_book.collections().cbegin(); known != m_book.collections().cend(); ++known) {
        const Event &newest = known->newest;
        const QString name = QString::fromUtf8(known.key());
        const Line line{known->rate.perMinute(now), oneLine(QString::fromUtf8(newest.type)), newest.time};
        lines.insert(name, line);
        all.perMinute += line.perMinute;
        if (newest.time > all.newest)
            all = {all.perMinute, name + u' ' + line.type, newest.time};
    }
    QStringList names = lines.keys();
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        const int order = compareNames(a, b);
        return order != 0 ? order < 0 : a < b;
    });
    names.prepend(QString());
    lines.insert(QString(), all);
    m_now = now;
    const QHash<QString, Line> before = std::exchange(m_lines, std::move(lines));
    setNames(names);
    QList<int> changed;
    for (int row = 0; row < rowCount(); ++row) {
        const auto old = before.constFind(name(row));
        if (old != before.cend() && *old != m_lines.value(name(row)))
            changed.append(row);
    }
    tellChanged(changed);
}

QString CollectionsModel::text(const Line &line, int row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Name: return row == 0 ? u"All collections"_s : name(row);
    case Rate: return formatCount(line.perMinute);
    case Newest: return line.type;
    case When: return line.newest == TimePoint{} ? QString() : formatAge(line.newest, m_now);
    case ColumnCount: break;
    }
    return {};
}

QVariant CollectionsModel::sortValue(const Line &line, int row, int column)
{
    switch (static_cast<Column>(column)) {
    case Name: return row; // by name already
    case Rate: return line.perMinute;
    case Newest: return line.type;
    case When: return qint64{toUnixMs(line.newest)};
    case ColumnCount: break;
    }
    return {};
}

int CollectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CollectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line line = m_lines.value(name(index.row()));
    switch (role) {
    case Qt::DisplayRole: return text(line, index.row(), index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == When && line.newest != TimePoint{}
                                    ? formatExact(line.newest)
                                    : text(line, index.row(), index.column()));
    case SortRole: return sortValue(line, index.row(), index.column());
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case KindRole: return int(kind(index.column()));
    case IdRole: return idOf(index.row());
    default: return {};
    }
}

QVariant CollectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
