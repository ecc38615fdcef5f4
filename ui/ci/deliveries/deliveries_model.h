// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"
#include "ui/feed/newest_first_model.h"

namespace tallywall {

// A delivery in a list; it never changes, so one with the same id is the same.
struct DeliveryRow {
    ci::DeliveryId id = ci::DeliveryId::None;
    ci::DeliveryRecord record; // without headers and body

    friend bool operator==(const DeliveryRow &a, const DeliveryRow &b) { return a.id == b.id; }
};

// The deliveries that were asked for, newest on top. GUI thread.
class DeliveriesModel : public NewestFirstModel<DeliveryRow>
{
    Q_OBJECT

public:
    static constexpr int maxRows = 5000;
    enum Column : int { Received, Provider, EventName, Proof, Outcome, Project, Detail, ColumnCount };

    explicit DeliveriesModel(QObject *parent = nullptr, int bound = maxRows);

    void take(const QList<ci::DeliveryRecord> &deliveries); // of one page, in any order

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

} // namespace tallywall
