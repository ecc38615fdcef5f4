// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Round places for the lines of an axis, in the units people count time in.

const lengthSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
const clockSteps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000].map((step) => step * 1000);

const fits = (step, low, high, most) => Math.ceil(high / step) - Math.floor(low / step) < most;

/** The step of 1, 2 or 5 of some power of ten so that at most `most` lines span low to high. */
function decimalStep(low, high, most = 4) {
    const least = Math.max(Math.abs(high) * 1e-12, 1e-12); // finer than that no number is
    let power = 10 ** Math.floor(Math.log10(Math.max(high - low, least) / most));
    for (;; power *= 10) {
        const factor = [1, 2, 5].find((each) => fits(each * power, low, high, most));
        if (factor) return factor * power;
    }
}

/** The same for lengths of time in seconds. */
export function lengthStep(low, high, most = 4) {
    const spread = high - low;
    const isUsual = spread >= 3 && spread <= lengthSteps.at(-1);
    return (isUsual && lengthSteps.find((step) => fits(step, low, high, most))) || decimalStep(low, high, most);
}

/** Options of a Chart.js scale whose ends and lines are round; leastSpan(low) where all values are the same. */
function roundScale(stepOf, leastSpan) {
    let low = 0;
    let high = 1;
    return {
        afterDataLimits: (scale) => {
            low = scale.min;
            high = scale.max > scale.min ? scale.max : scale.min + leastSpan(scale.min);
        },
        afterBuildTicks: (scale) => {
            const step = stepOf(low, high);
            const first = Math.floor(low / step);
            const last = Math.ceil(high / step);
            scale.min = first * step;
            scale.max = last * step;
            scale.ticks = Array.from({ length: last - first + 1 }, (_, index) => ({ value: (first + index) * step }));
        },
    };
}

/** Lengths of time. */
export const roundLengths = () => roundScale(lengthStep, (low) => Math.max(1, low / 10));

/** Values of any kind. */
export const roundValues = () => roundScale(decimalStep, (low) => Math.abs(low) / 50 || 1);

/** How many decimals it takes to tell one line from the next. */
export const decimalsOfStep = (step) => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** Moments between from and to that a clock or a calendar would name: at most `most`, and two at least, without which nobody knows how
 *  long it is from one place to another. */
export function clockTicks(from, to, most) {
    const index = clockSteps.findIndex((each) => (to - from) / each <= most);
    const ticks = roundMoments(from, to, clockSteps[index] ?? (to - from) / most);
    if (ticks.length > 1 || index < 1) return ticks;
    const closer = roundMoments(from, to, clockSteps[index - 1]);
    return closer.filter((_, at) => at % Math.ceil(closer.length / most) === 0);
}

function roundMoments(from, to, step) {
    const shift = new Date(to).getTimezoneOffset() * 60e3;
    const ticks = [];
    for (let time = Math.ceil((from - shift) / step) * step + shift; time <= to; time += step) ticks.push({ value: time });
    return ticks;
}
