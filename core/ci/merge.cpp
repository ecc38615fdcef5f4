// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"

#include <algorithm>
#include <tuple>

namespace tallywall::ci {

namespace {

int rank(State state)
{
    switch (state) {
    case State::Unknown: return 0;
    case State::Queued: return 1;
    case State::Waiting: return 2;
    case State::Running:
    case State::Failing: return 3;
    case State::Success: return 4;
    case State::Warning: return 5;
    case State::Skipped: return 6;
    case State::Canceled: return 7;
    case State::Failed: return 8;
    case State::Error: return 9;
    }
    Q_UNREACHABLE();
}

template<typename T>
void take(std::optional<T> &into, const std::optional<T> &from)
{
    if (from)
        into = from;
}

void take(QString &into, const QString &from)
{
    if (!from.isEmpty())
        into = from;
}

Job mergeJob(const Job &known, const Job &delivered)
{
    const bool forward = std::tuple(rank(delivered.state), delivered.finished)
            >= std::tuple(rank(known.state), known.finished);
    Job job = forward ? known : delivered;
    const Job &newer = forward ? delivered : known;
    job.key = newer.key;
    job.state = newer.state;
    job.allowFailure = known.allowFailure || delivered.allowFailure;
    take(job.name, newer.name);
    take(job.stage, newer.stage);
    take(job.started, newer.started);
    take(job.finished, newer.finished);
    take(job.duration, newer.duration);
    take(job.url, newer.url);
    return job;
}

bool sameStep(const Job &a, const Job &b)
{
    return a.name == b.name && a.stage == b.stage;
}

// Of a job and its retries only the newest is kept.
void addJob(QList<Job> &jobs, const Job &delivered)
{
    const auto twin = std::find_if(jobs.begin(), jobs.end(), [&delivered](const Job &job) {
        return job.key == delivered.key || sameStep(job, delivered);
    });
    if (twin == jobs.end()) {
        if (jobs.size() < Run::maxJobs)
            jobs.append(delivered);
    } else if (twin->key == delivered.key) {
        *twin = mergeJob(*twin, delivered);
    } else if (twin->key < delivered.key) {
        *twin = delivered;
    }
}

// Where only jobs came yet, they tell how the run stands.
State stateFromJobs(const QList<Job> &jobs)
{
    const bool begun = std::any_of(jobs.begin(), jobs.end(),
                                   [](const Job &job) { return rank(job.state) >= rank(State::Running); });
    return begun ? State::Running : State::Queued; // that it ended only the run itself can say
}

// A job that runs has taken one step, one that has ended two.
int stepsOf(const QList<Job> &jobs)
{
    int steps = 0;
    for (const Job &job : jobs)
        steps += isFinished(job.state) ? 2 : (job.state == State::Running ? 1 : 0);
    return steps;
}

// How far a run has come: what is greater was said later, in whatever order it arrives. A run waits before its first job, or
// for a person between two of them; then it comes after the running that led there.
auto progress(const Run &run, int steps)
{
    const bool stoppedBetween = run.state == State::Waiting && steps > 0;
    return std::tuple(run.generation, steps, stoppedBetween ? rank(State::Running) : rank(run.state), stoppedBetween,
                      run.finished);
}

bool hasRedJob(const QList<Job> &jobs)
{
    return std::any_of(jobs.begin(), jobs.end(), [](const Job &job) {
        return !job.allowFailure && (job.state == State::Failed || job.state == State::Error);
    });
}

} // namespace

Run merge(const Run &known, const Run &delivered)
{
    const bool speaksForRun = delivered.generation > 0; // else only for a job of it
    const int steps = stepsOf(delivered.jobs);
    const bool newer = speaksForRun
            && (known.generation == 0 || progress(delivered, steps) >= progress(known, known.steps));
    const bool retried = newer && known.generation > 0 && delivered.generation > known.generation;

    Run run = known;
    run.provider = delivered.provider;
    run.project = delivered.project;
    run.number = delivered.number;
    run.attempt = delivered.attempt;
    run.updated = std::max(known.updated, delivered.updated);
    run.generation = std::max(known.generation, delivered.generation);
    for (auto text : {&Run::ref, &Run::commit, &Run::message, &Run::author, &Run::url}) {
        if (newer || (run.*text).isEmpty())
            take(run.*text, delivered.*text);
    }
    for (const Job &job : delivered.jobs)
        addJob(run.jobs, job);
    std::sort(run.jobs.begin(), run.jobs.end(), [](const Job &a, const Job &b) { return a.key < b.key; });

    if (retried) {
        run.started.reset();
        run.finished.reset();
        run.duration.reset();
    }
    if (newer) {
        run.steps = steps;
        run.state = delivered.state;
        take(run.started, delivered.started);
        take(run.finished, delivered.finished);
        take(run.duration, delivered.duration);
    } else if (run.generation == 0) {
        run.state = stateFromJobs(run.jobs);
    }
    if (run.state == State::Running || run.state == State::Failing)
        run.state = hasRedJob(run.jobs) ? State::Failing : State::Running;
    return run;
}

} // namespace tallywall::ci
