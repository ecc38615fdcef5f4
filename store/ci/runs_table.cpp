// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_table.h"

#include "core/ci/merge.h"
#include "store/counters.h"

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr auto columns = "id, provider, project, ref, number, attempt, \"commit\", message, author, state, started,"
                         " finished, duration, url, updated, generation, steps, jobs"_L1;

std::optional<TimePoint> timeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromUnixMs(value.toLongLong()));
}

QVariant variantOf(const std::optional<TimePoint> &time)
{
    return time ? QVariant(toUnixMs(*time)) : QVariant(QMetaType::fromType<qint64>());
}

// A null QString would be stored as NULL; here an unknown text is an empty one.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

ci::Run rowOf(const QSqlQuery &query)
{
    const QVariant duration = query.value(12);
    return ci::Run{.id = ci::RunId(query.value(0).toLongLong()),
                   .provider = query.value(1).toString(),
                   .project = query.value(2).toString(),
                   .ref = query.value(3).toString(),
                   .commit = query.value(6).toString(),
                   .message = query.value(7).toString(),
                   .author = query.value(8).toString(),
                   .state = ci::stateFromWord(query.value(9).toString()),
                   .started = timeOf(query.value(10)),
                   .finished = timeOf(query.value(11)),
                   .duration = duration.isNull() ? std::nullopt : std::optional(duration.toDouble()),
                   .url = query.value(13).toString(),
                   .number = query.value(4).toLongLong(),
                   .attempt = query.value(5).toInt(),
                   .updated = fromUnixMs(query.value(14).toLongLong()),
                   .generation = query.value(15).toLongLong(),
                   .steps = query.value(16).toInt(),
                   .jobs = ci::jobsFromJson(query.value(17).toString().toUtf8())};
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
    const auto newest = readCounter(m_database, u"runs"_s);
    if (!newest)
        return newest.error();
    m_newest = ci::RunId(*newest);
    const std::array<std::pair<QSqlQuery *, QString>, 6> statements{{
            {&m_known,
             u"SELECT %1 FROM ci_runs WHERE provider = ? AND project = ? AND number = ? AND attempt = ?"_s.arg(
                     columns)},
            {&m_save,
             u"INSERT OR REPLACE INTO ci_runs (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(
                     columns)},
            {&m_saveLatest,
             u"INSERT INTO ci_latest (provider, project, ref, number, attempt, run) VALUES (?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (provider, project, ref) DO UPDATE SET number = excluded.number,"
             " attempt = excluded.attempt, run = excluded.run"
             " WHERE (excluded.number, excluded.attempt) >= (number, attempt)"_s},
            {&m_latest,
             u"SELECT %1 FROM ci_runs WHERE id IN (SELECT run FROM ci_latest) ORDER BY updated DESC, id DESC LIMIT %2"_s
                     .arg(columns)
                     .arg(maxLatest)},
            {&m_byId, u"SELECT %1 FROM ci_runs WHERE id = ?"_s.arg(columns)},
            {&m_states,
             u"SELECT state, count(*) FROM ci_runs WHERE id IN (SELECT run FROM ci_latest) GROUP BY state"_s},
    }};
    for (const auto &[query, statement] : statements) {
        auto prepared = m_database.prepare(statement);
        if (!prepared)
            return prepared.error();
        *query = *std::move(prepared);
    }
    return Done{};
}

Result<ci::Run> RunsTable::known(const ci::Run &delivered)
{
    m_known.bindValue(0, delivered.provider);
    m_known.bindValue(1, delivered.project);
    m_known.bindValue(2, delivered.number);
    m_known.bindValue(3, delivered.attempt);
    if (auto done = execute(m_known, m_database.path()); !done)
        return done.error();
    const ci::Run run = m_known.next() ? rowOf(m_known) : ci::Run{};
    m_known.finish();
    return run;
}

Result<Done> RunsTable::save(const ci::Run &run)
{
    const std::array<QVariant, 18> row{static_cast<qint64>(run.id),
                                       text(run.provider),
                                       text(run.project),
                                       text(run.ref),
                                       run.number,
                                       run.attempt,
                                       text(run.commit),
                                       text(run.message),
                                       text(run.author),
                                       QString::fromLatin1(ci::stateWord(run.state)),
                                       variantOf(run.started),
                                       variantOf(run.finished),
                                       run.duration ? QVariant(*run.duration) : QVariant(QMetaType::fromType<double>()),
                                       text(run.url),
                                       toUnixMs(run.updated),
                                       run.generation,
                                       run.steps,
                                       QString::fromUtf8(ci::jobsJson(run.jobs))};
    for (std::size_t i = 0; i < row.size(); ++i)
        m_save.bindValue(static_cast<int>(i), row.at(i));
    if (auto done = execute(m_save, m_database.path()); !done)
        return done;
    const std::array<QVariant, 6> latest{text(run.provider), text(run.project), text(run.ref),
                                         run.number,         run.attempt,       static_cast<qint64>(run.id)};
    for (std::size_t i = 0; i < latest.size(); ++i)
        m_saveLatest.bindValue(static_cast<int>(i), latest.at(i));
    return execute(m_saveLatest, m_database.path());
}

Result<Done> RunsTable::leaveRef(const ci::Run &was)
{
    // Rare (GitLab's jobs of a merge request name another ref than its pipeline), so these two are not kept prepared.
    for (const QString &statement :
         {u"DELETE FROM ci_latest WHERE provider = ? AND project = ? AND ref = ? AND run = %1"_s.arg(
                  static_cast<qint64>(was.id)),
          u"INSERT OR IGNORE INTO ci_latest (provider, project, ref, number, attempt, run)"
          " SELECT provider, project, ref, number, attempt, id FROM ci_runs"
          " WHERE provider = ? AND project = ? AND ref = ? ORDER BY number DESC, attempt DESC LIMIT 1"_s}) {
        auto query = m_database.prepare(statement);
        if (!query)
            return query.error();
        query->bindValue(0, text(was.provider));
        query->bindValue(1, text(was.project));
        query->bindValue(2, text(was.ref));
        if (auto done = execute(*query, m_database.path()); !done)
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
    if (auto done = execute(m_latest, m_database.path()); !done)
        return done.error();
    QList<ci::Run> runs;
    while (m_latest.next())
        runs.append(rowOf(m_latest));
    m_latest.finish();
    return runs;
}

Result<ci::RunsPage> RunsTable::page(const ci::RunsQuery &query)
{
    Q_ASSERT(query.limit > 0);
    QStringList conditions{u"1"_s};
    QVariantList values;
    const auto where = [&](const QString &condition, const QVariant &value) {
        conditions << condition;
        values << value;
    };
    if (!query.project.isEmpty())
        where(u"project = ?"_s, query.project);
    if (!query.ref.isEmpty())
        where(u"ref = ?"_s, query.ref);
    if (query.state)
        where(u"state = ?"_s, QString::fromLatin1(ci::stateWord(*query.state)));
    if (query.before != ci::RunId::None)
        where(u"id < ?"_s, static_cast<qint64>(query.before));
    auto select = m_database.prepare(
            u"SELECT %1 FROM ci_runs WHERE %2 ORDER BY id DESC LIMIT ?"_s.arg(columns, conditions.join(" AND "_L1)));
    if (!select)
        return select.error();
    values << query.limit + 1;
    for (int i = 0; i < values.size(); ++i)
        select->bindValue(i, values.at(i));
    if (auto done = execute(*select, m_database.path()); !done)
        return done.error();
    ci::RunsPage page;
    while (select->next()) {
        if (page.runs.size() == query.limit) {
            page.next = page.runs.constLast().id;
            break;
        }
        page.runs.append(rowOf(*select));
    }
    return page;
}

Result<ci::Run> RunsTable::byId(ci::RunId id)
{
    m_byId.bindValue(0, static_cast<qint64>(id));
    if (auto done = execute(m_byId, m_database.path()); !done)
        return done.error();
    if (!m_byId.next())
        return Error{ErrorCode::NotFound, u"there is no run %1"_s.arg(static_cast<qint64>(id)), {}};
    const ci::Run run = rowOf(m_byId);
    m_byId.finish();
    return run;
}

Result<CiSummary> RunsTable::summary()
{
    if (auto done = execute(m_states, m_database.path()); !done)
        return done.error();
    CiSummary summary;
    while (m_states.next()) {
        const ci::State state = ci::stateFromWord(m_states.value(0).toString());
        const int runs = m_states.value(1).toInt();
        summary.runs += runs;
        if (ci::isTrouble(state))
            summary.failed += runs;
        if (state == ci::State::Running || state == ci::State::Failing)
            summary.running += runs;
    }
    m_states.finish();
    return summary;
}

} // namespace tallywall
