// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace tallywall {

class Database;

// The schema this program knows. It stands in SQLite's `user_version`; `application_id` marks the file as ours.
inline constexpr int schemaVersion = 6;

// Brings an open database to `schemaVersion`, one transaction for each step. Errors: Unavailable, where a step fails, where
// the file was written by a newer Tallywall, or where it belongs to another program. Nothing is changed then.
[[nodiscard]] Result<Done> migrate(Database &database);

} // namespace tallywall
