// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/provider.h"

#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// What has no place within a line: control characters, ends of lines, and what turns the direction of all that follows.
bool disturbs(QChar character)
{
    const char16_t unit = character.unicode();
    return character.category() == QChar::Other_Control || unit == QChar::LineSeparator
            || unit == QChar::ParagraphSeparator || (unit >= u'\u202a' && unit <= u'\u202e')
            || (unit >= u'\u2066' && unit <= u'\u2069');
}

// Text of a stranger for one line of a table, and no more than fits.
QString tidy(const QString &text, qsizetype longest)
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

QString tidyUrl(const QString &url)
{
    constexpr qsizetype longest = 2000;
    return url.size() <= longest ? webUrl(url) : QString();
}

// A clock that is wrong by more than this says nothing.
constexpr std::chrono::hours ahead{24};

template<typename T> // a run or a job
void tidyTimes(T &it, State state, TimePoint received)
{
    const auto drop = [received](std::optional<TimePoint> &time) {
        if (time && (*time > received + ahead || toUnixMs(*time) <= 0))
            time.reset();
    };
    drop(it.started);
    drop(it.finished);
    if (it.duration && !(*it.duration >= 0 && *it.duration < 1e9))
        it.duration.reset();
    if (!isFinished(state)) { // while a retry runs they are those of the try before
        it.finished.reset();
        it.duration.reset();
    }
}

void tidyJob(Job &job, TimePoint received)
{
    job.name = tidy(job.name, 200);
    job.stage = tidy(job.stage, 200);
    job.url = tidyUrl(job.url);
    tidyTimes(job, job.state, received);
    // Of a run merge() does this, since its beginning and its end may come apart.
    if (!job.duration && job.started && job.finished && *job.finished >= *job.started)
        job.duration = std::chrono::duration<double>(*job.finished - *job.started).count();
}

Result<Reading> tidyRun(Run run, const Provider &provider, const Delivery &delivery)
{
    run.provider = QString::fromLatin1(provider.name);
    run.project = tidy(run.project, 200);
    run.pipeline = tidy(run.pipeline, 200);
    run.ref = tidy(run.ref, 250);
    run.commit = tidy(run.commit, 100);
    run.message = tidy(firstLine(run.message), 200);
    run.author = tidy(run.author, 100);
    run.word = tidy(run.word, 60);
    run.key = tidy(run.key, 250);
    run.url = tidyUrl(run.url);
    run.attempt = std::max(run.attempt, 1);
    run.number = std::max<qint64>(run.number, 0);
    run.updated = delivery.received;
    run.state = run.reported;
    tidyTimes(run, run.reported, delivery.received);
    if (run.said > delivery.received + ahead || toUnixMs(run.said) < 0)
        run.said = {};
    if (run.sequence <= 0)
        run.sequence = run.number > 0 ? run.number : toUnixMs(run.started.value_or(delivery.received));
    if (run.jobs.size() > Run::maxJobs)
        run.jobs.resize(Run::maxJobs);
    for (Job &job : run.jobs)
        tidyJob(job, delivery.received);
    if (run.project.isEmpty())
        return missing("project"_L1, provider.title);
    if (run.key.isEmpty())
        return missing("id"_L1, provider.title);
    return Reading(std::move(run));
}

} // namespace

const QList<Provider> &builtInProviders()
{
    static const QList<Provider> list{forgejo(), gitea(), github(), gitlab(), bitbucket(), circleci(), buildkite(),
                                      drone(), travis(),
                                      // Known by the document alone.
                                      cdevents(), azure(), teamcity(), jenkins(), woodpecker(), standard()};
    return list;
}

const Provider *providerByName(const QList<Provider> &providers, QByteArrayView name)
{
    const auto found = std::find_if(providers.begin(), providers.end(),
                                    [name](const Provider &one) { return one.name == name; });
    return found == providers.end() ? nullptr : &*found;
}

const Provider *providerOf(const QList<Provider> &providers, const Delivery &delivery)
{
    const auto found = std::find_if(providers.begin(), providers.end(),
                                    [&delivery](const Provider &one) { return one.recognises(delivery); });
    return found == providers.end() ? nullptr : &*found;
}

Result<Reading> readDelivery(const Provider &provider, const Delivery &delivery)
{
    if (delivery.unreadable)
        return *delivery.unreadable;
    auto reading = provider.read(delivery);
    if (!reading || std::holds_alternative<Ignored>(*reading))
        return reading;
    return tidyRun(std::get<Run>(*std::move(reading)), provider, delivery);
}

} // namespace tallywall::ci
