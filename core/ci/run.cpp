// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/run.h"

#include "core/ci/tidy.h"

#include <QHashFunctions>

#include <array>
#include <tuple>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, 11> words{"queued", "waiting", "running",  "failing", "success", "warning",
                                             "failed", "error",   "canceled", "skipped", "unknown"};
constexpr std::array<const char *, 4> transitions{"", "broken", "still_broken", "fixed"};

} // namespace

QByteArray stateWord(State state)
{
    return QByteArray(words.at(static_cast<std::size_t>(state)));
}

State stateFromWord(QStringView word)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (word == QLatin1StringView(words.at(i)))
            return static_cast<State>(i);
    }
    return State::Unknown;
}

bool isFinished(State state)
{
    switch (state) {
    case State::Queued:
    case State::Waiting:
    case State::Running:
    case State::Failing:
    case State::Unknown: return false;
    case State::Success:
    case State::Warning:
    case State::Failed:
    case State::Error:
    case State::Canceled:
    case State::Skipped: return true;
    }
    Q_UNREACHABLE();
}

bool isTrouble(State state)
{
    return state == State::Failing || state == State::Failed || state == State::Error;
}

bool isGreen(State state)
{
    return state == State::Success || state == State::Warning;
}

bool isRed(State state)
{
    return state == State::Failed || state == State::Error;
}

bool isDecisive(State state)
{
    return isGreen(state) || isRed(state);
}

QByteArray transitionWord(Transition transition)
{
    return QByteArray(transitions.at(static_cast<std::size_t>(transition)));
}

Transition transitionFromWord(QStringView word)
{
    for (std::size_t i = 1; i < transitions.size(); ++i) {
        if (word == QLatin1StringView(transitions.at(i)))
            return static_cast<Transition>(i);
    }
    return Transition::None;
}

size_t qHash(const Lane &lane, size_t seed) noexcept
{
    return qHashMulti(seed, lane.provider, lane.project, lane.pipeline, lane.ref);
}

QString claimName(const QString &typed)
{
    // Tidied before it is cut, and again for the blank at which it may have been cut.
    return tidyText(tidyText(typed, typed.size()).simplified(), Claim::maxName);
}

bool isRed(const Run &run)
{
    return isTrouble(run.state) || run.transition == Transition::StillBroken;
}

Lane laneOf(const Run &run)
{
    return {run.provider, run.project, run.pipeline, run.ref};
}

QString linkOf(const Run &run, const QString &wall)
{
    if (!run.url.isEmpty() || wall.isEmpty())
        return run.url;
    return wall + "/#/ci/run/"_L1 + QString::number(static_cast<qint64>(run.id));
}

std::optional<double> secondsBetween(const std::optional<TimePoint> &started, const std::optional<TimePoint> &finished)
{
    if (!started || !finished || *finished < *started)
        return std::nullopt;
    return std::chrono::duration<double>(*finished - *started).count();
}

bool isLater(const Run &a, const Run &b)
{
    return std::tie(a.sequence, a.attempt, a.key) > std::tie(b.sequence, b.attempt, b.key);
}

} // namespace tallywall::ci
