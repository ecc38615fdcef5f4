// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/deliveries_table.h"

#include "core/json.h"
#include "store/counters.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

const auto rowColumns
        = "id, received, provider, event, delivery_id, sender, verdict, scheme, why, outcome, status, detail,"
          " project, run, replay_of, body_bytes"_ba;

ci::DeliveryRecord recordOf(const sqlite::Rows &rows)
{
    return {.id = ci::DeliveryId(rows.integer(0)),
            .received = fromUnixMs(rows.integer(1)),
            .provider = rows.text(2),
            .event = rows.text(3),
            .deliveryId = rows.text(4),
            .from = rows.text(5),
            .proof = {ci::verdictFromWord(rows.text(6)), rows.text(7), rows.text(8)},
            .outcome = ci::outcomeFromWord(rows.text(9)),
            .status = static_cast<int>(rows.integer(10)),
            .detail = rows.text(11),
            .project = rows.text(12),
            .run = ci::RunId(rows.integer(13)),
            .replayOf = ci::DeliveryId(rows.integer(14)),
            .bodyBytes = rows.integer(15)};
}

// [["Name","value"],…]: a header may come more than once, and their order is part of what arrived.
QByteArray headersText(const ci::HeaderList &headers)
{
    QByteArray out("[");
    for (const auto &[name, value] : headers) {
        out.append(out.size() > 1 ? ",[" : "[");
        appendJsonString(out, QString::fromLatin1(name));
        out.append(',');
        appendJsonString(out, QString::fromUtf8(value));
        out.append(']');
    }
    return out + ']';
}

ci::HeaderList headersOf(QByteArrayView text)
{
    ci::HeaderList headers;
    const QJsonArray array = QJsonDocument::fromJson(text.toByteArray()).array();
    for (const QJsonValue &pair : array)
        headers.append({pair[0].toString().toLatin1(), pair[1].toString().toUtf8()});
    return headers;
}

// Of a class that is full so many go at once, so that not every delivery has to make room for itself.
qint64 share(qint64 bound)
{
    return std::max<qint64>(1, bound / 20);
}

} // namespace

Result<Done> DeliveriesTable::open()
{
    const auto newest = readCounter(m_database, "deliveries"_L1);
    if (!newest)
        return newest.error();
    m_newest = ci::DeliveryId(*newest);
    return m_database.prepare({
            {&m_earlier,
             "SELECT id FROM ci_deliveries WHERE provider = ? AND project = ? AND delivery_id = ?"
             " AND outcome IN ('recorded', 'unchanged', 'ignored')"
             " AND (run = 0 OR EXISTS (SELECT 1 FROM ci_runs WHERE id = run)) LIMIT 1"},
            {&m_insert,
             "INSERT INTO ci_deliveries (" + rowColumns
                     + ", kept_bytes, headers, body)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
            {&m_count,
             "SELECT count(*) FILTER (WHERE outcome <> 'refused'), count(*) FILTER (WHERE outcome = 'refused'),"
             " coalesce(sum(kept_bytes), 0), coalesce(min(received), 0) FROM ci_deliveries"},
            {&m_dropOldest,
             "DELETE FROM ci_deliveries WHERE id IN (SELECT id FROM ci_deliveries"
             " WHERE (outcome = 'refused') = ? ORDER BY id LIMIT ?)"},
            {&m_dropAged, "DELETE FROM ci_deliveries WHERE received < ?"},
            {&m_byId, "SELECT " + rowColumns + ", headers, body FROM ci_deliveries WHERE id = ?"},
    });
}

Result<ci::DeliveryId> DeliveriesTable::earlier(const QString &provider, const QString &project,
                                                const QString &deliveryId)
{
    if (deliveryId.isEmpty())
        return ci::DeliveryId::None;
    sqlite::Rows rows = m_earlier.ask(provider.toUtf8(), project.toUtf8(), deliveryId.toUtf8());
    const auto found = rows.next() ? ci::DeliveryId(rows.integer(0)) : ci::DeliveryId::None;
    if (auto read = rows.status(); !read)
        return read.error();
    return found;
}

Result<Done> DeliveriesTable::count()
{
    sqlite::Rows rows = m_count.ask();
    if (rows.next()) {
        m_believed = rows.integer(0);
        m_refused = rows.integer(1);
        m_bytes = rows.integer(2);
        m_oldest = fromUnixMs(rows.integer(3));
    }
    m_counted = bool(rows.status());
    return rows.status();
}

Result<Done> DeliveriesTable::makeRoom(TimePoint now)
{
    if (!m_counted) {
        if (auto done = count(); !done)
            return done;
    }
    if (m_believed + m_refused > 0 && m_oldest < now - m_bounds.age) {
        if (auto done = m_dropAged.run(toUnixMs(now - m_bounds.age)); !done)
            return done;
        if (auto done = count(); !done)
            return done;
    }
    const auto drop = [this](bool refused, qint64 rows) -> Result<Done> {
        if (auto done = m_dropOldest.run(refused ? 1 : 0, rows); !done)
            return done;
        return count();
    };
    if (m_refused >= m_bounds.refused) {
        if (auto done = drop(true, share(m_bounds.refused)); !done)
            return done;
    }
    if (m_believed >= m_bounds.believed) {
        if (auto done = drop(false, share(m_bounds.believed)); !done)
            return done;
    }
    while (m_bytes > m_bounds.bytes && m_believed > 0) {
        if (auto done = drop(false, share(m_believed)); !done)
            return done;
    }
    return Done{};
}

Result<Done> DeliveriesTable::insert(ci::DeliveryRecord &record)
{
    if (auto done = makeRoom(record.received); !done)
        return done;
    record.id = ci::DeliveryId(static_cast<qint64>(m_newest) + 1);
    if (auto done = m_insert.run(static_cast<qint64>(record.id), toUnixMs(record.received), record.provider.toUtf8(),
                                 record.event.toUtf8(), record.deliveryId.toUtf8(), record.from.toUtf8(),
                                 ci::verdictWord(record.proof.verdict), record.proof.scheme.toUtf8(),
                                 record.proof.why.toUtf8(), ci::outcomeWord(record.outcome), record.status,
                                 record.detail.toUtf8(), record.project.toUtf8(), static_cast<qint64>(record.run),
                                 static_cast<qint64>(record.replayOf), record.bodyBytes, record.body.size(),
                                 headersText(record.headers), record.body);
        !done)
        return done;
    m_newest = record.id;
    ++(record.outcome == ci::Outcome::Refused ? m_refused : m_believed);
    m_bytes += record.body.size();
    if (m_oldest == TimePoint{})
        m_oldest = record.received;
    return Done{};
}

Result<ci::DeliveriesPage> DeliveriesTable::page(const ci::DeliveriesQuery &query)
{
    Q_ASSERT(query.limit > 0);
    QByteArrayList conditions{"1"};
    if (query.outcome)
        conditions << "outcome = '" + ci::outcomeWord(*query.outcome) + '\'';
    if (query.run != ci::RunId::None)
        conditions << "run = " + QByteArray::number(static_cast<qint64>(query.run));
    if (query.before != ci::DeliveryId::None)
        conditions << "id < " + QByteArray::number(static_cast<qint64>(query.before));
    if (!query.provider.isEmpty())
        conditions << "provider = ?";
    auto select = m_database.prepare("SELECT " + rowColumns + " FROM ci_deliveries WHERE " + conditions.join(" AND ")
                                     + " ORDER BY id DESC LIMIT " + QByteArray::number(query.limit + 1));
    if (!select)
        return select.error();
    const QByteArray provider = query.provider.toUtf8();
    if (!provider.isEmpty())
        select->bind(1, QByteArrayView(provider));
    sqlite::Rows rows = select->askBound();
    ci::DeliveriesPage page;
    while (rows.next()) {
        if (page.deliveries.size() == query.limit) {
            page.next = page.deliveries.constLast().id;
            break;
        }
        page.deliveries.append(recordOf(rows));
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return page;
}

Result<ci::DeliveryRecord> DeliveriesTable::byId(ci::DeliveryId id)
{
    sqlite::Rows rows = m_byId.ask(static_cast<qint64>(id));
    if (rows.next()) {
        ci::DeliveryRecord record = recordOf(rows);
        record.headers = headersOf(rows.utf8(16));
        record.body = rows.utf8(17).toByteArray();
        return record;
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return Error{
            ErrorCode::NotFound,
            u"there is no delivery %1; they are kept for two weeks, and at most 2000"_s.arg(static_cast<qint64>(id)),
            {}};
}

void DeliveriesTable::rewind(ci::DeliveryId newest)
{
    m_counted = false; // also where none was inserted, room may have been made
    m_newest = newest;
}

} // namespace tallywall
