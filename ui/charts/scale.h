// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

// An axis from `bottom` to `top` in two or three steps, so that it has at most four hairlines.
struct Scale {
    double bottom = 0;
    double top = 3;
    int steps = 3;
    int decimals = 0; // of the labels

    friend bool operator==(const Scale &, const Scale &) = default;
};

// A value as charts draw it: what is beyond all reason, or no number, would make Qt Charts compute with infinities.
[[nodiscard]] double drawable(double value);

// The smallest scale of round steps (1, 2, 2.5, 4 or 5 times a power of ten) that holds `highest`, a drawable value.
[[nodiscard]] Scale niceScale(double highest);
// The same from a round step below `lowest`, for what differs by little; both may be below 0, and are finite.
[[nodiscard]] Scale niceScale(double lowest, double highest);

// The format of its labels, as for printf(): with an exponent where there would be too many digits.
[[nodiscard]] QString labelFormat(const Scale &scale);

// A label in that format, its thousands set apart as everywhere.
[[nodiscard]] QString labelOf(const Scale &scale, double value);

// Seconds in the unit that fits the highest of them: 1 and "s", 60 and "min", 3600 and "h".
struct TimeUnit {
    double seconds = 1;
    QString name;
};
[[nodiscard]] TimeUnit timeUnitFor(double highestSeconds);

} // namespace tallywall
