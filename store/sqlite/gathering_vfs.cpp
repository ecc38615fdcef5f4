// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/gathering_vfs.h"

#include <QByteArray>
#include <QThread>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <new>

namespace tallywall::sqlite {

namespace {

constexpr int frameHeader = 24;               // bytes; "Database File Format" 4.1 on sqlite.org
constexpr int pagesAtATime = 16;              // some 100 us of copying
constexpr qsizetype mostGathered = 64 * 1024; // the largest page: no system has ever been asked to write more at a time

// A frame says in its header whether a transaction ends with it: the size of the database after it, or 0.
bool endsTransaction(const char *header)
{
    return std::any_of(header + 4, header + 8, [](char byte) { return byte != 0; });
}

// The write-ahead log of one connection. What continues the write before it waits; everything else first writes what waits.
// The last frame of a transaction never waits, since the commit is told to other connections right behind it.
struct WalFile : sqlite3_file {
    sqlite3_file *system = nullptr; // follows this in memory
    QByteArray gathered;
    sqlite3_int64 end = -1; // of the last write
    Pace pace = Pace::Own;
    int reads = 0;
    bool ending = false; // the frame that is being written ends its transaction

    int flush()
    {
        if (gathered.isEmpty())
            return SQLITE_OK;
        const int size = static_cast<int>(gathered.size());
        const int code = system->pMethods->xWrite(system, gathered.constData(), size, end - size);
        gathered.resize(0); // also where it failed: SQLite then begins again where the transaction began
        return code;
    }

    int write(const char *bytes, int size, sqlite3_int64 at)
    {
        const bool follows = at == end;
        if (!follows || gathered.size() + size > mostGathered) {
            if (const int code = flush(); code != SQLITE_OK)
                return code;
        }
        if (size == frameHeader)
            ending = endsTransaction(bytes);
        end = at + size;
        if (!follows)
            return system->pMethods->xWrite(system, bytes, size, at);
        gathered.append(bytes, size);
        return ending && size != frameHeader ? flush() : SQLITE_OK;
    }
};

WalFile *self(sqlite3_file *file)
{
    return static_cast<WalFile *>(file);
}

// Calls the system's own method, behind what waits to be written.
template<auto method, typename... Arguments>
int forward(sqlite3_file *file, Arguments... arguments)
{
    if (const int code = self(file)->flush(); code != SQLITE_OK)
        return code;
    sqlite3_file *system = self(file)->system;
    return (system->pMethods->*method)(system, arguments...);
}

// The same for what only asks about the device, and answers with no code.
template<auto method>
int ask(sqlite3_file *file)
{
    sqlite3_file *system = self(file)->system;
    return (system->pMethods->*method)(system);
}

int read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
    if (self(file)->pace == Pace::GiveWay && ++self(file)->reads % pagesAtATime == 0)
        QThread::yieldCurrentThread();
    return forward<&sqlite3_io_methods::xRead>(file, bytes, size, at);
}

int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    return self(file)->write(static_cast<const char *>(bytes), size, at);
}

int close(sqlite3_file *file)
{
    sqlite3_file *system = self(file)->system;
    const int code = system->pMethods->xClose(system);
    self(file)->~WalFile();
    return code;
}

constexpr sqlite3_io_methods walMethods{
        .iVersion = 1, // the rest concerns shared memory and mappings, which a log does not have
        .xClose = &close,
        .xRead = &read,
        .xWrite = &write,
        .xTruncate = &forward<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
        .xSync = &forward<&sqlite3_io_methods::xSync, int>,
        .xFileSize = &forward<&sqlite3_io_methods::xFileSize, sqlite3_int64 *>,
        .xLock = &forward<&sqlite3_io_methods::xLock, int>,
        .xUnlock = &forward<&sqlite3_io_methods::xUnlock, int>,
        .xCheckReservedLock = &forward<&sqlite3_io_methods::xCheckReservedLock, int *>,
        .xFileControl = &forward<&sqlite3_io_methods::xFileControl, int, void *>,
        .xSectorSize = &ask<&sqlite3_io_methods::xSectorSize>,
        .xDeviceCharacteristics = &ask<&sqlite3_io_methods::xDeviceCharacteristics>,
};

struct GatheringVfs : sqlite3_vfs {
    sqlite3_vfs *system;
    Pace pace;
};

int open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flagsOut)
{
    sqlite3_vfs *system = static_cast<GatheringVfs *>(vfs)->system;
    if (!(flags & SQLITE_OPEN_WAL))
        return system->xOpen(system, name, file, flags, flagsOut);
    auto *wal = new (file) WalFile{};
    wal->system = reinterpret_cast<sqlite3_file *>(wal + 1);
    wal->pace = static_cast<GatheringVfs *>(vfs)->pace;
    const int code = system->xOpen(system, name, wal->system, flags, flagsOut);
    // SQLite closes whatever has methods, also where opening failed.
    if (wal->system->pMethods)
        wal->pMethods = &walMethods;
    else
        wal->~WalFile();
    return code;
}

GatheringVfs makeVfs(const char *name, Pace pace)
{
    GatheringVfs vfs{*sqlite3_vfs_find(nullptr), sqlite3_vfs_find(nullptr), pace};
    vfs.zName = name;
    vfs.szOsFile += static_cast<int>(sizeof(WalFile));
    vfs.pNext = nullptr;
    vfs.xOpen = &open;
    return vfs;
}

} // namespace

const char *gatheringVfs(Pace pace)
{
    static std::array<GatheringVfs, 2> all = [] {
        return std::array{makeVfs("tallywall", Pace::Own), makeVfs("tallywall-gives-way", Pace::GiveWay)};
    }();
    static const bool registered = std::all_of(
            all.begin(), all.end(), [](GatheringVfs &vfs) { return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK; });
    Q_ASSERT(registered);
    Q_UNUSED(registered)
    return all.at(pace == Pace::Own ? 0 : 1).zName;
}

} // namespace tallywall::sqlite
