// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run/run_facts.h"

#include "ui/ci/run_words.h"
#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Fact moment(const QString &caption, const std::optional<TimePoint> &time, TimePoint now)
{
    if (!time)
        return {caption, {}, {}};
    return {caption, formatAge(*time, now), formatExact(*time)};
}

QString durationWords(const ci::Run &run, TimePoint now)
{
    if (run.duration)
        return formatDuration(*run.duration);
    if (!isUnderWay(run.state) || !run.started)
        return {};
    const double soFar = std::max(0.0, std::chrono::duration<double>(now - *run.started).count());
    return u"%1 so far"_s.arg(formatDuration(soFar));
}

} // namespace

QList<Fact> factsOf(const ci::Run &run, TimePoint now)
{
    const QString usual = run.estimate ? u"about %1"_s.arg(formatDuration(*run.estimate)) : QString();
    return {{u"Pipeline"_s, oneLine(run.pipeline), {}},
            {u"Ref"_s, oneLine(run.ref), {}},
            {u"Commit"_s, firstPart(oneLine(run.commit), 10), oneLine(run.commit)},
            {u"Author"_s, oneLine(run.author), {}},
            moment(u"Started"_s, run.started, now),
            moment(u"Ended"_s, run.finished, now),
            {u"Duration"_s, durationWords(run, now), {}},
            {u"Usually"_s, usual, {}},
            {u"Service"_s, oneLine(run.provider), {}},
            {u"Attempt"_s, run.attempt > 1 ? QString::number(run.attempt) : QString(), {}}};
}

QString stateRest(const ci::Run &run, TimePoint now)
{
    const auto progress = progressOf(run, now);
    QStringList parts{ownWords(run), transitionWords(run.transition), progress ? progress->words : QString(),
                      lastGreenWords(run, now), claimWords(run)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace tallywall
