// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall::sqlite {

// The name of a way for SQLite to its files (https://sqlite.org/vfs.html) that is the system's own, but writes a transaction to
// the write-ahead log in one piece. SQLite itself makes two calls of each page, and under load those cost more than all else
// that a commit does. Nothing else changes: what is in the file when a commit returns, and when it is synced. Any thread.
[[nodiscard]] const char *gatheringVfs();

} // namespace tallywall::sqlite
