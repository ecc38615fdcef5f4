// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/providers/providers.h"

namespace tallywall::ci {

// What GitLab posts, for the tests of how it is read.

constexpr TimePoint hookReceived = fromUnixMs(1'795'214'160'123);

// tests/core/ci/data/NAME.json
[[nodiscard]] QByteArray fixture(const QString &name);
// A body with one member of an inner object (or, where `inner` is empty, of the whole) changed; removed if it is undefined.
[[nodiscard]] QByteArray with(const QByteArray &body, const QString &inner, const QString &member,
                              const QJsonValue &value);

[[nodiscard]] Delivery hook(const QByteArray &body, const HeaderList &headers = {});
[[nodiscard]] Result<Reading> read(const QByteArray &body);
// The run in a body that has to hold one; a default Run where it does not.
[[nodiscard]] Run runIn(const QByteArray &body);

} // namespace tallywall::ci
