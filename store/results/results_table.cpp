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

// The end of the minute: the moment itself, where it is a whole minute.
MinuteCountsTable::Minute endOfMinute(TimePoint time)
{
    return std::chrono::ceil<std::chrono::minutes>(time);
}

MinuteCountsTable::Minute localMidnight(TimePoint now)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(toUnixMs(now)).date();
    return std::chrono::floor<std::chrono::minutes>(fromUnixMs(day.startOfDay().toMSecsSinceEpoch()));
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
    auto insert = m_database.prepareInsertion("results (id, name, time, created)", 4);
    if (!insert)
        return insert.error();
    m_insert = *std::move(insert);
    if (auto done = m_minutes.open(); !done)
        return done;
    return m_database.prepare({
            {&m_update, "UPDATE results SET name = ?, time = ? WHERE id = ?"},
            {&m_remove, "DELETE FROM results WHERE id = ?"},
            {&m_byId, "SELECT id, name, time, created FROM results WHERE id = ?"},
            {&m_countAll, "SELECT count(*) FROM results"},
    });
}

TimedResult ResultsTable::insert(ResultInput input, TimePoint created)
{
    m_newest = ResultId(static_cast<qint64>(m_newest) + 1);
    TimedResult row{m_newest, std::move(input.name), input.time, created};
    m_gathered.append({static_cast<qint64>(row.id), row.name.toUtf8(), row.time, toUnixMs(created)});
    note(created, 1);
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
    note(row->created, -1);
    return row;
}

Result<Done> ResultsTable::flush()
{
    if (auto done = writeGathered(); !done)
        return done;
    return m_minutes.flush();
}

Result<Done> ResultsTable::writeGathered()
{
    auto written = m_insert.run(m_gathered, [](const Gathered &row) {
        return std::tuple(row.id, QByteArrayView(row.name), row.time, row.created);
    });
    m_gathered.clear();
    return written;
}

Result<TimedResult> ResultsTable::byId(ResultId id)
{
    if (auto done = writeGathered(); !done)
        return done.error();
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
    if (auto done = writeGathered(); !done)
        return done.error();
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

void ResultsTable::note(TimePoint created, int results)
{
    m_minutes.add(created, results);
    if (m_total)
        *m_total += results;
    if (m_counted && created >= m_counted->midnight)
        m_counted->today += results;
    else
        m_counted.reset(); // it may be one of yesterday's
}

Result<Done> ResultsTable::countTotal()
{
    sqlite::Rows rows = m_countAll.ask();
    m_total = rows.next() ? std::optional(rows.integer(0)) : std::nullopt;
    return rows.status();
}

Result<Done> ResultsTable::countDays(TimePoint now)
{
    using namespace std::chrono;
    const MinuteCountsTable::Minute midnight = localMidnight(now);
    const MinuteCountsTable::Minute ends = endOfMinute(now);
    const auto today = m_minutes.count(midnight, MinuteCountsTable::Minute::max());
    const auto yesterday = m_minutes.count(localMidnight(midnight - 1h), ends - 24h);
    for (const auto *rows : {&today, &yesterday}) {
        if (!*rows)
            return rows->error();
    }
    m_counted = Counted{*today, *yesterday, midnight, ends};
    return Done{};
}

Result<ResultsSummary> ResultsTable::summary(TimePoint now)
{
    if (auto done = flush(); !done)
        return done.error();
    if (!m_total) {
        if (auto done = countTotal(); !done)
            return done.error();
    }
    if (!m_counted || m_counted->ends != endOfMinute(now) || m_counted->midnight != localMidnight(now)) {
        if (auto done = countDays(now); !done)
            return done.error();
    }
    const auto first = page({.limit = 1, .before = ResultId::None, .order = ResultOrder::Fastest});
    if (!first)
        return first.error();
    ResultsSummary summary{*m_total, m_counted->today, m_counted->yesterdayByNow, std::nullopt};
    if (!first->results.isEmpty())
        summary.fastest = first->results.constFirst();
    return summary;
}

void ResultsTable::rewind(ResultId newest)
{
    m_newest = newest;
    m_gathered.clear();
    m_minutes.forget();
    m_total.reset();
    m_counted.reset();
}

} // namespace tallywall
