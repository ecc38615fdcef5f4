// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/results/results_table.h"

#include "store/counters.h"

#include <QDateTime>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

TimedResult rowOf(const sqlite::Rows &rows)
{
    return TimedResult{ResultId(rows.integer(0)), rows.text(1), rows.real(2), fromUnixMs(rows.integer(3))};
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
QByteArray pageStatement(ResultOrder order, bool fromTop)
{
    const auto statement = [fromTop](const char *behind, const char *sorting) -> QByteArray {
        return "SELECT id, name, time, created FROM results "_ba + (fromTop ? "" : behind) + " ORDER BY " + sorting
                + " LIMIT ?";
    };
    switch (order) {
    case ResultOrder::Newest: return statement("WHERE id < ?", "id DESC");
    case ResultOrder::Fastest:
        return statement("WHERE (time, id) > (SELECT time, id FROM results WHERE id = ?)", "time, id");
    case ResultOrder::Name:
        return statement("WHERE (name, id) > (SELECT name, id FROM results WHERE id = ?)", "name, id");
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Done> ResultsTable::open()
{
    const auto newest = readCounter(m_database, "results"_L1);
    if (!newest)
        return newest.error();
    m_newest = ResultId(*newest);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (auto done = m_database.prepare({{&m_pages.at(i), pageStatement(ResultOrder(i / 2), i % 2 == 0)}}); !done)
            return done;
    }
    return m_database.prepare({
            {&m_insert, "INSERT INTO results (id, name, time, created) VALUES (?, ?, ?, ?)"},
            {&m_update, "UPDATE results SET name = ?, time = ? WHERE id = ?"},
            {&m_remove, "DELETE FROM results WHERE id = ?"},
            {&m_byId, "SELECT id, name, time, created FROM results WHERE id = ?"},
            {&m_count, "SELECT count(*) FROM results WHERE created >= ? AND created < ?"},
    });
}

Result<TimedResult> ResultsTable::insert(ResultInput input, TimePoint created)
{
    TimedResult row{ResultId(static_cast<qint64>(m_newest) + 1), std::move(input.name), input.time, created};
    if (auto done = m_insert.run(static_cast<qint64>(row.id), row.name.toUtf8(), row.time, toUnixMs(created)); !done)
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
    if (auto done = m_update.run(input.name.toUtf8(), input.time, static_cast<qint64>(id)); !done)
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
    if (auto done = m_remove.run(static_cast<qint64>(id)); !done)
        return done.error();
    m_counted.reset();
    return row;
}

Result<TimedResult> ResultsTable::byId(ResultId id)
{
    sqlite::Rows rows = m_byId.ask(static_cast<qint64>(id));
    if (rows.next())
        return rowOf(rows);
    if (auto read = rows.status(); !read)
        return read.error();
    return notFound(id);
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
    sqlite::Statement &select = m_pages.at(static_cast<std::size_t>(query.order) * 2 + (fromTop ? 0 : 1));
    int place = 0;
    if (!fromTop)
        select.bind(++place, static_cast<qint64>(query.before));
    select.bind(++place, qint64{query.limit} + 1);
    sqlite::Rows rows = select.askBound();
    ResultsPage page;
    page.results.reserve(std::min(query.limit, 1000));
    while (rows.next()) {
        if (page.results.size() == query.limit) {
            page.next = page.results.constLast().id;
            break;
        }
        page.results.append(rowOf(rows));
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return page;
}

Result<qint64> ResultsTable::count(TimePoint from, TimePoint to)
{
    sqlite::Rows rows = m_count.ask(toUnixMs(from), toUnixMs(to));
    const qint64 count = rows.next() ? rows.integer(0) : 0;
    if (auto read = rows.status(); !read)
        return read.error();
    return count;
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
