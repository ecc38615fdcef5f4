// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/common_words.h"

#include "core/ci/reading.h"

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// "completed", "finished" and "done" are not among them: they do not tell how it ended.
constexpr std::array words{
        StateWord{"queued"_L1, State::Queued},         StateWord{"pending"_L1, State::Queued},
        StateWord{"created"_L1, State::Queued},        StateWord{"scheduled"_L1, State::Queued},
        StateWord{"requested"_L1, State::Queued},      StateWord{"waiting"_L1, State::Waiting},
        StateWord{"blocked"_L1, State::Waiting},       StateWord{"paused"_L1, State::Waiting},
        StateWord{"manual"_L1, State::Waiting},        StateWord{"action_required"_L1, State::Waiting},
        StateWord{"running"_L1, State::Running},       StateWord{"started"_L1, State::Running},
        StateWord{"in_progress"_L1, State::Running},   StateWord{"inprogress"_L1, State::Running},
        StateWord{"building"_L1, State::Running},      StateWord{"failing"_L1, State::Failing},
        StateWord{"success"_L1, State::Success},       StateWord{"succeeded"_L1, State::Success},
        StateWord{"successful"_L1, State::Success},    StateWord{"passed"_L1, State::Success},
        StateWord{"pass"_L1, State::Success},          StateWord{"ok"_L1, State::Success},
        StateWord{"fixed"_L1, State::Success},         StateWord{"warning"_L1, State::Warning},
        StateWord{"unstable"_L1, State::Warning},      StateWord{"partial"_L1, State::Warning},
        StateWord{"failed"_L1, State::Failed},         StateWord{"failure"_L1, State::Failed},
        StateWord{"fail"_L1, State::Failed},           StateWord{"broken"_L1, State::Failed},
        StateWord{"error"_L1, State::Error},           StateWord{"errored"_L1, State::Error},
        StateWord{"timed_out"_L1, State::Error},       StateWord{"timeout"_L1, State::Error},
        StateWord{"startup_failure"_L1, State::Error}, StateWord{"canceled"_L1, State::Canceled},
        StateWord{"cancelled"_L1, State::Canceled},    StateWord{"cancel"_L1, State::Canceled},
        StateWord{"aborted"_L1, State::Canceled},      StateWord{"stopped"_L1, State::Canceled},
        StateWord{"killed"_L1, State::Canceled},       StateWord{"interrupted"_L1, State::Canceled},
        StateWord{"skipped"_L1, State::Skipped},       StateWord{"not_run"_L1, State::Skipped},
        StateWord{"not_built"_L1, State::Skipped},
};

} // namespace

State stateByCommonWord(const QString &word)
{
    QString joined = word.trimmed();
    joined.replace(u' ', u'_').replace(u'-', u'_');
    return stateOf(words, joined);
}

} // namespace tallywall::ci
