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

QString remainingWords(double seconds)
{
    if (seconds <= 0)
        return u"any moment now"_s;
    if (seconds <= 45)
        return u"about %1 s left"_s.arg(std::max(10, static_cast<int>(std::ceil(seconds / 10)) * 10));
    const auto minutes = std::llround(std::max(60.0, std::min(seconds, 1e9)) / 60);
    if (minutes < 90)
        return u"about %1 min left"_s.arg(minutes);
    return u"about %1 h left"_s.arg(std::llround(static_cast<double>(minutes) / 60));
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
    if (!isUnderWay(run.state) || !run.started || !run.estimate || !(*run.estimate > 0))
        return std::nullopt;
    // Their clock may be ahead of ours.
    const double elapsed = std::max(0.0, std::chrono::duration<double>(now - *run.started).count());
    const bool overdue = run.overdueAfter && elapsed > *run.overdueAfter;
    return RunProgress{std::min(1.0, elapsed / *run.estimate), overdue,
                       overdue ? u"overdue"_s : remainingWords(*run.estimate - elapsed)};
}

ci::State shownState(const ci::Job &job)
{
    return job.allowFailure && ci::isTrouble(job.state) && ci::isFinished(job.state) ? ci::State::Warning : job.state;
}

QString stateWords(const ci::Run &run)
{
    if (run.state == ci::State::Unknown && !run.word.isEmpty())
        return oneLine(run.word);
    return stateLook(run.state).word;
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

QString lastGreenWords(const ci::Run &run, TimePoint now)
{
    if (!run.lastGreen || !ci::isTrouble(run.state))
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
    const QString state = joined({stateWords(run), transitionWords(run.transition)}, u", "_s);
    return joined({oneLine(run.project), oneLine(run.pipeline), oneLine(run.ref), state, oneLine(run.author),
                   formatAge(ageOrigin(run), now), progress ? progress->words : QString(), lastGreenWords(run, now),
                   claimWords(run)},
                  u"; "_s);
}

} // namespace tallywall
