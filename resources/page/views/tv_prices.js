// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices in TV mode: as many tiles at a time as can be read from five metres; the others take their turn.
import { KeyedList, el } from '../dom.js';
import { LivePrices } from '../models/live_prices.js';
import { PriceTile } from './price_tile.js';
import { TvParts } from './tv_parts.js';

const isWide = () => window.innerWidth > window.innerHeight;

export class TvPrices extends TvParts {
    constructor(wall) {
        super('Prices');
        this.prices = new LivePrices(wall, { isSeen: () => true, draw: () => {} }); // what is shown is drawn again and again
        this.ticker = el('div', { class: 'ticker', 'data-testid': 'tv-prices' });
        this.rows = new KeyedList(this.ticker, { key: ({ symbol }) => symbol, make: ({ symbol }) => new PriceTile(symbol).element, fill: ({ tile }, series) => tile.show(series) });
        this.element = el('div', { class: 'tv-page prices' }, this.ticker);
    }

    wanted() {
        this.prices.catchUp(); // they are asked for once a turn, until they are read
        return this.prices.list.length > 0;
    }

    render() {
        const shown = this.partOf(this.prices.list, isWide() ? 6 : 4);
        const rows = isWide() ? Math.ceil(shown.length / 3) : shown.length;
        this.ticker.style.setProperty('--columns', Math.ceil(shown.length / Math.max(1, rows)));
        this.rows.show(shown);
    }
}
