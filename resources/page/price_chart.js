// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prices of one symbol over the time.
import { decimalsOfStep, roundValues } from './axes.js';
import { fixed, price } from './format.js';
import { lineOverTime } from './line_chart.js';
import { LiveChart, ticks } from './live_chart.js';
import { decimalsOf } from './models/prices.js';

const shortest = 5e3; // of the axis: a point alone has a place on it

const lineWords = (value, _, lines) => fixed(value, decimalsOfStep(lines[1].value - lines[0].value));

/** words(point), with as many decimals for each. */
function wordsFor(points) {
    const decimals = decimalsOf({ points });
    return ({ y }) => price(y, decimals);
}

/** Shows {symbol, records: points, from, to}: priceSpan(). */
export function priceChart(canvas) {
    const describe = ({ symbol, records, from, to }) => lineOverTime({
        points: records.map(([x, y]) => ({ x, y })), from, to, words: wordsFor(records), title: () => symbol,
        axis: { ...roundValues(), ticks: ticks(lineWords) },
    });
    return new LiveChart(canvas, describe, ({ symbol, records }) => `Line chart of ${records.length} prices of ${symbol}, the newest ${price(records.at(-1)[1], decimalsOf({ points: records }))}`);
}

/** What the chart shows of a series; nothing for undefined, or where it has no point. */
export function priceSpan(series) {
    if (!series?.points.length) return { records: [] };
    const to = series.points.at(-1)[0];
    return { symbol: series.symbol, records: series.points, from: Math.min(series.points[0][0], to - shortest), to };
}
