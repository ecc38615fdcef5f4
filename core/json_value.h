// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace tallywall {

// Any JSON by itself: an object or an array, which parseJson() (core/json.h) takes alone, and 12, "text", true or null, too.
// Nothing where it is none.
[[nodiscard]] std::optional<QJsonValue> readJsonValue(const QByteArray &text);

} // namespace tallywall
