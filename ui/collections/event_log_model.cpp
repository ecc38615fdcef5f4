// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/event_log_model.h"

#include "ui/collections/event_text.h"
#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString text(const Event &event, int column)
{
    switch (static_cast<EventLogModel::Column>(column)) {
    case EventLogModel::Time: return formatClock(event.time);
    case EventLogModel::Collection: return QString::fromUtf8(event.collection);
    case EventLogModel::Type: return oneLine(QString::fromUtf8(event.type));
    case EventLogModel::Data: return dataLine(event);
    case EventLogModel::ColumnCount: break;
    }
    return {};
}

constexpr std::array columns{
        TableColumn{"Time"_L1, CellKind::When},
        TableColumn{"Collection"_L1, CellKind::Muted},
        TableColumn{"Type"_L1},
        TableColumn{"Data"_L1, CellKind::Code},
};
static_assert(columns.size() == EventLogModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

} // namespace

EventLogModel::EventLogModel(QObject *parent, int bound) : NewestFirstModel(bound, parent) { }

qsizetype EventLogModel::bytes() const
{
    qsizetype sum = 0;
    for (int row = 0; row < count(); ++row)
        sum += at(row).event.data.size();
    return sum;
}

void EventLogModel::takeNewer(QList<LogRow> rows)
{
    qsizetype over = bytes() - maxBytes;
    for (const LogRow &row : std::as_const(rows))
        over += row.event.data.size();
    RowChanges<LogRow> changes{.upserts = std::move(rows), .removed = {}};
    for (int row = count() - 1; row >= 0 && over > 0; --row) {
        over -= at(row).event.data.size();
        changes.removed.append(at(row).id);
    }
    apply(std::move(changes));
}

void EventLogModel::takeOlder(const QList<Event> &events)
{
    const EventId known = oldestStored();
    qint64 number = std::min<qint64>(1, count() > 0 ? at(count() - 1).id : 1);
    qsizetype room = maxBytes - bytes();
    RowChanges<LogRow> changes;
    for (const Event &event : events) {
        room -= event.data.size();
        if (room < 0 || count() + changes.upserts.size() >= bound())
            break;
        if (known == EventId::None || event.id < known)
            changes.upserts.prepend({--number, event});
    }
    apply(std::move(changes));
}

EventId EventLogModel::oldestStored() const
{
    for (int row = count() - 1; row >= 0; --row) {
        if (at(row).event.id != EventId::None)
            return at(row).event.id;
    }
    return EventId::None;
}

bool EventLogModel::isFull() const
{
    return count() >= bound() || bytes() > maxBytes / 2;
}

int EventLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event &event = at(index.row()).event;
    switch (role) {
    case Qt::DisplayRole: return text(event, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Time ? formatExact(event.time) : text(event, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case KindRole: return int(kind(index.column()));
    case IdRole: return at(index.row()).id;
    default: return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
