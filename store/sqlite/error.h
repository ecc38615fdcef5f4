// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

struct sqlite3;

namespace tallywall::sqlite {

// A result code of sqlite3.h ("Result and Error Codes") in words an operator can act on: disk full, read-only, locked,
// damaged. `text` is what SQLite says about it, `path` names the file.
[[nodiscard]] Error errorOf(int code, const QString &text, const QString &path);

// The error that the connection met last.
[[nodiscard]] Error lastError(sqlite3 *connection, const QString &path);

} // namespace tallywall::sqlite
