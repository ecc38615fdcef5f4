// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scale.h"

#include "ui/text/format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {
constexpr double largest = 1e100;
constexpr double smallest = 1e-12; // above nothing

int decimalsOf(double factor, double step)
{
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return factor == 2.5 && step < 25 ? std::max(1, decimals + 1) : decimals;
}

Scale smallestScale(double lowest, double highest)
{
    Scale best{.bottom = 0, .top = 0};
    for (const int steps : {3, 2}) {
        const double power = std::pow(10, std::floor(std::log10((highest - lowest) / steps)));
        for (const double factor : std::array{1.0, 2.0, 2.5, 4.0, 5.0, 10.0, 20.0}) {
            const double step = factor * power;
            const double bottom = step * std::floor(lowest / step + 1e-9);
            const double top = bottom + steps * step;
            if (top < highest - (highest - lowest) * 1e-9
                || (best.top > best.bottom && top - bottom >= best.top - best.bottom))
                continue;
            best = {bottom, top, steps, decimalsOf(factor, step)};
        }
    }
    return best;
}

} // namespace

double drawable(double value)
{
    return std::isnan(value) ? 0 : std::clamp(value, 0.0, largest);
}

Scale niceScale(double highest)
{
    if (!std::isfinite(highest) || highest < smallest)
        return {};
    return smallestScale(0, drawable(highest));
}

Scale niceScale(double lowest, double highest)
{
    // What does not differ at all is drawn in the middle of something.
    const double size = std::max({std::abs(lowest), std::abs(highest), smallest});
    const double least = size * (highest > lowest ? 1e-7 : 1e-2);
    const double missing = std::max(0.0, least - (highest - lowest)) / 2;
    return smallestScale(lowest - missing, highest + missing);
}

QString labelFormat(const Scale &scale)
{
    const int mostDecimals = scale.bottom == 0 ? 4 : 8; // between large values, the last ones are what differs
    const double largest = std::max(std::abs(scale.bottom), std::abs(scale.top));
    const double step = (scale.top - scale.bottom) / scale.steps;
    if (largest >= 1e7 || scale.decimals > mostDecimals) {
        // As many digits as neighbours need to differ.
        const double digits = std::ceil(std::log10(largest / step) - 1e-9) + 2;
        if (largest >= 1e13 || digits <= 4 || scale.decimals > mostDecimals)
            return u"%.%1g"_s.arg(static_cast<int>(std::clamp(digits, 3.0, 12.0)));
    }
    return u"%.%1f"_s.arg(scale.decimals);
}

QString labelOf(const Scale &scale, double value)
{
    const double nothing = (scale.top - scale.bottom) / scale.steps * 1e-6; // beside a step
    const QString text = QString::asprintf(labelFormat(scale).toLatin1().constData(),
                                           std::abs(value) < nothing ? 0 : value);
    if (text.contains(u'e'))
        return text;
    const QString sign = text.startsWith(u'-') ? u"-"_s : QString();
    const QString digits = text.sliced(sign.size());
    const QString whole = digits.section(u'.', 0, 0);
    return sign + formatCount(whole.toLongLong()) + digits.sliced(whole.size());
}

TimeUnit timeUnitFor(double highestSeconds)
{
    if (highestSeconds >= 2 * 3600)
        return {3600, u"h"_s};
    if (highestSeconds >= 120)
        return {60, u"min"_s};
    return {1, u"s"_s};
}

} // namespace tallywall
