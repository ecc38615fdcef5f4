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
[[nodiscard]] bool isGreen(State state);             // success, warning
[[nodiscard]] bool isRed(State state);               // failed, error
[[nodiscard]] bool isDecisive(State state);          // finished and green or red

// The key of a run on this wall; not the provider's number.
enum class RunId : qint64 { None = 0 };

struct Job {
    qint64 key
            = 0; // tells the tries of a job apart: grows with every retry. The service's own id where that is a number
    QString name;
    QString stage; // name and stage together say which job of the run it is
    State state = State::Unknown;
    std::optional<TimePoint> started;
    std::optional<TimePoint> finished;
    std::optional<double> duration; // seconds
    QString url;                    // http or https, else empty
    bool allowFailure = false;

    friend bool operator==(const Job &, const Job &) = default;
};

// What a run means for its lane, seen from the decisive one (isDecisive) before it. Only a decisive one breaks or fixes a lane; any
// other, a run under way or one that was canceled, leaves a red lane as it is: still broken.
enum class Transition : quint8 { None, Broken, StillBroken, Fixed };

// "broken", "still_broken", "fixed"; empty for None, and None for any other word.
[[nodiscard]] QByteArray transitionWord(Transition transition);
[[nodiscard]] Transition transitionFromWord(QStringView word);

// Somebody who looks into a red lane: its newest run carries it, and the last decisive one where that is red.
struct Claim {
    static constexpr qsizetype maxName = 80; // characters

    QString by; // empty: nobody
    TimePoint at{};

    friend bool operator==(const Claim &, const Claim &) = default;
};
// A name for `Claim::by` of what a person typed: one line without blanks around it or twice in a row, without what tidyText()
// takes out (core/ci/tidy.h), at most `Claim::maxName` long. Empty where nothing is left.
[[nodiscard]] QString claimName(const QString &typed);

// Where runs follow each other, so that one can break what the one before it had fixed: what a tile of the wall stands for.
struct Lane {
    QString provider;
    QString project;
    QString pipeline;
    QString ref;

    friend bool operator==(const Lane &, const Lane &) = default;
    friend auto operator<=>(const Lane &, const Lane &) = default;
};
[[nodiscard]] size_t qHash(const Lane &lane, size_t seed = 0) noexcept;

// {"provider","project","pipeline","ref"}, all four; nothing where provider or project is missing.
[[nodiscard]] QByteArray laneJson(const Lane &lane);
[[nodiscard]] std::optional<Lane> laneFromJson(const QJsonObject &object);

// How far a run had come when one of its texts was told; by the fields in their order. That of a job's delivery, which speaks for
// its run only where nothing else does, is the default one.
struct TextRank {
    qint64 generation = 0;
    int steps = 0;
    bool finished = false;
    TimePoint said{};
    int place = 0; // placeOf() the state (core/ci/jobs.h)

    friend bool operator==(const TextRank &, const TextRank &) = default;
    friend auto operator<=>(const TextRank &, const TextRank &) = default;
};

// One run of one pipeline: the thing that every CI is shown as. Provider, project, key and attempt are its identity.
struct Run {
    static constexpr qsizetype maxJobs = 500;
    static constexpr qsizetype rankedTexts = 6; // those of textRanks

    RunId id = RunId::None;
    QString provider; // "gitlab"
    QString project;  // "group/project"
    QString pipeline; // which of the project's pipelines, where it can have several: a workflow, an environment, a check
    QString ref;      // branch or tag
    QString commit;   // full hash
    QString message;  // first line of the commit message
    QString author;
    State state = State::Unknown;    // how it stands, by its own deliveries and by its jobs
    State reported = State::Unknown; // by its own deliveries alone
    QString word;                    // what the service called a state that is not known here; else empty
    std::optional<TimePoint> started;
    std::optional<TimePoint> finished;
    std::optional<double> duration; // seconds
    QString url;                    // http or https, else empty
    QString key;                    // the service's own id of the run
    qint64 number = 0;              // what people call it by: grows within the project. 0 where the service has none
    qint64 sequence = 0; // orders the runs of a lane: an id or number that grows, else when it began (Unix ms)
    int attempt = 1;
    TimePoint updated{}; // when the wall last heard of it
    TimePoint said{};    // the service's own time of the newest of its deliveries; the epoch where it gives none
    // Of services that retry jobs within a run (GitLab): the highest job key that the run's own deliveries named. Others: 1.
    qint64 generation = 0; // 0: only jobs came yet
    int steps = 0;         // how often the jobs that these deliveries named have moved on; grows within a generation
    // Of pipeline, ref, commit, message, author and url: which delivery told it. Empty where all are of the newest one.
    QList<TextRank> textRanks;
    std::optional<double> measured; // the duration as the service said it; else it is reckoned from the times
    QList<Job> jobs;                // by key, name and stage; one per name and stage, the newest

    // What the wall reckons from the other runs of the lane (store/ci); never part of a delivery.
    Transition transition = Transition::None;
    std::optional<double> estimate;     // seconds it is expected to take; where enough is known
    std::optional<double> overdueAfter; // seconds after which it takes longer than nearly all before it
    std::optional<TimePoint> lastGreen; // when the lane was last green; absent for a green run
    Claim claim;

    friend bool operator==(const Run &, const Run &) = default;
};

// Whether its lane is red: it is in trouble, or the lane is still broken while it goes on or where it decided nothing.
[[nodiscard]] bool isRed(const Run &run);
[[nodiscard]] Lane laneOf(const Run &run);
// Where more is told of it: the service's page of the run, else the wall's. `wall`: its address, "http://wall:4000", or empty.
[[nodiscard]] QString linkOf(const Run &run, const QString &wall);
// Whether `a` is a later run than `b` of the same lane: the one rule for what "the latest" is. Never by which was heard of first:
// of two that began at the same time, the greater key decides.
[[nodiscard]] bool isLater(const Run &a, const Run &b);

// Seconds from a beginning to an end; nothing where one of them is not known, or the end comes first.
[[nodiscard]] std::optional<double> secondsBetween(const std::optional<TimePoint> &started,
                                                   const std::optional<TimePoint> &finished);

// The shape of docs/api.md; members that are not known are left out.
[[nodiscard]] QByteArray runJson(const Run &run);
[[nodiscard]] Run runFromJson(const QJsonObject &object); // what it does not find stays at its default

// The jobs alone, with what only the wall itself needs (key): how the store keeps them.
[[nodiscard]] QByteArray jobsJson(const QList<Job> &jobs);
[[nodiscard]] QList<Job> jobsFromJson(const QByteArray &json);

// GET /ci/runs: filters are exact but for `author`, which is a part of the name in any case; empty means any.
struct RunsQuery {
    static constexpr int defaultLimit = 100;
    static constexpr int maxLimit = 1000;

    QString provider;
    QString project;
    QString pipeline;
    QString ref;
    QString author;
    std::optional<State> state;
    std::optional<TimePoint> since; // heard of at or after
    std::optional<TimePoint> until; // heard of before
    int limit = defaultLimit;
    RunId before = RunId::None;
};

struct RunsPage {
    QList<Run> runs;
    RunId next = RunId::None;
};

} // namespace tallywall::ci
