// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/jobs.h"

#include <algorithm>
#include <tuple>

namespace tallywall::ci {

namespace {

// Of one try of a job.
Job mergeJob(const Job &known, const Job &delivered)
{
    const bool forward = placeOf(delivered.state) > placeOf(known.state);
    const Job &other = forward ? known : delivered;
    Job job = forward ? delivered : known;
    job.name = std::max(job.name, other.name); // which takes the one that is not empty
    job.stage = std::max(job.stage, other.stage);
    job.url = std::max(job.url, other.url);
    job.started = std::max(job.started, other.started); // some say first when it was queued
    job.allowFailure = job.allowFailure || other.allowFailure;
    if (job.state == other.state) {
        job.finished = std::max(job.finished, other.finished);
        job.duration = std::max(job.duration, other.duration);
    }
    return job;
}

bool sameStep(const Job &a, const Job &b)
{
    return a.name == b.name && a.stage == b.stage;
}

// How a run ended of which every job has ended.
State endOf(const QList<Job> &jobs)
{
    const auto any = [&jobs](State state) {
        return std::any_of(jobs.begin(), jobs.end(), [state](const Job &job) { return job.state == state; });
    };
    if (hasRedJob(jobs))
        return State::Failed;
    if (any(State::Canceled))
        return State::Canceled;
    if (any(State::Failed) || any(State::Error) || any(State::Warning))
        return State::Warning;
    return any(State::Success) ? State::Success : State::Skipped;
}

} // namespace

int placeOf(State state)
{
    switch (state) {
    case State::Unknown: return 0;
    case State::Queued: return 1;
    case State::Waiting: return 2;
    case State::Skipped: return 3;
    case State::Running: return 4;
    case State::Failing: return 5;
    case State::Success: return 6;
    case State::Warning: return 7;
    case State::Canceled: return 8;
    case State::Failed: return 9;
    case State::Error: return 10;
    }
    Q_UNREACHABLE();
}

void addJob(QList<Job> &jobs, const Job &delivered)
{
    auto twin = std::find_if(jobs.begin(), jobs.end(),
                             [&delivered](const Job &job) { return job.key != 0 && job.key == delivered.key; });
    if (twin == jobs.end())
        twin = std::find_if(jobs.begin(), jobs.end(),
                            [&delivered](const Job &job) { return sameStep(job, delivered); });
    if (twin == jobs.end()) {
        jobs.append(delivered);
    } else if (twin->key == delivered.key) {
        *twin = mergeJob(*twin, delivered);
    } else if (twin->key < delivered.key) {
        *twin = delivered;
    }
    if (jobs.size() > Run::maxJobs) // by name, which stays the same when a job is tried again
        jobs.erase(std::max_element(jobs.begin(), jobs.end(), [](const Job &a, const Job &b) {
            return std::tie(a.stage, a.name) < std::tie(b.stage, b.name);
        }));
}

bool hasRedJob(const QList<Job> &jobs)
{
    return std::any_of(jobs.begin(), jobs.end(), [](const Job &job) {
        return !job.allowFailure && (job.state == State::Failed || job.state == State::Error);
    });
}

int stepsOf(const QList<Job> &jobs)
{
    int steps = 0;
    for (const Job &job : jobs) {
        if (placeOf(job.state) >= placeOf(State::Running))
            steps += isFinished(job.state) ? 2 : 1;
    }
    return steps;
}

void tellByJobs(Run &run)
{
    const QList<Job> &jobs = run.jobs;
    const bool ended = !jobs.empty()
            && std::all_of(jobs.begin(), jobs.end(), [](const Job &job) { return isFinished(job.state); });
    run.state = ended ? endOf(jobs) : (stepsOf(jobs) > 0 ? State::Running : State::Queued);
    run.started.reset();
    run.finished.reset();
    run.duration.reset();
    for (const Job &job : jobs) {
        if (job.started && (!run.started || *job.started < *run.started))
            run.started = job.started;
        if (ended)
            run.finished = std::max(run.finished, job.finished);
    }
}

} // namespace tallywall::ci
