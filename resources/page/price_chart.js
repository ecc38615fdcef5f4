// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prices of one symbol over the time.
import { roundValues } from './axes.js';
import { price } from './format.js';
import { lineOverTime } from './line_chart.js';
import { LiveChart, drawable, ticks } from './live_chart.js';
import { decimalsOf } from './models/prices.js';

const shortest = 30e3; // of the axis: the first points do not fill it

/** Shows {symbol, records: points, decimals, from, to}: priceSpan(). */
export function priceChart(canvas) {
    const describe = ({ symbol, records, decimals, from, to }) => lineOverTime({
        points: records.map(([x, value]) => ({ x, y: Math.max(-drawable(-value), drawable(value)), value })), from, to,
        words: ({ value }) => price(value, decimals), title: () => symbol, axis: { ...roundValues(), ticks: ticks((value) => price(value, decimals).replace(/\.0+$/, '')) },
    });
    return new LiveChart(canvas, describe, ({ symbol, records, decimals }) => `Line chart of ${records.length} prices of ${symbol}, the newest ${price(records.at(-1)[1], decimals)}`);
}

/** What the chart shows of a series; nothing for undefined. */
export function priceSpan(series) {
    if (!series) return { records: [] };
    const to = series.points.at(-1)[0];
    return { symbol: series.symbol, records: series.points, decimals: decimalsOf(series), from: Math.min(series.points[0][0], to - shortest), to };
}
