// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

#include <QString>

namespace tallywall {

// What of an event's data stands in one line: its beginning, as plain text, with the characters that escapes stand for; of a price,
// "ACME 12.50".
[[nodiscard]] QString dataLine(const Event &event);

// The whole envelope as JSON to read, indented, likewise without escapes. At most `limit` bytes are laid out; a last line says that there is more.
[[nodiscard]] QString readableEvent(const Event &event, qsizetype limit = qsizetype{64} * 1024);

// Whether type or data, as they are shown, have the text, whatever its case. Of data, the first `searchedBytes`. Empty text: always.
inline constexpr qsizetype searchedBytes = 4096;
[[nodiscard]] bool eventContains(const Event &event, const QString &text);

} // namespace tallywall
