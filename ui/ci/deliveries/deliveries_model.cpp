// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/deliveries_model.h"

#include "ui/ci/deliveries/delivery_words.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/table_column.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString text(const ci::DeliveryRecord &record, int column)
{
    switch (static_cast<DeliveriesModel::Column>(column)) {
    case DeliveriesModel::Received: return formatAge(record.received, presentTime());
    case DeliveriesModel::Provider: return record.provider.isEmpty() ? u"unknown"_s : oneLine(record.provider);
    case DeliveriesModel::EventName: return oneLine(record.event);
    case DeliveriesModel::Proof: return verdictWords(record);
    case DeliveriesModel::Outcome: return outcomeWords(record.outcome);
    case DeliveriesModel::Project: return oneLine(record.project);
    case DeliveriesModel::Detail: return oneLine(record.detail);
    case DeliveriesModel::ColumnCount: break;
    }
    return {};
}

QString wholeText(const ci::DeliveryRecord &record, int column)
{
    switch (static_cast<DeliveriesModel::Column>(column)) {
    case DeliveriesModel::Received: return formatExact(record.received);
    case DeliveriesModel::Proof: return verdictSentence(record);
    case DeliveriesModel::Outcome: return outcomeSentence(record);
    case DeliveriesModel::Provider:
    case DeliveriesModel::EventName:
    case DeliveriesModel::Project:
    case DeliveriesModel::Detail:
    case DeliveriesModel::ColumnCount: break;
    }
    return text(record, column);
}

constexpr std::array columns{
        TableColumn{"When"_L1, CellKind::When},
        TableColumn{"Service"_L1},
        TableColumn{"Event"_L1},
        TableColumn{"Proof"_L1, CellKind::State},
        TableColumn{"Outcome"_L1, CellKind::State},
        TableColumn{"Project"_L1, CellKind::Name},
        TableColumn{"What it says"_L1, CellKind::Muted},
};
static_assert(columns.size() == DeliveriesModel::ColumnCount);

CellKind kind(int column)
{
    return columns.at(static_cast<std::size_t>(column)).kind;
}

} // namespace

DeliveriesModel::DeliveriesModel(QObject *parent, int bound) : NewestFirstModel(bound, parent) { }

void DeliveriesModel::take(const QList<ci::DeliveryRecord> &deliveries)
{
    RowChanges<DeliveryRow> changes;
    for (const ci::DeliveryRecord &record : deliveries) {
        changes.upserts.append({record.id, record});
        changes.upserts.last().record.body.clear();
        changes.upserts.last().record.headers.clear();
    }
    std::sort(changes.upserts.begin(), changes.upserts.end(),
              [](const DeliveryRow &a, const DeliveryRow &b) { return a.id < b.id; });
    apply(std::move(changes));
}

int DeliveriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeliveriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ci::DeliveryRecord &record = at(index.row()).record;
    switch (role) {
    case Qt::DisplayRole: return text(record, index.column());
    case Qt::ToolTipRole: return plainToolTip(wholeText(record, index.column()));
    case Qt::TextAlignmentRole: return alignmentOf(kind(index.column()));
    case SortRole: return static_cast<qint64>(record.id);
    case KindRole: return int(kind(index.column()));
    case StateRole: return int(index.column() == Proof ? verdictLook(record) : outcomeLook(record.outcome));
    case IdRole: return static_cast<qint64>(record.id);
    default: return {};
    }
}

QVariant DeliveriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(columns, section, orientation, role);
}

} // namespace tallywall
