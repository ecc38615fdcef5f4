// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace tallywall {

// Characters as people count them in a specification: code points, not UTF-16 units. Half a pair counts as one.
[[nodiscard]] qsizetype codePoints(QStringView text);

// For a sentence about it: at most so many UTF-16 units, and "…" where there are more; "?" for what nobody would see.
[[nodiscard]] QString shortened(QStringView text, qsizetype most);

} // namespace tallywall
