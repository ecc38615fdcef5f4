// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"
#include "store/database.h"

namespace tallywall {

// The table `ci_deliveries`: what arrived, for the inspector. Kept by count, age and size; what was refused is counted apart, so
// that nobody can push out what was believed. Store thread.
class DeliveriesTable
{
public:
    struct Bounds {
        qint64 believed = 2000; // rows
        qint64 refused = 200;
        qint64 bytes = 128 * 1024 * 1024; // of the bodies of both
        std::chrono::days age{14};
    };

    explicit DeliveriesTable(Database &database) : m_database(database) { }
    DeliveriesTable(Database &database, const Bounds &bounds) : m_database(database), m_bounds(bounds) { }

    [[nodiscard]] Result<Done> open();

    // The delivery that the service sent under this id before, of this project (or of none, where it is empty), and that was
    // believed; None where there is none, and where the run that it told of was forgotten: it may be told anew.
    [[nodiscard]] Result<ci::DeliveryId> earlier(const QString &provider, const QString &project,
                                                 const QString &deliveryId);
    // Gives it an id and writes it; the oldest make room. Inside a transaction of the caller.
    [[nodiscard]] Result<Done> insert(ci::DeliveryRecord &record);

    [[nodiscard]] Result<ci::DeliveriesPage> page(const ci::DeliveriesQuery &query); // newest first
    [[nodiscard]] Result<ci::DeliveryRecord> byId(ci::DeliveryId id);                // with headers and body

    [[nodiscard]] ci::DeliveryId newest() const { return m_newest; }
    void rewind(ci::DeliveryId newest);

private:
    [[nodiscard]] Result<Done> count();
    [[nodiscard]] Result<Done> makeRoom(TimePoint now);

    Database &m_database;
    Bounds m_bounds;
    ci::DeliveryId m_newest = ci::DeliveryId::None;
    bool m_counted = false; // else the next three are to be counted anew
    qint64 m_believed = 0;
    qint64 m_refused = 0;
    qint64 m_bytes = 0;
    TimePoint m_oldest{};
    sqlite::Statement m_earlier;
    sqlite::Statement m_insert;
    sqlite::Statement m_count;
    sqlite::Statement m_dropOldest;
    sqlite::Statement m_dropAged;
    sqlite::Statement m_byId;
};

} // namespace tallywall
