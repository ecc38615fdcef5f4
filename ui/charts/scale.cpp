// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {
constexpr double largest = 1e100;
constexpr double smallest = 1e-12; // above nothing
} // namespace

double drawable(double value)
{
    return std::isnan(value) ? 0 : std::clamp(value, 0.0, largest);
}

Scale niceScale(double highest)
{
    if (!std::isfinite(highest) || highest < smallest)
        return {};
    highest = drawable(highest);
    Scale best{.top = 0};
    for (const int steps : {3, 2}) {
        const double power = std::pow(10, std::floor(std::log10(highest / steps)));
        for (const double factor : std::array{1.0, 2.0, 2.5, 4.0, 5.0, 10.0}) {
            const double step = factor * power;
            const double top = steps * step;
            if (top < highest * (1 - 1e-9) || (best.top > 0 && top >= best.top))
                continue;
            const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
            const bool half = factor == 2.5 && step < 25;
            best = {top, steps, half ? std::max(1, decimals + 1) : decimals};
        }
    }
    return best;
}

QString labelFormat(const Scale &scale)
{
    if (scale.top >= 1e7 || scale.decimals > 4)
        return u"%.3g"_s;
    return u"%.%1f"_s.arg(scale.decimals);
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
