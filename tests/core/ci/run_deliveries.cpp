// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/run_deliveries.h"

#include <algorithm>

namespace tallywall::ci::test {

using namespace Qt::StringLiterals;

namespace {

const Run nothingSaid{.provider = u"gitlab"_s,
                      .project = u"group/wall"_s,
                      .ref = u"main"_s,
                      .commit = u"abc"_s,
                      .message = u"Add it"_s,
                      .author = u"Ada"_s,
                      .url = u"https://ci.example.com/31"_s,
                      .key = u"31"_s,
                      .number = 31,
                      .sequence = 31};

} // namespace

Job job(qint64 key, const QString &name, State state)
{
    const qint64 begin = (key % 100) * 10;
    Job made{.key = key, .name = name, .stage = u"test"_s, .state = state};
    if (state == State::Skipped)
        return made;
    if (state == State::Running || isFinished(state))
        made.started = second(begin);
    if (isFinished(state)) {
        made.finished = second(begin + 5);
        made.duration = 5;
    }
    return made;
}

Run pipeline(State state, const QList<Job> &jobs)
{
    Run run = nothingSaid;
    run.state = state;
    run.reported = state;
    run.generation = 1;
    run.jobs = jobs;
    for (const Job &one : jobs) {
        run.generation = std::max(run.generation, one.key);
        if (one.started)
            run.started = std::min(run.started.value_or(*one.started), *one.started);
        if (one.finished && isFinished(state))
            run.finished = std::max(run.finished.value_or(*one.finished), *one.finished);
    }
    if (run.finished && run.started)
        run.duration = std::chrono::duration<double>(*run.finished - *run.started).count();
    return run;
}

Run jobOnly(const Job &one)
{
    Run run = nothingSaid;
    run.jobs = {one};
    return run;
}

Run runOnly(State state, qint64 said)
{
    Run run = nothingSaid;
    run.state = state;
    run.reported = state;
    run.generation = 1;
    if (said != 0)
        run.said = second(said);
    return run;
}

QByteArray described(Run run)
{
    run.updated = {};
    return runJson(run) + " reported " + stateWord(run.reported) + " generation " + QByteArray::number(run.generation)
            + " steps " + QByteArray::number(run.steps) + " said " + toIso(run.said) + ' ' + jobsJson(run.jobs);
}

} // namespace tallywall::ci::test
