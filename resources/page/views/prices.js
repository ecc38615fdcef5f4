// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices as they come: a tile for every symbol, and the chosen one as a chart.
import { addressOf } from '../address.js';
import { KeyedList, el, setAttribute, setHidden, setText } from '../dom.js';
import { count } from '../format.js';
import { LivePrices } from '../models/live_prices.js';
import { priceChart, priceSpan } from '../price_chart.js';
import { Unread, chartBox, curlNotify, emptyState, panel } from './parts.js';
import { PriceTile } from './price_tile.js';

export class Prices {
    title = 'Prices';
    #asked = ''; // the symbol of the address

    constructor(wall) {
        this.prices = new LivePrices(wall, { isSeen: () => this.element.offsetParent !== null, draw: () => this.#draw() });
        this.ticker = el('div', { class: 'ticker', 'data-testid': 'ticker' });
        this.rows = new KeyedList(this.ticker, { key: ({ symbol }) => symbol, make: ({ symbol }) => new PriceTile(symbol, addressOf(['prices', symbol])).element, fill: ({ tile }, series) => tile.show(series, series === this.shown) });
        const { canvas, box } = chartBox();
        this.chart = priceChart(canvas);
        this.panel = panel('', { id: 'price-panel' }, box);
        this.empty = emptyState('prices', 'No price yet. Any program can tell one:', curlNotify({ collection: 'prices', type: 'changed', data: { symbol: 'ACME', price: 12.5 } }));
        this.unread = new Unread(() => this.prices.catchUp());
        this.panels = el('div', { class: 'prices-panels' }, this.panel.element, el('div', { class: 'scroll', tabindex: '-1' }, this.ticker));
        this.element = el('div', { class: 'view prices' }, this.unread.element, this.empty, this.panels);
    }

    go([symbol = '']) {
        this.#asked = symbol;
        this.prices.catchUp();
        this.#draw();
    }

    /** Prices that come are drawn by themselves; that none comes is a matter of time. */
    render(topics) {
        if (topics.has('clock') || topics.has('summary')) this.prices.drawSoon();
    }

    #draw() {
        const { list, missed } = this.prices;
        this.unread.show(missed.trouble);
        setHidden(this.empty, !missed.isRead || list.length > 0);
        setHidden(this.panels, list.length === 0);
        const shown = (this.shown = this.#asked === '' ? list[0] : list.find(({ symbol }) => symbol === this.#asked));
        this.rows.show(list);
        setText(this.panel.heading, shown?.symbol ?? this.#asked);
        this.#note(shown);
        this.chart.show(priceSpan(shown));
    }

    #note(shown) {
        const number = shown?.points.length ?? 0;
        const known = number > 1 ? `the last ${count(number)} prices` : number === 1 ? '1 price' : 'No price of it yet';
        setText(this.panel.note, [shown?.trouble?.whole, known].filter(Boolean).join(' · '));
        setAttribute(this.panel.note, 'data-tone', shown?.trouble?.tone);
    }
}
