// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"
#include "core/ci/reading.h"

#include <QJsonObject>

#include <span>

namespace tallywall::ci {

// What the readers of GitHub's events share, and Gitea's with them, since it sends the same kind of object. An "action" is a
// workflow run, a job, a check suite or a check run: each has a status, and once that is "completed" a conclusion.

// Every status and conclusion.
[[nodiscard]] std::span<const StateWord> actionWords();
// The word that counts: the conclusion of what is completed, else the status. Empty where there is neither.
[[nodiscard]] QString actionWord(const QJsonObject &action);
// A job of a workflow, or a run of a check.
[[nodiscard]] Job actionJob(const QJsonObject &job);
// The name of a workflow; of one without a name, which is called by its path, the file's name.
[[nodiscard]] QString workflowName(const QString &name);

// For services that run things again within the same run and do not count how often: the later a delivery was said, the more
// it counts, even where it goes back from an end to a beginning.
[[nodiscard]] qint64 generationOf(TimePoint said);
// The key of a job that keeps its id when it is run again.
[[nodiscard]] qint64 keyOfTry(qint64 id, qint64 attempt);

// github_checks.cpp: what comes from others than GitHub's own workflows, too.
[[nodiscard]] Result<Reading> readGithubCheckSuite(const QJsonObject &body);
[[nodiscard]] Result<Reading> readGithubCheckRun(const QJsonObject &body);
[[nodiscard]] Result<Reading> readGithubStatus(const QJsonObject &body);
[[nodiscard]] Result<Reading> readGithubDeploymentStatus(const QJsonObject &body);

// The error of a field, in GitHub's name.
inline constexpr Missing missingOfGithub{u"GitHub"};

} // namespace tallywall::ci
