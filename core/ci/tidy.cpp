// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/tidy.h"

#include "core/ci/reading.h"

#include <algorithm>
#include <utility>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// What is not seen, or turns the direction of what follows; but not the joiners, without which some scripts are misspelt.
bool isInvisible(char16_t unit)
{
    return unit == u'\u061c' || unit == u'\u200b' || unit == u'\u200e' || unit == u'\u200f'
            || (unit >= u'\u202a' && unit <= u'\u202e') || unit == u'\u2060' || (unit >= u'\u2066' && unit <= u'\u2069')
            || unit == u'\ufeff';
}

// What has no place within a line: control characters, ends of lines, and what is not seen.
bool disturbs(QChar character)
{
    return character.category() == QChar::Other_Control || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator || isInvisible(character.unicode());
}

QString tidyUrl(const QString &url)
{
    constexpr qsizetype longest = 2000;
    return url.size() <= longest ? webUrl(url) : QString();
}

template<typename T> // a run or a job
void tidyTimes(T &it, State state, TimePoint received)
{
    it.started = believed(it.started, received);
    it.finished = believed(it.finished, received);
    if (it.duration && !(*it.duration >= 0 && *it.duration < 1e9))
        it.duration.reset();
    if (!isFinished(state)) { // while a retry runs they are those of the try before
        it.finished.reset();
        it.duration.reset();
    }
}

void tidyJob(Job &job, TimePoint received)
{
    tidyTimes(job, job.state, received);
    // Of a run merge() does this, since its beginning and its end may come apart.
    if (!job.duration)
        job.duration = secondsBetween(job.started, job.finished);
}

} // namespace

QString tidyText(const QString &text, qsizetype longest)
{
    QString result = text.left(longest);
    for (QChar &character : result) {
        if (disturbs(character))
            character = u' ';
    }
    if (!result.isEmpty() && result.back().isHighSurrogate())
        result.chop(1);
    return result.trimmed();
}

std::optional<TimePoint> believed(const std::optional<TimePoint> &time, TimePoint received)
{
    constexpr std::chrono::hours ahead{24};
    return time && toUnixMs(*time) > 0 && *time <= received + ahead ? time : std::nullopt;
}

Lane boundedLane(const Lane &lane)
{
    return {tidyText(lane.provider, 200), tidyText(lane.project, 200), tidyText(lane.pipeline, 200),
            tidyText(lane.ref, 250)};
}

Run boundedRun(Run run)
{
    const Lane lane = boundedLane(laneOf(run));
    run.provider = lane.provider;
    run.project = lane.project;
    run.pipeline = lane.pipeline;
    run.ref = lane.ref;
    run.commit = tidyText(run.commit, 100);
    run.message = tidyText(firstLine(run.message), 200);
    run.author = tidyText(run.author, 100);
    run.word = tidyText(run.word, 60);
    run.key = tidyText(run.key, 250);
    run.url = tidyUrl(run.url);
    run.claim.by = tidyText(run.claim.by, Claim::maxName);
    if (run.jobs.size() > Run::maxJobs)
        run.jobs.resize(Run::maxJobs);
    for (Job &job : run.jobs) {
        job.name = tidyText(job.name, 200);
        job.stage = tidyText(job.stage, 200);
        job.url = tidyUrl(job.url);
    }
    return run;
}

Result<Run> tidyRun(Run run, const QString &service, TimePoint received)
{
    run = boundedRun(std::move(run));
    run.attempt = std::max(run.attempt, 1);
    run.number = std::max<qint64>(run.number, 0);
    run.updated = received;
    run.state = run.reported;
    tidyTimes(run, run.reported, received);
    run.said = believed(run.said, received).value_or(TimePoint{});
    if (run.sequence <= 0)
        run.sequence = run.number > 0 ? run.number : toUnixMs(run.started.value_or(received));
    for (Job &job : run.jobs)
        tidyJob(job, received);
    const Missing missing{service};
    if (run.project.isEmpty())
        return missing("project"_L1);
    if (run.key.isEmpty())
        return missing("id"_L1);
    return run;
}

} // namespace tallywall::ci
