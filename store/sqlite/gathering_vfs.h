// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tallywall::sqlite {

// How a connection uses the processor while it reads the log.
enum class Pace : quint8 {
    Own,
    GiveWay, // lets others go first every few pages: for a checkpoint, whose copying would keep a writer waiting for milliseconds
};

// The name of a way for SQLite to its files (https://sqlite.org/vfs.html) that is the system's own, but writes a transaction to
// the write-ahead log in one piece. SQLite itself makes two calls of each page, and under load those cost more than all else
// that a commit does. Nothing else changes: what is in the file when a commit returns, and when it is synced. Any thread.
[[nodiscard]] const char *gatheringVfs(Pace pace);

} // namespace tallywall::sqlite
