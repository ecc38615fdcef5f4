// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

// How names follow each other wherever the wall lists some: in any case, and numbers by their value, so that app-2 comes before
// app-10; the same on every machine, and as the page has it. Below 0 where `a` comes first. GUI thread.
[[nodiscard]] int compareNames(const QString &a, const QString &b);

} // namespace tallywall
