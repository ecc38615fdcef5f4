// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"

namespace tallywall {

// Rows and events for the window's tests. Times count from a fixed moment.
inline constexpr TimePoint sampleTime = fromUnixMs(1'795'000'000'000);

[[nodiscard]] TimedResult sampleResult(qint64 id, double seconds = 1, const QString &name = QStringLiteral("Ada"));
[[nodiscard]] ci::Run sampleRun(qint64 id, ci::State state, const QString &project = QStringLiteral("shop/api"));

[[nodiscard]] Event resultEvent(const char *type, const TimedResult &result);
[[nodiscard]] Event runEvent(const char *type, const ci::Run &run);

// "COLLECTION/done" with "{}" unless there is other data; its time counts by its id.
[[nodiscard]] Event sampleEvent(qint64 id, const char *collection, const QByteArray &data = QByteArrayLiteral("{}"));

// `count` results/created events with the ids from `first` up.
[[nodiscard]] Frame createdFrame(qint64 first, qint64 count);

} // namespace tallywall
