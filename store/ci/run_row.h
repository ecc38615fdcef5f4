// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "store/sqlite/statement.h"

namespace tallywall {

// A row of `ci_runs` in SQL and as a value.

extern const QByteArray runColumns;   // "id, provider, …", in the order that runOf() reads
extern const QByteArray briefColumns; // the same without the jobs: a run that is read by these has none
extern const QByteArray runPlaces;    // "?, ?, …", as many
extern const QByteArray ofLane;       // a condition of ci_runs and ci_lanes, to be bound by askLane() or runLane()

[[nodiscard]] ci::Run runOf(const sqlite::Rows &rows);

// Binds the run to the places and carries the statement out.
[[nodiscard]] Result<Done> writeRun(sqlite::Statement &statement, const ci::Run &run);

// Binds the lane to the places of `ofLane`, which come first, and `more` to those behind them.
template<typename... More>
[[nodiscard]] sqlite::Rows askLane(sqlite::Statement &statement, const ci::Lane &lane, const More &...more)
{
    return statement.ask(lane.provider.toUtf8(), lane.project.toUtf8(), lane.pipeline.toUtf8(), lane.ref.toUtf8(),
                         more...);
}
template<typename... More>
[[nodiscard]] Result<Done> runLane(sqlite::Statement &statement, const ci::Lane &lane, const More &...more)
{
    return statement.run(lane.provider.toUtf8(), lane.project.toUtf8(), lane.pipeline.toUtf8(), lane.ref.toUtf8(),
                         more...);
}

// Of a question that has one run for an answer, or none.
[[nodiscard]] Result<std::optional<ci::Run>> oneRun(sqlite::Rows rows);
[[nodiscard]] Result<QList<ci::Run>> allRuns(sqlite::Rows rows);

// Times in the store are milliseconds since 1970, UTC, and NULL where they are not known.
[[nodiscard]] std::optional<TimePoint> timeOf(const sqlite::Rows &rows, int column);
[[nodiscard]] std::optional<double> realOf(const sqlite::Rows &rows, int column);
[[nodiscard]] std::optional<qint64> numberOf(const std::optional<TimePoint> &time);

} // namespace tallywall
