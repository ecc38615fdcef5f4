// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"

namespace tallywall::ci {

// What TeamCity's plugin tcWebHooks sends in its format "Legacy Webhook (JSON)": an object `build` with the members of
// WebHookPayloadContent (tcplugins/tcWebHooks). Read by the provider teamcity().
[[nodiscard]] bool isTcWebHook(const QJsonObject &document);
[[nodiscard]] Result<Reading> readTcWebHook(const QJsonObject &document);

// "20260821T084709+0200", as TeamCity writes times, or ISO 8601.
[[nodiscard]] std::optional<TimePoint> teamcityMoment(const QString &text);
// A branch as people know it: without "refs/heads/", and nothing for "<default>".
[[nodiscard]] QString teamcityBranch(const QString &name);
// What shows a build that is red and goes on before one that just goes on, where both were said at the same time.
[[nodiscard]] TimePoint teamcitySaid(const Run &run, const std::optional<TimePoint> &time);

} // namespace tallywall::ci
