// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace tallywall {

// Characters as people count them in a specification: code points, not UTF-16 units. Half a pair counts as one.
[[nodiscard]] qsizetype codePoints(QStringView text);

} // namespace tallywall
