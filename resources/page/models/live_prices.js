// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prices of a wall as they come, and what is wrong with them.
import { age, plain } from '../format.js';
import { Missed } from './missed.js';
import { compareNames } from './names.js';
import { Prices, priceOf, silentSince } from './prices.js';

const drawEvery = 250; // milliseconds, however many prices come

export class LivePrices {
    #known = new Prices();
    #timer = 0;

    /** isSeen(): whether somebody looks; only then they are read, and draw() is called. */
    constructor(wall, { isSeen, draw }) {
        Object.assign(this, { wall, isSeen, draw });
        this.missed = new Missed('/prices/series', { take: ({ series }, meanwhile) => this.#known.replace(series, meanwhile, wall.now()), done: () => this.#drawNow() });
        wall.onEvent((event, at) => this.#hear(event, at));
        wall.onBack(() => this.#lose());
    }

    /** By symbol: {symbol, points, trouble}. Those that are asked for and were never read are there, too, without a point. */
    get list() {
        const failing = new Map((this.wall.summary.failing ?? []).filter(({ symbol }) => symbol).map(({ symbol, why }) => [symbol, why]));
        const { list } = this.#known;
        const unread = [...failing.keys()].filter((symbol) => !this.#known.get(symbol)).map((symbol) => ({ symbol, points: [] }));
        const all = unread.length === 0 ? list : [...list, ...unread].sort((a, b) => compareNames(a.symbol, b.symbol));
        return all.map((series) => ({ ...series, trouble: this.#troubleOf(series, failing.get(series.symbol)) }));
    }

    /** Reads them, if something was missed. */
    catchUp() {
        if (this.wall.loaded) this.missed.catchUp();
    }

    /** There is something else to draw. */
    drawSoon() {
        this.#timer ||= setTimeout(() => this.#drawNow(), drawEvery);
    }

    /** What keeps a price from being live: {tone, word, whole}, whole being all there is to say; undefined for none. why: it cannot be read. */
    #troubleOf(series, why) {
        const now = this.wall.now();
        const since = silentSince(series, now);
        const silent = since === undefined ? '' : `No news for ${age(since, now)}`;
        if (why === undefined) return silent === '' ? undefined : { tone: 'unknown', word: silent, whole: silent };
        return { tone: 'warning', word: plain(why), whole: [`Cannot be read: ${plain(why)}`, silent].filter(Boolean).join(' · ') };
    }

    #hear(event, at) {
        if (event === null) this.#lose();
        else if (priceOf(event)) {
            this.missed.note(event);
            this.#known.take(event, at);
            this.drawSoon();
        }
    }

    /** Something was missed. Where nobody looks, it is read when somebody does. */
    #lose() {
        this.missed.lose();
        if (this.isSeen()) this.catchUp();
    }

    #drawNow() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        if (this.isSeen()) this.draw();
    }
}
