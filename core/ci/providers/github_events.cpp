// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/github_events.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"requested"_L1, State::Queued},
        StateWord{"queued"_L1, State::Queued},
        StateWord{"waiting"_L1, State::Waiting},
        StateWord{"pending"_L1, State::Waiting}, // for a place in its concurrency group
        StateWord{"action_required"_L1, State::Waiting},
        StateWord{"in_progress"_L1, State::Running},
        StateWord{"success"_L1, State::Success},
        StateWord{"neutral"_L1, State::Success},
        StateWord{"failure"_L1, State::Failed},
        StateWord{"timed_out"_L1, State::Failed},
        StateWord{"startup_failure"_L1, State::Error},
        StateWord{"cancelled"_L1, State::Canceled},
        StateWord{"stale"_L1, State::Canceled}, // given up by GitHub after two weeks
        StateWord{"skipped"_L1, State::Skipped},
};

} // namespace

std::span<const StateWord> actionWords()
{
    return words;
}

QString actionWord(const QJsonObject &action)
{
    const QString status = textAt(action, "status"_L1);
    const QString conclusion = textAt(action, "conclusion"_L1);
    const bool completed = status.isEmpty() || status.compare("completed"_L1, Qt::CaseInsensitive) == 0;
    return completed ? firstOf({conclusion, status}) : status;
}

Job actionJob(const QJsonObject &job)
{
    Job read{.key = integerAt(job, "id"_L1),
             .name = textAt(job, "name"_L1),
             .state = stateOf(words, actionWord(job)),
             .url = firstTextAt(job, {"html_url"_L1, "details_url"_L1})};
    if (hasBegun(read.state))
        read.started = firstMomentAt(job, {"started_at"_L1});
    if (isFinished(read.state))
        read.finished = firstMomentAt(job, {"completed_at"_L1});
    return read;
}

QString workflowName(const QString &name)
{
    const bool isFile = name.endsWith(".yml"_L1) || name.endsWith(".yaml"_L1);
    return isFile ? name.section(u'/', -1) : name;
}

qint64 generationOf(TimePoint said)
{
    return std::max<qint64>(toUnixMs(said) / 1000, 1);
}

qint64 keyOfTry(qint64 id, qint64 attempt)
{
    constexpr qint64 most = 1000;
    return id < std::numeric_limits<qint64>::max() / most ? id * most + std::clamp<qint64>(attempt, 0, most - 1) : id;
}

} // namespace tallywall::ci
