// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices as they come: a tile for every symbol, and the chosen one as a chart.
import { addressOf } from '../address.js';
import { KeyedList, el, setHidden, setText } from '../dom.js';
import { many } from '../format.js';
import { Missed } from '../models/missed.js';
import { Prices as Known, priceOf } from '../models/prices.js';
import { priceChart, priceSpan } from '../price_chart.js';
import { Unread, chartBox, curlNotify, emptyState, panel } from './parts.js';
import { PriceTile } from './price_tile.js';

const drawEvery = 250; // milliseconds, however many prices come

export class Prices {
    title = 'Prices';
    #known = new Known();
    #asked = ''; // the symbol of the address
    #timer = 0;

    constructor(wall) {
        this.wall = wall;
        this.missed = new Missed('/prices/series', { take: ({ series }, meanwhile) => this.#known.replace(series, meanwhile, wall.now()), done: () => this.#draw() });
        this.ticker = el('div', { class: 'ticker', 'data-testid': 'ticker' });
        this.rows = new KeyedList(this.ticker, { key: ({ symbol }) => symbol, make: ({ symbol }) => new PriceTile(symbol, addressOf(['prices', symbol])).element, fill: ({ tile }, series) => tile.show(series, series === this.shown) });
        const { canvas, box } = chartBox();
        this.chart = priceChart(canvas);
        this.panel = panel('', { id: 'price-panel' }, box);
        this.empty = emptyState('prices', 'No price yet. Any program can tell one:', curlNotify({ collection: 'prices', type: 'changed', data: { symbol: 'ACME', price: 12.5 } }));
        this.unread = new Unread(() => this.missed.catchUp());
        this.panels = el('div', { class: 'prices-panels' }, this.panel.element, el('div', { class: 'scroll', tabindex: '-1' }, this.ticker));
        this.element = el('div', { class: 'view prices' }, this.unread.element, this.empty, this.panels);
        wall.onEvent((event, at) => this.#hear(event, at));
    }

    go([symbol = '']) {
        this.#asked = symbol;
        if (this.wall.loaded) this.missed.catchUp();
        this.#draw();
    }

    /** What changes here are prices alone: #hear(). */
    render() {}

    #hear(event, at) {
        if (event === null) this.#lose();
        else if (priceOf(event)) this.#take(event, at);
    }

    /** Something was missed, or this is the first time. Where nobody looks, go() reads it. */
    #lose() {
        this.missed.lose();
        if (this.element.offsetParent) this.missed.catchUp();
    }

    #take(event, at) {
        this.missed.note(event);
        this.#known.take(event, at);
        this.#drawSoon();
    }

    #drawSoon() {
        this.#timer ||= setTimeout(() => this.#draw(), drawEvery);
    }

    #draw() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        if (!this.element.offsetParent) return;
        const { list } = this.#known;
        this.unread.show(this.missed.trouble);
        setHidden(this.empty, !this.missed.isRead || list.length > 0);
        setHidden(this.panels, list.length === 0);
        const shown = (this.shown = this.#asked === '' ? list[0] : this.#known.get(this.#asked));
        this.rows.show(list);
        setText(this.panel.heading, shown?.symbol ?? this.#asked);
        setText(this.panel.note, shown ? `the last ${many(shown.points.length, 'price', 'prices')}` : 'No price of it yet');
        this.chart.show(priceSpan(shown));
    }
}
