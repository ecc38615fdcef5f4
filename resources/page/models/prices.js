// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prices of every symbol, oldest first, with the bounds that the wall itself has (core/prices/price_board.h).
import { sureDecimals, price as words } from '../format.js';
import { notYet, timeOf } from './missed.js';
import { compareNames } from './names.js';
import { deleteFirst, setLast } from './recency.js';

const mostSymbols = 200;
const mostPoints = 600;
const highestPrice = 1e15; // beyond it the wall refuses them
const quietFor = 60e3; // milliseconds: so long no price is missed
const usualGaps = 5;
const lookedAt = 30; // prices, for how many decimals they have

const newestOf = ({ points }) => points.at(-1)[0];

/** What an event of the collection `prices` tells: {symbol, price}, or undefined. */
export function priceOf({ collection, data }) {
    const isOne = collection === 'prices' && typeof data?.symbol === 'string' && /^[A-Za-z0-9._:/^=+-]{1,32}$/.test(data.symbol);
    return isOne && Math.abs(data.price) <= highestPrice && typeof data.price === 'number' ? data : undefined;
}

/** By how much the latest price differs from the one before it; 0 where it is the first. Without what the computer adds: 12.3 is 0.1 more
 *  than 12.2, and not 0.10000000000000142. */
export function changeOf({ points }) {
    if (points.length < 2) return 0;
    const [before, latest] = points.slice(-2).map(([, price]) => price);
    const size = Math.max(Math.abs(before), Math.abs(latest));
    return size > 0 ? Number((latest - before).toFixed(Math.min(100, Math.max(0, 12 - Math.floor(Math.log10(size)))))) : 0;
}

/** When its newest price came, where nothing was told of it for longer than a minute and than five of the gaps that are usual between its
 *  prices; undefined where it is not overdue. */
export function silentSince({ points }, now) {
    if (points.length === 0) return undefined;
    const [first, newest] = [points[0][0], points.at(-1)[0]];
    const gap = (newest - first) / Math.max(1, points.length - 1);
    return now - newest > Math.max(quietFor, usualGaps * gap) ? newest : undefined;
}

/** How many decimals the prices of a series have, so that none jumps as they change: as many as that of its newest ones that has the most,
 *  if they can be kept of the largest. */
export function decimalsOf({ points }) {
    const prices = points.slice(-lookedAt).map(([, price]) => price);
    const decimals = prices.map((price) => /\.(\d+)$/.exec(words(price))?.[1].length ?? 0);
    return Math.min(Math.max(2, ...decimals), sureDecimals(Math.max(0, ...prices.map(Math.abs))));
}

/** What is shown of changeOf(). */
export const shownChangeOf = (series) => Number(changeOf(series).toFixed(decimalsOf(series)));

export class Prices {
    #bySymbol = new Map(); // in the order of the last word: whoever is first was silent for longest

    /** By symbol: {symbol, points: [[time, price], …]}, never without a point. */
    get list() {
        return [...this.#bySymbol.values()].sort((a, b) => compareNames(a.symbol, b.symbol));
    }

    get(symbol) {
        return this.#bySymbol.get(symbol);
    }

    /** Whether the event told of a price. */
    take(event, now) {
        const tick = priceOf(event);
        if (!tick) return false;
        const series = this.#seriesOf(tick.symbol);
        series.points.push([timeOf(event) || now, tick.price]);
        if (series.points.length > mostPoints) series.points.shift();
        return true;
    }

    /** What the wall answers to GET /prices/series, and the events that came while it did: the answer may have them already. */
    replace(series, meanwhile, now) {
        const told = series.filter(({ points }) => points.length > 0).sort((a, b) => newestOf(a) - newestOf(b)); // all that is known of when they were told
        this.#bySymbol = new Map(told.map(({ symbol, points }) => [symbol, { symbol, points }]));
        const answered = new Map(told.map((each) => [each.symbol, newestOf(each)]));
        for (const event of notYet(meanwhile, answered, (each) => priceOf(each)?.symbol)) this.take(event, now);
    }

    /** Of the symbol that is told of. */
    #seriesOf(symbol) {
        const series = this.#bySymbol.get(symbol) ?? this.#begin(symbol);
        setLast(this.#bySymbol, symbol, series);
        return series;
    }

    #begin(symbol) {
        if (this.#bySymbol.size >= mostSymbols) deleteFirst(this.#bySymbol);
        return { symbol, points: [] };
    }
}
