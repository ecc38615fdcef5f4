// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "store/database.h"

#include <QRandomGenerator>
#include <QStringList>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int applicationId = 0x54616c6c; // "Tall"

// Step N of the list leads from version N to N + 1. Steps that were released are never edited.
const std::array<QStringList, schemaVersion> &steps()
{
    static const std::array<QStringList, schemaVersion> all{
            QStringList{
                    // Ids are counted here and not by the tables, so that none is ever given out twice.
                    u"CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
                    u"INSERT INTO counters VALUES ('events', 0), ('results', 0), ('runs', 0)"_s,
                    u"CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
                    // The log: what happened, in commit order. Times are milliseconds since 1970, UTC.
                    u"CREATE TABLE events (id INTEGER PRIMARY KEY, collection TEXT NOT NULL, type TEXT NOT NULL,"
                    " time INTEGER NOT NULL, data TEXT) STRICT"_s,
                    u"CREATE INDEX events_by_collection ON events (collection, id)"_s,
                    u"CREATE TABLE results (id INTEGER PRIMARY KEY, name TEXT NOT NULL, time REAL NOT NULL,"
                    " created INTEGER NOT NULL) STRICT"_s,
                    u"CREATE INDEX results_by_time ON results (time, id)"_s,
                    u"CREATE INDEX results_by_name ON results (name, id)"_s,
                    u"CREATE INDEX results_by_created ON results (created)"_s,
                    u"CREATE TABLE ci_runs (id INTEGER PRIMARY KEY, provider TEXT NOT NULL, project TEXT NOT NULL,"
                    " ref TEXT NOT NULL, number INTEGER NOT NULL, attempt INTEGER NOT NULL, \"commit\" TEXT NOT NULL,"
                    " message TEXT NOT NULL, author TEXT NOT NULL, state TEXT NOT NULL, started INTEGER, finished "
                    "INTEGER,"
                    " duration REAL, url TEXT NOT NULL, updated INTEGER NOT NULL, generation INTEGER NOT NULL, steps "
                    "INTEGER NOT NULL,"
                    " jobs TEXT NOT NULL, UNIQUE (provider, project, number, attempt)) STRICT"_s,
                    u"CREATE INDEX ci_runs_by_project ON ci_runs (project, ref, id)"_s,
                    // The newest run of every project and ref: what the wall shows.
                    u"CREATE TABLE ci_latest (provider TEXT NOT NULL, project TEXT NOT NULL, ref TEXT NOT NULL,"
                    " number INTEGER NOT NULL, attempt INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES ci_runs (id),"
                    " PRIMARY KEY (provider, project, ref)) STRICT, WITHOUT ROWID"_s,
            },
            QStringList{
                    // In place of an index: how many results were created in each minute since 1970, UTC. Both change together.
                    u"CREATE TABLE results_by_minute (minute INTEGER PRIMARY KEY, results INTEGER NOT NULL) STRICT"_s,
                    u"INSERT INTO results_by_minute SELECT (created - iif(created < 0, 59999, 0)) / 60000 AS m, "
                    u"count(*)"
                    " FROM results GROUP BY m"_s,
                    u"DROP INDEX results_by_created"_s,
            },
            QStringList{
                    // A run is known by the service's own key, which need not be a number, and belongs to a lane.
                    u"CREATE TABLE ci_runs_3 (id INTEGER PRIMARY KEY, provider TEXT NOT NULL, project TEXT NOT NULL,"
                    " pipeline TEXT NOT NULL, ref TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,"
                    " sequence INTEGER NOT NULL, attempt INTEGER NOT NULL, \"commit\" TEXT NOT NULL,"
                    " message TEXT NOT NULL, author TEXT NOT NULL, state TEXT NOT NULL, reported TEXT NOT NULL,"
                    " word TEXT NOT NULL, started INTEGER, finished INTEGER, duration REAL, url TEXT NOT NULL,"
                    " updated INTEGER NOT NULL, said INTEGER NOT NULL, generation INTEGER NOT NULL,"
                    " steps INTEGER NOT NULL, transition TEXT NOT NULL, estimate REAL, overdue_after REAL,"
                    " last_green INTEGER, claim_by TEXT NOT NULL, claim_at INTEGER NOT NULL, jobs TEXT NOT NULL,"
                    " UNIQUE (provider, project, key, attempt)) STRICT"_s,
                    u"INSERT INTO ci_runs_3 SELECT id, provider, project, '', ref, number, number, number, attempt,"
                    " \"commit\", message, author, state, iif(state = 'failing', 'running', state), '', started,"
                    " finished, duration, url, updated, 0, generation, steps, '', NULL, NULL, NULL, '', 0, jobs"
                    " FROM ci_runs"_s,
                    u"DROP TABLE ci_latest"_s,
                    u"DROP TABLE ci_runs"_s,
                    u"ALTER TABLE ci_runs_3 RENAME TO ci_runs"_s,
                    u"CREATE INDEX ci_runs_by_project ON ci_runs (project, ref, id)"_s,
                    u"CREATE INDEX ci_runs_of_project ON ci_runs (project, id)"_s,
                    u"CREATE INDEX ci_runs_by_lane ON ci_runs (provider, project, pipeline, ref, sequence, attempt)"_s,
                    // What follows serves store/ci/lanes.cpp and pipelines_table.cpp, whose conditions say the same.
                    u"CREATE INDEX ci_runs_decisive_of_lane ON ci_runs"
                    " (provider, project, pipeline, ref, sequence, attempt)"
                    " WHERE state IN ('success', 'warning', 'failed', 'error')"_s,
                    u"CREATE INDEX ci_runs_decisive_of_pipeline ON ci_runs"
                    " (provider, project, pipeline, sequence, attempt)"
                    " WHERE state IN ('success', 'warning', 'failed', 'error')"_s,
                    u"CREATE INDEX ci_runs_green_of_lane ON ci_runs"
                    " (provider, project, pipeline, ref, sequence, attempt) WHERE state IN ('success', 'warning')"_s,
                    u"CREATE INDEX ci_runs_green_of_pipeline ON ci_runs"
                    " (provider, project, pipeline, sequence, attempt) WHERE state IN ('success', 'warning')"_s,
                    u"CREATE INDEX ci_runs_transitions ON ci_runs (coalesce(finished, updated))"
                    " WHERE transition IN ('broken', 'fixed')"_s,
                    // State and time are those of its newest run, so that neither an order nor a count reads the runs.
                    u"CREATE TABLE ci_lanes (provider TEXT NOT NULL, project TEXT NOT NULL, pipeline TEXT NOT NULL,"
                    " ref TEXT NOT NULL, sequence INTEGER NOT NULL, attempt INTEGER NOT NULL,"
                    " run INTEGER NOT NULL REFERENCES ci_runs (id), state TEXT NOT NULL, updated INTEGER NOT NULL,"
                    " urgency INTEGER NOT NULL AS (CASE WHEN state IN ('failed', 'error', 'failing') THEN 0"
                    " WHEN state IN ('running', 'queued', 'waiting') THEN 1 ELSE 2 END) STORED,"
                    " PRIMARY KEY (provider, project, pipeline, ref)) STRICT, WITHOUT ROWID"_s,
                    u"INSERT INTO ci_lanes (provider, project, pipeline, ref, sequence, attempt, run, state, updated)"
                    " SELECT provider, project, pipeline, ref, sequence, attempt, id, state, updated FROM ci_runs"
                    " WHERE true ON CONFLICT DO UPDATE SET sequence = excluded.sequence, attempt = excluded.attempt,"
                    " run = excluded.run, state = excluded.state, updated = excluded.updated"
                    " WHERE (excluded.sequence, excluded.attempt) > (sequence, attempt)"_s,
                    u"CREATE INDEX ci_lanes_by_urgency ON ci_lanes (urgency, updated DESC, run DESC)"_s,
                    u"CREATE INDEX ci_lanes_by_state ON ci_lanes (state)"_s,
                    u"CREATE INDEX ci_lanes_by_project ON ci_lanes (project, pipeline, ref, provider)"_s,
                    // The figures of runs that ended before are reckoned with the next one that ends.
                    u"CREATE TABLE ci_pipelines (provider TEXT NOT NULL, project TEXT NOT NULL,"
                    " pipeline TEXT NOT NULL, runs INTEGER NOT NULL, success_rate REAL NOT NULL, median REAL,"
                    " percentile_90 REAL, last_green INTEGER, updated INTEGER NOT NULL,"
                    " PRIMARY KEY (provider, project, pipeline)) STRICT, WITHOUT ROWID"_s,
                    u"CREATE INDEX ci_pipelines_by_update ON ci_pipelines (updated)"_s,
                    // Bodies come last: what is not asked for is not read.
                    u"CREATE TABLE ci_deliveries (id INTEGER PRIMARY KEY, received INTEGER NOT NULL,"
                    " provider TEXT NOT NULL, event TEXT NOT NULL, delivery_id TEXT NOT NULL, sender TEXT NOT NULL,"
                    " verdict TEXT NOT NULL, scheme TEXT NOT NULL, why TEXT NOT NULL, outcome TEXT NOT NULL,"
                    " status INTEGER NOT NULL, detail TEXT NOT NULL, project TEXT NOT NULL, run INTEGER NOT NULL,"
                    " replay_of INTEGER NOT NULL, body_bytes INTEGER NOT NULL, kept_bytes INTEGER NOT NULL,"
                    " headers TEXT NOT NULL, body TEXT NOT NULL) STRICT"_s,
                    u"CREATE INDEX ci_deliveries_by_delivery_id ON ci_deliveries (provider, project, delivery_id)"
                    " WHERE outcome IN ('recorded', 'unchanged', 'ignored')"_s,
                    u"CREATE INDEX ci_deliveries_by_run ON ci_deliveries (run)"_s,
                    u"CREATE INDEX ci_deliveries_kept ON ci_deliveries (outcome, received, kept_bytes)"_s,
                    u"INSERT INTO counters VALUES ('deliveries', 0)"_s,
            },
            QStringList{
                    // A text is that of the newest delivery that names it; and a duration that was said is not reckoned anew.
                    u"ALTER TABLE ci_runs ADD COLUMN measured REAL"_s,
                    u"ALTER TABLE ci_runs ADD COLUMN text_ranks TEXT NOT NULL DEFAULT ''"_s,
                    u"UPDATE ci_runs SET measured = duration"_s,
                    // The order within a lane ends with the key: never with the id, which is the order of arrival.
                    u"ALTER TABLE ci_lanes ADD COLUMN key TEXT NOT NULL DEFAULT ''"_s,
                    u"UPDATE ci_lanes SET key = (SELECT key FROM ci_runs WHERE id = run)"_s,
                    u"DROP INDEX ci_runs_by_lane"_s,
                    u"DROP INDEX ci_runs_decisive_of_lane"_s,
                    u"DROP INDEX ci_runs_decisive_of_pipeline"_s,
                    u"DROP INDEX ci_runs_green_of_lane"_s,
                    u"DROP INDEX ci_runs_green_of_pipeline"_s,
                    u"CREATE INDEX ci_runs_by_lane ON ci_runs"
                    " (provider, project, pipeline, ref, sequence, attempt, key)"_s,
                    u"CREATE INDEX ci_runs_decisive_of_lane ON ci_runs"
                    " (provider, project, pipeline, ref, sequence, attempt, key)"
                    " WHERE state IN ('success', 'warning', 'failed', 'error')"_s,
                    u"CREATE INDEX ci_runs_decisive_of_pipeline ON ci_runs"
                    " (provider, project, pipeline, sequence, attempt, key)"
                    " WHERE state IN ('success', 'warning', 'failed', 'error')"_s,
                    u"CREATE INDEX ci_runs_green_of_lane ON ci_runs"
                    " (provider, project, pipeline, ref, sequence, attempt, key) WHERE state IN ('success', 'warning')"_s,
                    u"CREATE INDEX ci_runs_green_of_pipeline ON ci_runs"
                    " (provider, project, pipeline, sequence, attempt, key) WHERE state IN ('success', 'warning')"_s,
                    // Who writes or removes a run is asked by SQLite whether a lane refers to it.
                    u"CREATE INDEX ci_lanes_by_run ON ci_lanes (run)"_s,
                    // A lane is still broken while the run after a red one goes on.
                    u"UPDATE ci_runs SET transition = 'still_broken'"
                    " WHERE state NOT IN ('success', 'warning', 'failed', 'error')"
                    " AND (SELECT state FROM ci_runs AS before WHERE before.provider = ci_runs.provider"
                    " AND before.project = ci_runs.project AND before.pipeline = ci_runs.pipeline"
                    " AND before.ref = ci_runs.ref AND before.state IN ('success', 'warning', 'failed', 'error')"
                    " AND (before.sequence, before.attempt, before.key)"
                    " < (ci_runs.sequence, ci_runs.attempt, ci_runs.key)"
                    " ORDER BY before.sequence DESC, before.attempt DESC, before.key DESC LIMIT 1)"
                    " IN ('failed', 'error')"_s,
                    // A claim belongs to a lane: runs that others followed kept theirs for ever.
                    u"UPDATE ci_runs SET claim_by = '', claim_at = 0 WHERE claim_by <> ''"
                    " AND id NOT IN (SELECT run FROM ci_lanes)"_s,
                    // For badges: which refs a project has, and which of them was heard of last.
                    u"CREATE INDEX ci_lanes_by_ref ON ci_lanes (project, ref, updated)"_s,
            },
            QStringList{
                    // The walls that an event has passed through, which are named by their facts; NULL: it was published here.
                    u"ALTER TABLE events ADD COLUMN via TEXT"_s,
                    // What a publisher calls its event (CloudEvents: source and id), so that none is stored twice.
                    u"CREATE TABLE event_keys (source TEXT NOT NULL, id TEXT NOT NULL,"
                    " event INTEGER NOT NULL UNIQUE, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID"_s,
                    // How far another wall was followed, by the name that it has in the configuration.
                    u"CREATE TABLE followed (name TEXT PRIMARY KEY, url TEXT NOT NULL, last_id TEXT NOT NULL)"
                    " STRICT, WITHOUT ROWID"_s,
            },
            QStringList{
                    // Which wall it was: an id of another one says nothing. Empty: another kind of stream, or not known yet.
                    u"ALTER TABLE followed ADD COLUMN store TEXT NOT NULL DEFAULT ''"_s,
            },
    };
    return all;
}

Result<Done> step(Database &database, int from)
{
    if (auto done = database.run(u"BEGIN IMMEDIATE"_s); !done)
        return done;
    QStringList statements = steps().at(static_cast<std::size_t>(from));
    if (from == 0) {
        statements << u"PRAGMA application_id=%1"_s.arg(applicationId)
                   // Names this database in ETags, so that those of another one never match.
                   << u"INSERT INTO facts VALUES ('store', '%1')"_s.arg(
                              QString::number(QRandomGenerator::system()->generate(), 16));
    }
    statements << u"PRAGMA user_version=%1"_s.arg(from + 1) << u"COMMIT"_s;
    for (const QString &statement : statements) {
        if (auto done = database.run(statement); !done) {
            (void)database.run(u"ROLLBACK"_s);
            return done;
        }
    }
    return Done{};
}

} // namespace

Result<Done> migrate(Database &database)
{
    const auto version = database.number("PRAGMA user_version");
    const auto application = database.number("PRAGMA application_id");
    const auto tables = database.number("PRAGMA schema_version"); // 0 in an empty file
    for (const auto *value : {&version, &application, &tables}) {
        if (!*value)
            return value->error();
    }
    const bool fresh = *application == 0 && *version == 0 && *tables == 0;
    if (*application != applicationId && !fresh) {
        return Error{ErrorCode::Unavailable,
                     u"the store %1 belongs to another program. Choose another file with --store sqlite:PATH"_s.arg(
                             database.path()),
                     {}};
    }
    if (*version > schemaVersion) {
        return Error{
                ErrorCode::Unavailable,
                u"the store %1 was written by a newer Tallywall (schema %2, this program knows %3). Install that version"_s
                        .arg(database.path(), QString::number(*version), QString::number(schemaVersion)),
                {}};
    }
    for (int from = static_cast<int>(*version); from < schemaVersion; ++from) {
        if (auto done = step(database, from); !done)
            return done;
    }
    return Done{};
}

} // namespace tallywall
