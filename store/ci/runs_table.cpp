// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_table.h"

#include "core/ci/merge.h"
#include "store/counters.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

const auto columns = "id, provider, project, ref, number, attempt, \"commit\", message, author, state, started,"
                     " finished, duration, url, updated, generation, steps, jobs"_ba;

std::optional<TimePoint> timeOf(const sqlite::Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(fromUnixMs(rows.integer(column)));
}

std::optional<qint64> numberOf(const std::optional<TimePoint> &time)
{
    return time ? std::optional(toUnixMs(*time)) : std::nullopt;
}

ci::Run rowOf(const sqlite::Rows &rows)
{
    return ci::Run{.id = ci::RunId(rows.integer(0)),
                   .provider = rows.text(1),
                   .project = rows.text(2),
                   .ref = rows.text(3),
                   .commit = rows.text(6),
                   .message = rows.text(7),
                   .author = rows.text(8),
                   .state = ci::stateFromWord(rows.text(9)),
                   .started = timeOf(rows, 10),
                   .finished = timeOf(rows, 11),
                   .duration = rows.isNull(12) ? std::nullopt : std::optional(rows.real(12)),
                   .url = rows.text(13),
                   .number = rows.integer(4),
                   .attempt = static_cast<int>(rows.integer(5)),
                   .updated = fromUnixMs(rows.integer(14)),
                   .generation = rows.integer(15),
                   .steps = static_cast<int>(rows.integer(16)),
                   .jobs = ci::jobsFromJson(rows.utf8(17).toByteArray())};
}

// Whether the two say the same, apart from when the wall heard of it.
bool sayTheSame(ci::Run a, const ci::Run &b)
{
    a.updated = b.updated;
    return a == b;
}

} // namespace

Result<Done> RunsTable::open()
{
    const auto newest = readCounter(m_database, "runs"_L1);
    if (!newest)
        return newest.error();
    m_newest = ci::RunId(*newest);
    const QByteArray select = "SELECT "_ba + columns + " FROM ci_runs WHERE ";
    return m_database.prepare({
            {&m_known, select + "provider = ? AND project = ? AND number = ? AND attempt = ?"},
            {&m_save,
             "INSERT OR REPLACE INTO ci_runs ("_ba + columns
                     + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
            {&m_saveLatest,
             "INSERT INTO ci_latest (provider, project, ref, number, attempt, run) VALUES (?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (provider, project, ref) DO UPDATE SET number = excluded.number,"
             " attempt = excluded.attempt, run = excluded.run"
             " WHERE (excluded.number, excluded.attempt) >= (number, attempt)"},
            {&m_latest,
             select + "id IN (SELECT run FROM ci_latest) ORDER BY updated DESC, id DESC LIMIT "
                     + QByteArray::number(maxLatest)},
            {&m_byId, select + "id = ?"},
            {&m_states, "SELECT state, count(*) FROM ci_runs WHERE id IN (SELECT run FROM ci_latest) GROUP BY state"},
    });
}

Result<ci::Run> RunsTable::known(const ci::Run &delivered)
{
    sqlite::Rows rows = m_known.ask(delivered.provider.toUtf8(), delivered.project.toUtf8(), delivered.number,
                                    delivered.attempt);
    const ci::Run run = rows.next() ? rowOf(rows) : ci::Run{};
    if (auto read = rows.status(); !read)
        return read.error();
    return run;
}

Result<Done> RunsTable::save(const ci::Run &run)
{
    const qint64 id = static_cast<qint64>(run.id);
    const QByteArray provider = run.provider.toUtf8();
    const QByteArray project = run.project.toUtf8();
    const QByteArray ref = run.ref.toUtf8();
    if (auto done = m_save.run(id, provider, project, ref, run.number, run.attempt, run.commit.toUtf8(),
                               run.message.toUtf8(), run.author.toUtf8(), ci::stateWord(run.state),
                               numberOf(run.started), numberOf(run.finished), run.duration, run.url.toUtf8(),
                               toUnixMs(run.updated), run.generation, run.steps, ci::jobsJson(run.jobs));
        !done)
        return done;
    return m_saveLatest.run(provider, project, ref, run.number, run.attempt, id);
}

Result<Done> RunsTable::leaveRef(const ci::Run &was)
{
    // Rare (GitLab's jobs of a merge request name another ref than its pipeline), so these two are not kept prepared.
    for (const QByteArray &statement :
         {"DELETE FROM ci_latest WHERE provider = ? AND project = ? AND ref = ? AND run = "_ba
                  + QByteArray::number(static_cast<qint64>(was.id)),
          "INSERT OR IGNORE INTO ci_latest (provider, project, ref, number, attempt, run)"
          " SELECT provider, project, ref, number, attempt, id FROM ci_runs"
          " WHERE provider = ? AND project = ? AND ref = ? ORDER BY number DESC, attempt DESC LIMIT 1"_ba}) {
        auto prepared = m_database.prepare(statement);
        if (!prepared)
            return prepared.error();
        if (auto done = prepared->run(was.provider.toUtf8(), was.project.toUtf8(), was.ref.toUtf8()); !done)
            return done;
    }
    return Done{};
}

Result<RecordedRun> RunsTable::record(const ci::Run &delivered)
{
    const auto before = known(delivered);
    if (!before)
        return before.error();
    RecordedRun recorded{ci::merge(*before, delivered), RecordedRun::Was::Changed};
    if (before->id == ci::RunId::None) {
        recorded.was = RecordedRun::Was::New;
        recorded.run.id = ci::RunId(static_cast<qint64>(m_newest) + 1);
    } else if (sayTheSame(*before, recorded.run)) {
        return RecordedRun{*before, RecordedRun::Was::Same};
    }
    if (auto done = save(recorded.run); !done)
        return done.error();
    if (recorded.was == RecordedRun::Was::Changed && before->ref != recorded.run.ref) {
        if (auto done = leaveRef(*before); !done)
            return done.error();
    }
    m_newest = std::max(m_newest, recorded.run.id);
    return recorded;
}

Result<QList<ci::Run>> RunsTable::latest()
{
    sqlite::Rows rows = m_latest.ask();
    QList<ci::Run> runs;
    while (rows.next())
        runs.append(rowOf(rows));
    if (auto read = rows.status(); !read)
        return read.error();
    return runs;
}

Result<ci::RunsPage> RunsTable::page(const ci::RunsQuery &query)
{
    Q_ASSERT(query.limit > 0);
    QByteArrayList conditions{"1"};
    QByteArrayList texts;
    const auto where = [&](const QByteArray &condition, const QByteArray &text) {
        conditions << condition;
        texts << text;
    };
    if (!query.project.isEmpty())
        where("project = ?", query.project.toUtf8());
    if (!query.ref.isEmpty())
        where("ref = ?", query.ref.toUtf8());
    if (query.state)
        where("state = ?", ci::stateWord(*query.state));
    if (query.before != ci::RunId::None)
        conditions << "id < " + QByteArray::number(static_cast<qint64>(query.before));
    auto select = m_database.prepare("SELECT " + columns + " FROM ci_runs WHERE " + conditions.join(" AND ")
                                     + " ORDER BY id DESC LIMIT " + QByteArray::number(query.limit + 1));
    if (!select)
        return select.error();
    for (int i = 0; i < texts.size(); ++i)
        select->bind(i + 1, texts.at(i));
    sqlite::Rows rows = select->askBound();
    ci::RunsPage page;
    while (rows.next()) {
        if (page.runs.size() == query.limit) {
            page.next = page.runs.constLast().id;
            break;
        }
        page.runs.append(rowOf(rows));
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return page;
}

Result<ci::Run> RunsTable::byId(ci::RunId id)
{
    sqlite::Rows rows = m_byId.ask(static_cast<qint64>(id));
    if (rows.next())
        return rowOf(rows);
    if (auto read = rows.status(); !read)
        return read.error();
    return Error{ErrorCode::NotFound, u"there is no run %1"_s.arg(static_cast<qint64>(id)), {}};
}

Result<CiSummary> RunsTable::summary()
{
    sqlite::Rows rows = m_states.ask();
    CiSummary summary;
    while (rows.next()) {
        const ci::State state = ci::stateFromWord(rows.text(0));
        const int runs = static_cast<int>(rows.integer(1));
        summary.runs += runs;
        if (ci::isTrouble(state))
            summary.failed += runs;
        if (state == ci::State::Running || state == ci::State::Failing)
            summary.running += runs;
    }
    if (auto read = rows.status(); !read)
        return read.error();
    return summary;
}

} // namespace tallywall
