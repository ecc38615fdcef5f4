// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"created"_L1, State::Queued},    StateWord{"pending"_L1, State::Queued},
        StateWord{"blocked"_L1, State::Waiting}, // for an approval
        StateWord{"running"_L1, State::Running},   StateWord{"success"_L1, State::Success},
        StateWord{"failure"_L1, State::Failed},    StateWord{"error"_L1, State::Error},
        StateWord{"killed"_L1, State::Canceled},   StateWord{"canceled"_L1, State::Canceled},
        StateWord{"declined"_L1, State::Canceled}, StateWord{"skipped"_L1, State::Skipped},
};

Error missing(QLatin1StringView field)
{
    return Error{ErrorCode::Invalid, u"missing, or not what docs/ci/woodpecker.md says"_s,
                 u"field \"%1\""_s.arg(field)};
}

// Unix time, as text since it comes from the environment.
std::optional<TimePoint> momentIn(const QJsonObject &body, QLatin1StringView name)
{
    return momentOf(double(integerAt(body, name)));
}

Result<Reading> read(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const auto at = momentIn(body, "at"_L1);
    const QString workflow = firstTextAt(body, {"pipeline"_L1, "CI_WORKFLOW_NAME"_L1});
    const QString target = textAt(body, "CI_PIPELINE_DEPLOY_TARGET"_L1);
    Run run{.project = nameAt(body, {"CI_REPO"_L1}),
            .pipeline = target.isEmpty() ? workflow : u"deployment to %1"_s.arg(target),
            // of a pull request the branch is the one that it would be merged into
            .ref = shortRef(firstTextAt(body, {"CI_COMMIT_REF"_L1, "CI_COMMIT_TAG"_L1, "CI_COMMIT_BRANCH"_L1})),
            .commit = textAt(body, "CI_COMMIT_SHA"_L1),
            .message = textAt(body, "CI_COMMIT_MESSAGE"_L1),
            .author = firstTextAt(body, {"CI_COMMIT_AUTHOR"_L1, "CI_PIPELINE_AUTHOR"_L1}),
            .started = momentIn(body, "CI_PIPELINE_STARTED"_L1),
            .url = textAt(body, "CI_PIPELINE_URL"_L1),
            .number = integerAt(body, "CI_PIPELINE_NUMBER"_L1),
            .generation = 1};
    if (run.project.isEmpty())
        return missing("CI_REPO"_L1);
    if (run.number <= 0)
        return missing("CI_PIPELINE_NUMBER"_L1);
    if (!body.value("status"_L1).isString())
        return missing("status"_L1);
    run.key = u"%1 %2"_s.arg(QString::number(run.number), workflow);
    report(run, words, textAt(body, "status"_L1));
    if (isFinished(run.reported))
        run.finished = at;
    return Reading(run);
}

} // namespace

Provider woodpecker()
{
    return Provider{
            .name = "woodpecker"_ba,
            .title = u"Woodpecker"_s,
            .recognises = [](const Delivery &delivery) { return delivery.json.value("woodpecker"_L1).isDouble(); },
            .schemes = {},
            .idOf = [](const Delivery &) { return QByteArray(); },
            .eventOf = [](const Delivery &delivery) { return textAt(delivery.json, "status"_L1); },
            .read = &read};
}

} // namespace tallywall::ci
