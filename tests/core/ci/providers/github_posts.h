// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/ci/deliveries.h"

// What GitHub posts, and what is read of it.
namespace tallywall::ci::test {

[[nodiscard]] Delivery sent(const QByteArray &event, const QByteArray &body);
[[nodiscard]] Run run(const QByteArray &event, const QByteArray &body);
[[nodiscard]] Run run(const QByteArray &event, const QString &file); // tests/core/ci/data/github/FILE.json

// A body with the status and the conclusion of a member ("workflow_run") as GitHub writes them for a word: a conclusion only
// of what is completed.
[[nodiscard]] QByteArray standing(const QByteArray &body, const QString &member, const QString &word);

} // namespace tallywall::ci::test
