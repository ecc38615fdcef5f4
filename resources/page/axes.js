// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Round places for the lines of an axis, in the units people count time in.

const lengthSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
const clockSteps = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000].map((step) => step * 1000);

/** The step for lengths of time in seconds so that at most `most` lines span low to high. */
export function lengthStep(low, high, most = 4) {
    const fits = (step) => Math.ceil(high / step) - Math.floor(low / step) < most;
    const spread = high - low;
    if (spread >= 3 && spread <= lengthSteps.at(-1)) {
        const found = lengthSteps.find(fits);
        if (found) return found;
    }
    let power = 10 ** Math.floor(Math.log10(Math.max(spread, 1e-6) / most));
    for (;; power *= 10) {
        const factor = [1, 2, 5].find((each) => fits(each * power));
        if (factor) return factor * power;
    }
}

/** Options of a Chart.js scale whose ends and lines are round lengths of time. */
export function roundLengths() {
    let low = 0;
    let high = 1;
    return {
        afterDataLimits: (scale) => {
            low = scale.min;
            high = scale.max > scale.min ? scale.max : scale.min + Math.max(1, scale.min / 10);
        },
        afterBuildTicks: (scale) => {
            const step = lengthStep(low, high);
            const first = Math.floor(low / step);
            const last = Math.ceil(high / step);
            scale.min = first * step;
            scale.max = last * step;
            scale.ticks = Array.from({ length: last - first + 1 }, (_, index) => ({ value: (first + index) * step }));
        },
    };
}

/** Moments between from and to that a clock or a calendar would name, at most `most`. */
export function clockTicks(from, to, most) {
    const step = clockSteps.find((each) => (to - from) / each <= most) ?? (to - from) / most;
    const shift = new Date(to).getTimezoneOffset() * 60e3;
    const ticks = [];
    for (let time = Math.ceil((from - shift) / step) * step + shift; time <= to; time += step) ticks.push({ value: time });
    return ticks;
}
