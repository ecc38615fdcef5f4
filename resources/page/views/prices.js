// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices as they come: a tile for every symbol, and the chosen one as a chart.
import { addressOf } from '../address.js';
import { KeyedList, el, setHidden, setText } from '../dom.js';
import { many } from '../format.js';
import { getJson } from '../live/get_json.js';
import { Prices as Known, priceOf } from '../models/prices.js';
import { priceChart, priceSpan } from '../price_chart.js';
import { chartBox, curlNotify, emptyState, panel } from './parts.js';
import { PriceTile } from './price_tile.js';

const drawEvery = 250; // milliseconds, however many prices come
const mostMeanwhile = 5000; // events that come while the series are read

export class Prices {
    title = 'Prices';
    #known = new Known();
    #asked = ''; // the symbol of the address
    #timer = 0;
    #meanwhile = null; // events that come while the series are read
    #isRead = false;

    constructor(wall) {
        this.wall = wall;
        this.ticker = el('div', { class: 'ticker', 'data-testid': 'ticker' });
        this.rows = new KeyedList(this.ticker, { key: ({ symbol }) => symbol, make: ({ symbol }) => new PriceTile(symbol, addressOf(['prices', symbol])).element, fill: ({ tile }, series) => tile.show(series, series === this.shown) });
        const { canvas, box } = chartBox();
        this.chart = priceChart(canvas);
        this.panel = panel('', { id: 'price-panel' }, box);
        this.empty = emptyState('prices', 'No price yet. Any program can tell one:', curlNotify({ collection: 'prices', type: 'price', data: { symbol: 'ACME', price: 12.5 } }));
        this.panels = el('div', { class: 'prices-panels' }, this.panel.element, el('div', { class: 'scroll', tabindex: '-1' }, this.ticker));
        this.element = el('div', { class: 'view prices' }, this.empty, this.panels);
        wall.onEvent((event, at) => this.#hear(event, at));
        if (wall.loaded) this.#read();
    }

    go([symbol = '']) {
        this.#asked = symbol;
        this.#draw();
    }

    /** What changes here are prices alone: #hear(). */
    render() {}

    #hear(event, at) {
        if (event === null) this.#read(); // something was missed, or this is the first time
        else if (priceOf(event)) this.#take(event, at);
    }

    #take(event, at) {
        if (this.#meanwhile) this.#meanwhile.push(event);
        if (this.#meanwhile?.length > mostMeanwhile) this.#meanwhile.shift();
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
        const nothing = this.#isRead && list.length === 0;
        setHidden(this.empty, !nothing);
        setHidden(this.panels, list.length === 0);
        const shown = (this.shown = this.#asked === '' ? list[0] : this.#known.get(this.#asked));
        this.rows.show(list);
        setText(this.panel.heading, shown?.symbol ?? this.#asked);
        setText(this.panel.note, shown ? `the last ${many(shown.points.length, 'price', 'prices')}` : 'No price of it yet');
        this.chart.show(priceSpan(shown));
    }

    async #read() {
        const meanwhile = (this.#meanwhile = []);
        try {
            const { body } = await getJson('/prices/series');
            if (meanwhile !== this.#meanwhile) return;
            this.#known.replace(body.series, meanwhile, this.wall.now());
            this.#isRead = true;
        } catch (error) {
            console.warn('Reading the prices failed:', error.message); // what comes live is shown all the same
        }
        if (meanwhile === this.#meanwhile) this.#meanwhile = null;
        this.#draw();
    }
}
