// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/time.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace tallywall::ci {

// How a run or a job stands, in one vocabulary for every provider.
enum class State : quint8 {
    Queued,
    Waiting, // for a person or a resource
    Running,
    Failing, // still running, and already red
    Success,
    Warning, // passed, with failures that are allowed
    Failed,
    Error, // the infrastructure or the configuration, not the code
    Canceled,
    Skipped,
    Unknown,
};

// The lower-case word of the wire: "queued" … "unknown".
[[nodiscard]] QByteArray stateWord(State state);
[[nodiscard]] State stateFromWord(QStringView word); // Unknown for any other word
[[nodiscard]] bool isFinished(State state);          // nothing more is expected to come
[[nodiscard]] bool isTrouble(State state);           // a person should look: failing, failed, error

// The key of a run on this wall; not the provider's number.
enum class RunId : qint64 { None = 0 };

struct Job {
    qint64 key = 0; // the provider's own id of the job; grows with every retry
    QString name;
    QString stage;
    State state = State::Unknown;
    std::optional<TimePoint> started;
    std::optional<TimePoint> finished;
    std::optional<double> duration; // seconds
    QString url;                    // http or https, else empty
    bool allowFailure = false;

    friend bool operator==(const Job &, const Job &) = default;
};

// One run of one pipeline: the thing that every CI is shown as.
struct Run {
    static constexpr qsizetype maxJobs = 500;

    RunId id = RunId::None;
    QString provider; // "gitlab"
    QString project;  // "group/project"
    QString ref;      // branch or tag
    QString commit;   // full hash
    QString message;  // first line of the commit message
    QString author;
    State state = State::Unknown;
    std::optional<TimePoint> started;
    std::optional<TimePoint> finished;
    std::optional<double> duration; // seconds
    QString url;                    // http or https, else empty
    qint64 number = 0;              // the provider's own id of the run; with provider, project and attempt its identity
    int attempt = 1;
    TimePoint updated{}; // when the wall last heard of it
    qint64 generation
            = 0;     // highest job key that the run's own deliveries named; a retry raises it. 0: only jobs came yet
    int steps = 0;   // how often the jobs that these deliveries named have moved on; grows within a generation
    QList<Job> jobs; // by key; one per name and stage, the newest

    friend bool operator==(const Run &, const Run &) = default;
};

// Whether `a` is a later run than `b` of the same project and ref: the one rule for what "the latest" is.
[[nodiscard]] bool isLater(const Run &a, const Run &b);

// The shape of docs/api.md; members that are not known are left out.
[[nodiscard]] QByteArray runJson(const Run &run);
[[nodiscard]] Run runFromJson(const QJsonObject &object); // what it does not find stays at its default

// The jobs alone, with what only the wall itself needs (key, allow_failure): how the store keeps them.
[[nodiscard]] QByteArray jobsJson(const QList<Job> &jobs);
[[nodiscard]] QList<Job> jobsFromJson(const QByteArray &json);

// GET /ci/runs: filters are exact; empty means any.
struct RunsQuery {
    static constexpr int defaultLimit = 100;
    static constexpr int maxLimit = 1000;

    QString project;
    QString ref;
    std::optional<State> state;
    int limit = defaultLimit;
    RunId before = RunId::None;
};

struct RunsPage {
    QList<Run> runs;
    RunId next = RunId::None;
};

} // namespace tallywall::ci
