// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One symbol of the ticker: its price, which way it went, and how it went before; or why that is no longer so.
import { el, setAttribute, setHidden, setText } from '../dom.js';
import { exact, price, priceChange } from '../format.js';
import { decimalsOf, shownChangeOf } from '../models/prices.js';
import { Spark } from '../spark.js';
import { setState, stateMark } from './parts.js';

const sparkPoints = 60;

const directions = { 1: ['success', 'up'], '-1': ['failed', 'down'], 0: ['unknown', 'unchanged'] };

export class PriceTile {
    #newest = null; // the point that is shown

    /** href: where there is more of it; undefined where nobody can go there. */
    constructor(symbol, href) {
        this.figure = el('span', { class: 'figure' });
        this.change = el('span', { class: 'change' });
        this.trouble = stateMark();
        this.spark = new Spark();
        this.element = el(href ? 'a' : 'div', { class: 'tile price', href, 'data-testid': `price-${symbol}` },
            el('span', { class: 'caption' }, symbol), el('span', { class: 'line' }, this.figure), this.change, this.trouble, this.spark.element);
        this.element.tile = this;
    }

    show(series, isChosen) {
        setAttribute(this.element, 'aria-current', isChosen ? 'true' : undefined);
        this.#showTrouble(series.trouble);
        const newest = series.points.at(-1);
        if (newest === this.#newest) return;
        this.#newest = newest;
        if (newest) this.#showPrice(series);
        else this.#write('–');
    }

    /** As large as its length leaves room for: a price that is cut would be another one. */
    #write(figure) {
        setText(this.figure, figure);
        this.figure.style.setProperty('--characters', figure.length);
    }

    #showTrouble(trouble) {
        this.element.classList.toggle('stale', trouble !== undefined);
        setHidden(this.change, trouble !== undefined);
        setHidden(this.trouble, trouble === undefined);
        if (!trouble) return;
        setState(this.trouble, { icon: trouble.tone, ...trouble });
        setAttribute(this.trouble, 'title', trouble.whole);
    }

    #showPrice(series) {
        const [at, newest] = series.points.at(-1);
        const decimals = decimalsOf(series);
        const change = shownChangeOf(series);
        const [tone, word] = directions[Math.sign(change)];
        this.#write(price(newest, decimals));
        setText(this.change, priceChange(change, decimals));
        setAttribute(this.change, 'data-tone', tone);
        setAttribute(this.change, 'title', `${word}, ${exact(at)}`);
        this.#drawSpark(series.points.slice(-sparkPoints).map(([, value]) => value));
    }

    #drawSpark(values) {
        const lowest = Math.min(...values);
        const isConstant = lowest === Math.max(...values);
        if (isConstant) this.spark.show(values, lowest - 1, lowest + 1); // a line all the same
        else this.spark.show(values, lowest);
    }
}
