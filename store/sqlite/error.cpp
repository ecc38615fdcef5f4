// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/error.h"

#include <sqlite3.h>

namespace tallywall::sqlite {

using namespace Qt::StringLiterals;

namespace {

QString reasonOf(int code, const QString &text)
{
    switch (code) {
    case SQLITE_FULL: return u"the disk is full: free some space, nothing else is needed"_s;
    case SQLITE_READONLY: return u"the store cannot be written: check its permissions and those of its folder"_s;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return u"the store is locked: close the other program that holds it"_s;
    case SQLITE_CORRUPT: return u"the store is damaged: restore a backup, or move it away to start with an empty one"_s;
    case SQLITE_CANTOPEN:
        return u"the store cannot be opened: check that its folder exists and that you may write there"_s;
    case SQLITE_IOERR: return u"the disk reports an error (%1): check it"_s.arg(text);
    default: return u"the store failed: "_s + text;
    }
}

} // namespace

Error errorOf(int code, const QString &text, const QString &path)
{
    const int primary = code & 0xff; // an extended code carries the primary one in its low byte
    if (primary == SQLITE_NOTADB) {
        return Error{
                ErrorCode::Unavailable,
                u"the store %1 failed: it is not a Tallywall database. Choose another file with --store sqlite:PATH"_s
                        .arg(path),
                {}};
    }
    return Error{ErrorCode::Unavailable, u"%1 (%2)"_s.arg(reasonOf(primary, text), path), {}};
}

Error lastError(sqlite3 *connection, const QString &path)
{
    return errorOf(sqlite3_extended_errcode(connection), QString::fromUtf8(sqlite3_errmsg(connection)), path);
}

} // namespace tallywall::sqlite
