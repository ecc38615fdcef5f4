// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"

#include "core/ci/jobs.h"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>
#include <utility>

namespace tallywall::ci {

namespace {

// How far a run has come: what is greater was said later, in whatever order it arrives. What has ended stays so, and the
// service's own clock decides before the order in which states usually follow. A run waits before its first job, or for a
// person between two of them; then it comes after the running that led there. The word only settles what else were a draw.
auto progress(const Run &run, int steps)
{
    const bool stoppedBetween = run.reported == State::Waiting && steps > 0;
    return std::tuple(run.generation, steps, isFinished(run.reported), run.said,
                      stoppedBetween ? placeOf(State::Running) : placeOf(run.reported), stoppedBetween, run.word);
}

// The part of it of which all ends belong together.
auto leg(const Run &run, int steps)
{
    return std::tuple(run.generation, steps, isFinished(run.reported));
}

constexpr std::array texts{&Run::pipeline, &Run::ref, &Run::commit, &Run::message, &Run::author, &Run::url};
static_assert(texts.size() == Run::rankedTexts);

TextRank rankOf(const Run &run, int steps)
{
    if (run.generation == 0) // only jobs spoke
        return {};
    return {run.generation, steps, isFinished(run.reported), run.said, placeOf(run.reported)};
}

// The ranks of all texts; of one that is not known it is the lowest.
QList<TextRank> ranksOf(const Run &run, int steps)
{
    QList<TextRank> ranks = run.textRanks;
    if (ranks.isEmpty())
        ranks.fill(rankOf(run, steps), Run::rankedTexts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if ((run.*texts.at(i)).isEmpty())
            ranks[qsizetype(i)] = {};
    }
    return ranks;
}

// Texts of the newest delivery that has them; of several as new the greatest, so that it does not matter which came first.
void mergeTexts(Run &run, const Run &known, const Run &delivered, int steps)
{
    QList<TextRank> ranks = ranksOf(known, known.steps);
    const TextRank rank = rankOf(delivered, steps);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QString &said = delivered.*texts.at(i);
        QString &text = run.*texts.at(i);
        TextRank &before = ranks[qsizetype(i)];
        if (said.isEmpty() || (!text.isEmpty() && std::tie(before, text) >= std::tie(rank, said)))
            continue;
        text = said;
        before = rank;
    }
    run.textRanks = ranks;
}

// Nearly always all texts are of the newest delivery: then the run itself tells their rank.
void foldRanks(Run &run)
{
    const QList<TextRank> ranks = std::exchange(run.textRanks, {});
    if (ranks != ranksOf(run, run.steps))
        run.textRanks = ranks;
}

// A run begins once, with the first that is heard of its generation. Its end is the last that is told of the newest leg, since
// some tell of it twice, and may come before the beginning.
void mergeTimes(Run &run, const Run &known, const Run &delivered, int steps)
{
    if (delivered.generation > known.generation)
        run.started = delivered.started;
    else if (delivered.generation == known.generation && delivered.started)
        run.started = std::min(known.started.value_or(*delivered.started), *delivered.started);

    const auto order = leg(delivered, steps) <=> leg(known, known.steps);
    if (std::is_gt(order)) {
        run.finished = delivered.finished;
        run.measured = delivered.duration;
    } else if (std::is_eq(order)) {
        run.finished = std::max(known.finished, delivered.finished);
        run.measured = std::max(run.measured, delivered.duration);
    }
}

} // namespace

Run merge(const Run &known, const Run &delivered)
{
    const bool speaksForRun = delivered.generation > 0; // else only for a job of it
    const int steps = stepsOf(delivered.jobs);
    const std::weak_ordering order = speaksForRun ? progress(delivered, steps) <=> progress(known, known.steps)
            : known.generation == 0               ? std::weak_ordering::equivalent
                                                  : std::weak_ordering::less;
    Run run = known;
    run.provider = delivered.provider;
    run.project = delivered.project;
    run.key = delivered.key;
    run.attempt = delivered.attempt;
    run.number = std::max(known.number, delivered.number);
    // A run is as old as the oldest that was heard of it.
    run.sequence = known.sequence == 0 ? delivered.sequence : std::min(known.sequence, delivered.sequence);
    run.updated = std::max(known.updated, delivered.updated);
    run.generation = std::max(known.generation, delivered.generation);
    mergeTexts(run, known, delivered, steps);
    for (const Job &job : delivered.jobs)
        addJob(run.jobs, job);
    std::sort(run.jobs.begin(), run.jobs.end(), [](const Job &a, const Job &b) {
        return std::tie(a.key, a.stage, a.name) < std::tie(b.key, b.stage, b.name);
    });

    if (speaksForRun)
        mergeTimes(run, known, delivered, steps);
    if (std::is_gt(order)) {
        run.steps = steps;
        run.said = delivered.said;
        run.reported = delivered.reported;
        run.word = delivered.word;
    }
    run.state = run.reported;
    if (run.generation == 0)
        tellByJobs(run);
    if (run.state == State::Running && hasRedJob(run.jobs))
        run.state = State::Failing;
    run.duration = run.measured;
    if (!run.duration && isFinished(run.state))
        run.duration = secondsBetween(run.started, run.finished);
    foldRanks(run);
    return run;
}

} // namespace tallywall::ci
