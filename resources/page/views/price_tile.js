// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One symbol of the ticker: its price, which way it went, and how it went before.
import { el, setAttribute, setText } from '../dom.js';
import { exact, price } from '../format.js';
import { changeOf } from '../models/prices.js';
import { Spark } from '../spark.js';

const sparkPoints = 60;

const directions = { 1: ['▲', 'success', 'up'], '-1': ['▼', 'failed', 'down'], 0: ['±', 'unknown', 'unchanged'] };

export class PriceTile {
    #newest; // the point that is shown

    constructor(symbol, href) {
        this.figure = el('span', { class: 'figure' });
        this.change = el('span', { class: 'change' });
        this.spark = new Spark();
        this.element = el('a', { class: 'tile price', href, 'data-testid': `price-${symbol}` },
            el('span', { class: 'caption' }, symbol), el('span', { class: 'line' }, this.figure), this.change, this.spark.element);
        this.element.tile = this;
    }

    show(series, isChosen) {
        setAttribute(this.element, 'aria-current', isChosen ? 'true' : undefined);
        const newest = series.points.at(-1);
        if (newest === this.#newest) return;
        this.#newest = newest;
        const change = changeOf(series);
        const [arrow, tone, word] = directions[Math.sign(change)];
        setText(this.figure, price(newest[1]));
        setText(this.change, `${arrow} ${change === 0 ? 0 : price(Math.abs(change))}`);
        setAttribute(this.change, 'data-tone', tone);
        setAttribute(this.change, 'title', `${word}, ${exact(newest[0])}`);
        const values = series.points.slice(-sparkPoints).map(([, value]) => value);
        const lowest = Math.min(...values);
        const isConstant = lowest === Math.max(...values);
        if (isConstant) this.spark.show(values, lowest - 1, lowest + 1); // a line all the same
        else this.spark.show(values, lowest);
    }
}
