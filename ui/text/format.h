// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QString>

namespace tallywall {

// How the window writes figures and times: one decimal point, thin spaces between thousands, units after the number.
// Free functions of values; the present moment is handed in.

[[nodiscard]] QString formatCount(qint64 count);     // "1 284"
[[nodiscard]] QString formatSeconds(double seconds); // "12.34", "0.0001", "1 284.50", "1.5e12"; no unit
// With at least as many decimals: "12.50", "67 890.125", "0.000012", "123 456 789 012 345"; no unit.
[[nodiscard]] QString formatPrice(double price, int decimals = 2);
[[nodiscard]] int sureDecimals(double price); // that a computer keeps of it; what stands behind them nobody has told
[[nodiscard]] QString formatRate(double perSecond);   // "37", below ten "3.5"
[[nodiscard]] QString formatBytes(qint64 bytes);      // "1.2 MB"
[[nodiscard]] QString formatDuration(double seconds); // "0:38", "4:12", "1:02:03"; "–" below 0
[[nodiscard]] QString
formatSpan(std::chrono::seconds span); // "20 s", "3 min", "5 h", "2 d": the whole ones of the largest
[[nodiscard]] QString formatAge(TimePoint then, TimePoint now); // "now", "20 s ago", "3 min ago", "5 h ago", "2 d ago"
[[nodiscard]] QString formatExact(TimePoint time);              // "2026-11-20 22:36:04", local time
[[nodiscard]] QString formatClock(TimePoint time);              // "22:36:04", local time
[[nodiscard]] QString formatChange(qint64 now, qint64 before);  // "▲ 12 %"; empty where there was nothing before

// "▲ 0.30", "▼ 1 284.50", "± 0": by how much a price rose or fell, with no more decimals than the price itself.
[[nodiscard]] QString formatPriceChange(double change, int decimals = 2);

[[nodiscard]] double toDecimals(double value, int decimals); // rounded, as it is written with so many

// What these have written, for machines: without the thin spaces.
[[nodiscard]] QString plainFigures(QString text);

// Text from elsewhere as one line: line breaks, other controls and direction overrides become spaces.
[[nodiscard]] QString oneLine(QString text);

// The first `length` UTF-16 units, or one less where that would cut a character in two.
[[nodiscard]] QString firstPart(const QString &text, qsizetype length);

// Text from elsewhere as a tool tip, which wraps and is never read as markup. At most 4000 characters.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace tallywall
