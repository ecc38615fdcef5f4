// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/results/results_table.h"

#include "store/counters.h"

#include <QDateTime>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr auto columns = "id, name, time, created"_L1;

TimedResult rowOf(const QSqlQuery &query)
{
    return TimedResult{ResultId(query.value(0).toLongLong()), query.value(1).toString(), query.value(2).toDouble(),
                       fromUnixMs(query.value(3).toLongLong())};
}

Error notFound(ResultId id)
{
    return Error{ErrorCode::NotFound, u"there is no result %1"_s.arg(static_cast<qint64>(id)), {}};
}

TimePoint localMidnight(TimePoint now)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(toUnixMs(now)).date();
    return fromUnixMs(day.startOfDay().toMSecsSinceEpoch());
}

// A page in one order. From the top it takes the limit; else the row it begins behind, and the limit.
QString pageStatement(ResultOrder order, bool fromTop)
{
    const auto statement = [fromTop](QLatin1StringView behind, QLatin1StringView sorting) {
        return u"SELECT %1 FROM results %2 ORDER BY %3 LIMIT ?"_s.arg(columns, fromTop ? QLatin1StringView() : behind,
                                                                      sorting);
    };
    switch (order) {
    case ResultOrder::Newest: return statement("WHERE id < ?"_L1, "id DESC"_L1);
    case ResultOrder::Fastest:
        return statement("WHERE (time, id) > (SELECT time, id FROM results WHERE id = ?)"_L1, "time, id"_L1);
    case ResultOrder::Name:
        return statement("WHERE (name, id) > (SELECT name, id FROM results WHERE id = ?)"_L1, "name, id"_L1);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Done> ResultsTable::open()
{
    const auto newest = readCounter(m_database, u"results"_s);
    if (!newest)
        return newest.error();
    m_newest = ResultId(*newest);
    const std::array<std::pair<QSqlQuery *, QString>, 5> statements{{
            {&m_insert, u"INSERT INTO results (id, name, time, created) VALUES (?, ?, ?, ?)"_s},
            {&m_update, u"UPDATE results SET name = ?, time = ? WHERE id = ?"_s},
            {&m_remove, u"DELETE FROM results WHERE id = ?"_s},
            {&m_byId, u"SELECT %1 FROM results WHERE id = ?"_s.arg(columns)},
            {&m_count, u"SELECT count(*) FROM results WHERE created >= ? AND created < ?"_s},
    }};
    for (const auto &[query, statement] : statements) {
        auto prepared = m_database.prepare(statement);
        if (!prepared)
            return prepared.error();
        *query = *std::move(prepared);
    }
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        auto prepared = m_database.prepare(pageStatement(ResultOrder(i / 2), i % 2 == 0));
        if (!prepared)
            return prepared.error();
        m_pages.at(i) = *std::move(prepared);
    }
    return Done{};
}

Result<TimedResult> ResultsTable::insert(const ResultInput &input, TimePoint created)
{
    const TimedResult row{ResultId(static_cast<qint64>(m_newest) + 1), input.name, input.time, created};
    m_insert.bindValue(0, static_cast<qint64>(row.id));
    m_insert.bindValue(1, row.name);
    m_insert.bindValue(2, row.time);
    m_insert.bindValue(3, toUnixMs(row.created));
    if (auto done = execute(m_insert, m_database.path()); !done)
        return done.error();
    m_newest = row.id;
    if (m_counted) {
        ++m_counted->total;
        if (created >= m_counted->midnight)
            ++m_counted->today;
        else
            m_counted.reset(); // it may be one of yesterday's
    }
    return row;
}

Result<TimedResult> ResultsTable::update(ResultId id, const ResultInput &input)
{
    auto row = byId(id);
    if (!row)
        return row;
    m_update.bindValue(0, input.name);
    m_update.bindValue(1, input.time);
    m_update.bindValue(2, static_cast<qint64>(id));
    if (auto done = execute(m_update, m_database.path()); !done)
        return done.error();
    row->name = input.name;
    row->time = input.time;
    return row;
}

Result<TimedResult> ResultsTable::remove(ResultId id)
{
    auto row = byId(id);
    if (!row)
        return row;
    m_remove.bindValue(0, static_cast<qint64>(id));
    if (auto done = execute(m_remove, m_database.path()); !done)
        return done.error();
    m_counted.reset();
    return row;
}

Result<TimedResult> ResultsTable::byId(ResultId id)
{
    m_byId.bindValue(0, static_cast<qint64>(id));
    if (auto done = execute(m_byId, m_database.path()); !done)
        return done.error();
    if (!m_byId.next())
        return notFound(id);
    const TimedResult row = rowOf(m_byId);
    m_byId.finish();
    return row;
}

Result<ResultsPage> ResultsTable::page(const ResultsQuery &query)
{
    Q_ASSERT(query.limit > 0);
    if (query.before != ResultId::None && query.order != ResultOrder::Newest) {
        if (auto from = byId(query.before); !from) {
            return Error{from.error().code == ErrorCode::NotFound ? ErrorCode::Conflict : from.error().code,
                         u"result %1, where this page would begin, is gone: begin again without \"before\""_s.arg(
                                 static_cast<qint64>(query.before)),
                         u"parameter \"before\""_s};
        }
    }
    const bool fromTop = query.before == ResultId::None;
    QSqlQuery &select = m_pages.at(static_cast<std::size_t>(query.order) * 2 + (fromTop ? 0 : 1));
    if (!fromTop)
        select.bindValue(0, static_cast<qint64>(query.before));
    select.bindValue(fromTop ? 0 : 1, query.limit + 1);
    if (auto done = execute(select, m_database.path()); !done)
        return done.error();
    ResultsPage page;
    page.results.reserve(std::min(query.limit, 1000));
    while (select.next()) {
        if (page.results.size() == query.limit) {
            page.next = page.results.constLast().id;
            break;
        }
        page.results.append(rowOf(select));
    }
    select.finish();
    return page;
}

Result<qint64> ResultsTable::count(TimePoint from, TimePoint to)
{
    m_count.bindValue(0, toUnixMs(from));
    m_count.bindValue(1, toUnixMs(to));
    if (auto done = execute(m_count, m_database.path()); !done)
        return done.error();
    const qint64 rows = m_count.next() ? m_count.value(0).toLongLong() : 0;
    m_count.finish();
    return rows;
}

Result<Done> ResultsTable::countAgain(TimePoint now)
{
    using namespace std::chrono;
    const TimePoint midnight = localMidnight(now);
    const auto total = count(TimePoint::min(), TimePoint::max());
    const auto today = count(midnight, TimePoint::max());
    const auto yesterday = count(localMidnight(midnight - 1h), now - 24h);
    for (const auto *rows : {&total, &today, &yesterday}) {
        if (!*rows)
            return rows->error();
    }
    m_counted = Counted{*total, *today, *yesterday, midnight, now};
    return Done{};
}

Result<ResultsSummary> ResultsTable::summary(TimePoint now)
{
    using namespace std::chrono;
    const bool fresh = m_counted && m_counted->midnight == localMidnight(now) && now - m_counted->at < 60s
            && now >= m_counted->at;
    if (!fresh) {
        if (auto done = countAgain(now); !done)
            return done.error();
    }
    const auto first = page({.limit = 1, .before = ResultId::None, .order = ResultOrder::Fastest});
    if (!first)
        return first.error();
    ResultsSummary summary{m_counted->total, m_counted->today, m_counted->yesterdayByNow, std::nullopt};
    if (!first->results.isEmpty())
        summary.fastest = first->results.constFirst();
    return summary;
}

void ResultsTable::rewind(ResultId newest)
{
    m_newest = newest;
    m_counted.reset();
}

} // namespace tallywall
