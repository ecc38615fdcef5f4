// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/status/heap.h"

#include <cstdlib> // defines __GLIBC__, with glibc

#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 33)
#define HAS_MALLINFO2
#include <malloc.h>
#endif
#endif

namespace tallywall {

std::optional<qint64> heapBytes()
{
#ifdef HAS_MALLINFO2
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<qint64>(heap.uordblks + heap.hblkhd);
#else
    return std::nullopt;
#endif
}

} // namespace tallywall
