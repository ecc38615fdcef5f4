// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace tallywall {

// The bytes that all threads have allocated and not given back: what is resident besides is kept by the allocator for the next time.
// Any thread. Nothing where the C library does not tell.
[[nodiscard]] std::optional<qint64> heapBytes();

} // namespace tallywall
