// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run_words.h"

#include "ui/ci/runs_model.h"
#include "ui/ci/state_look.h"
#include "ui/text/format.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr double usualExcess = 1.5; // where the wall does not say what is overdue

QString remainingWords(double seconds)
{
    if (seconds <= 0)
        return u"done any moment"_s;
    if (seconds < 55)
        return u"about %1 s left"_s.arg(std::max(5, static_cast<int>(std::ceil(seconds / 5)) * 5));
    if (seconds < 90 * 60)
        return u"about %1 min left"_s.arg(std::llround(seconds / 60));
    return u"about %1 h left"_s.arg(formatCount(std::llround(std::min(seconds, 1e9) / 3600)));
}

QString joined(std::initializer_list<QString> parts, const QString &separator)
{
    QStringList list(parts);
    list.removeAll(QString());
    return list.join(separator);
}

} // namespace

bool isUnderWay(ci::State state)
{
    return state == ci::State::Running || state == ci::State::Failing;
}

std::optional<RunProgress> progressOf(const ci::Run &run, TimePoint now)
{
    if (!isUnderWay(run.state) || !run.started)
        return std::nullopt;
    // Their clock may be ahead of ours.
    const double elapsed = std::max(0.0, std::chrono::duration<double>(now - *run.started).count());
    const QString soFar = u"%1 so far"_s.arg(formatDuration(elapsed));
    if (!run.estimate || !(*run.estimate > 0))
        return RunProgress{std::nullopt, false, soFar};
    if (elapsed > run.overdueAfter.value_or(*run.estimate * usualExcess))
        return RunProgress{1, true, u"overdue, %1"_s.arg(soFar)};
    return RunProgress{std::min(1.0, elapsed / *run.estimate), false, remainingWords(*run.estimate - elapsed)};
}

bool isStillRed(const ci::Run &run)
{
    return ci::isRed(run) && !ci::isTrouble(run.state);
}

ci::State shownState(const ci::Job &job)
{
    return job.allowFailure && ci::isTrouble(job.state) && ci::isFinished(job.state) ? ci::State::Warning : job.state;
}

QString stateWords(const ci::Run &run)
{
    return stateLook(run.state).word;
}

QString ownWords(const ci::Run &run)
{
    return run.state == ci::State::Unknown && !run.word.isEmpty() ? u"“%1”"_s.arg(oneLine(run.word)) : QString();
}

QString transitionWords(ci::Transition transition)
{
    switch (transition) {
    case ci::Transition::None: return {};
    case ci::Transition::Broken: return u"broken"_s;
    case ci::Transition::StillBroken: return u"still broken"_s;
    case ci::Transition::Fixed: return u"fixed"_s;
    }
    Q_UNREACHABLE();
}

QString stateAndTransition(const ci::Run &run)
{
    return joined({stateWords(run), transitionWords(run.transition)}, u" · "_s);
}

QString lastGreenWords(const ci::Run &run, TimePoint now)
{
    if (!run.lastGreen || !ci::isRed(run))
        return {};
    const QString age = formatAge(*run.lastGreen, now);
    return age == "now"_L1 ? u"last green just now"_s : u"last green %1"_s.arg(age);
}

QString claimWords(const ci::Run &run)
{
    return run.claim.by.isEmpty() ? QString() : u"%1 looks into it"_s.arg(oneLine(run.claim.by));
}

QString placeWords(const ci::Run &run)
{
    return joined({oneLine(run.ref), oneLine(run.pipeline)}, u" · "_s);
}

QString numberWords(const ci::Run &run)
{
    const QString number = run.number > 0 ? u"#%1"_s.arg(run.number) : QString();
    const QString attempt = run.attempt > 1 ? u"attempt %1"_s.arg(run.attempt) : QString();
    return joined({number, attempt}, u", "_s);
}

QString runTitle(const ci::Run &run)
{
    return joined({oneLine(run.project), oneLine(run.ref), numberWords(run)}, u"  "_s);
}

QString runSentence(const ci::Run &run, TimePoint now)
{
    const auto progress = progressOf(run, now);
    const QString state = joined({stateWords(run), ownWords(run), transitionWords(run.transition)}, u", "_s);
    return joined({oneLine(run.project), oneLine(run.pipeline), oneLine(run.ref), state, oneLine(run.author),
                   formatAge(ageOrigin(run), now), progress ? progress->words : QString(), lastGreenWords(run, now),
                   claimWords(run)},
                  u"; "_s);
}

} // namespace tallywall
