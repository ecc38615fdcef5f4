// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prices of every symbol, oldest first, with the bounds that the wall itself has (core/prices/price_board.h).

const mostSymbols = 200;
const mostPoints = 600;
const mostDecimals = 6;

/** What an event of the collection `prices` tells: {symbol, price}, or undefined. */
export function priceOf({ collection, data }) {
    const isOne = collection === 'prices' && typeof data?.symbol === 'string' && /^[A-Za-z0-9._:/^=+-]{1,32}$/.test(data.symbol);
    return isOne && Number.isFinite(data.price) ? data : undefined;
}

/** How many decimals its prices are written with: all that any of them has, and at least two if any has one. */
export function decimalsOf({ points }) {
    const longest = Math.max(...points.slice(-60).map(([, price]) => (String(price).split('.')[1] ?? '').length));
    return longest === 0 ? 0 : Math.min(mostDecimals, Math.max(2, longest));
}

/** By how much the latest price differs from the one before it; 0 where it is the first. */
export const changeOf = ({ points }) => (points.length < 2 ? 0 : points.at(-1)[1] - points.at(-2)[1]);

const timeOf = ({ time }) => Date.parse(time ?? '');

export class Prices {
    #bySymbol = new Map();

    /** By symbol: {symbol, points: [[time, price], …]}, never without a point. */
    get list() {
        return [...this.#bySymbol.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
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
        this.#bySymbol = new Map(series.filter(({ points }) => points.length > 0).map(({ symbol, points }) => [symbol, { symbol, points }]));
        const answered = new Map(this.list.map(({ symbol, points }) => [symbol, points.at(-1)[0]]));
        for (const event of meanwhile) if (!(timeOf(event) <= answered.get(priceOf(event)?.symbol))) this.take(event, now);
    }

    #seriesOf(symbol) {
        let series = this.#bySymbol.get(symbol);
        if (!series) {
            if (this.#bySymbol.size >= mostSymbols) this.#forget();
            series = { symbol, points: [] };
            this.#bySymbol.set(symbol, series);
        }
        return series;
    }

    /** The one that was silent for longest. */
    #forget() {
        const silent = this.list.reduce((a, b) => (b.points.at(-1)[0] < a.points.at(-1)[0] ? b : a));
        this.#bySymbol.delete(silent.symbol);
    }
}
