// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tiles that fill their place: as many columns and rows as make them largest. Where they would be too small to read, it scrolls.
import { KeyedList, el } from '../../dom.js';
import { capacity, fit } from '../../models/grid.js';
import { FoldedTile, Tile } from './tile.js';

export class TileGrid {
    #count = 0;

    /** least() → {gap, leastWidth, leastHeight} in px; unfold() when the folded green ones are pressed. */
    constructor(least, unfold) {
        this.least = least;
        this.element = el('ol', { class: 'run-tiles', 'data-testid': 'ci-wall', 'aria-label': 'The latest run of every pipeline, trouble first', role: 'list' });
        this.rows = new KeyedList(this.element, {
            key: (item) => item.key,
            make: (item) => (item.run ? new Tile() : new FoldedTile(unfold)).element,
            fill: (element, item) => element.tile.show(item.run ?? item.folded, this.now, item.provider),
        });
        this.element.addEventListener('keydown', (event) => this.#step(event));
        new ResizeObserver(() => this.#fit()).observe(this.element);
    }

    /** Items of models/wall_order.js. */
    show(items, now) {
        this.now = now;
        const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
        const place = focused ? this.#placeOf(focused) : -1;
        this.rows.show(items);
        if (focused && document.activeElement !== focused) this.#focusAgain(focused, place);
        if (this.#count === items.length) return;
        this.#count = items.length;
        this.#fit();
    }

    /** How many tiles can be seen at once. */
    get capacity() {
        return capacity(this.element.clientWidth, this.element.clientHeight, this.least());
    }

    /** A tile that moved has lost the keyboard; one that went leaves it to the tile that is now where it was. */
    #focusAgain(focused, place) {
        const next = this.element.children[place] ?? this.element.lastElementChild;
        if (focused.isConnected) focused.focus({ preventScroll: true });
        else next?.querySelector('a, button')?.focus();
    }

    #placeOf(element) {
        return [...this.element.children].findIndex((tile) => tile.contains(element));
    }

    #fit() {
        const { clientWidth, clientHeight, style } = this.element;
        if (clientWidth === 0) return;
        const least = this.least();
        const { columns, rows } = fit(this.#count, clientWidth, clientHeight, least);
        this.columns = columns;
        const share = (length, gaps, parts) => `${Math.floor(((length - least.gap * gaps) / parts) * 64) / 64}px`; // as finely as browsers lay out
        style.gap = `${least.gap}px`;
        style.setProperty('--tile-width', share(clientWidth, columns - 1, columns));
        style.setProperty('--tile-height', rows > 0 ? share(clientHeight, rows - 1, rows) : `${least.leastHeight}px`);
    }

    /** Arrows go from tile to tile. */
    #step(event) {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns, ArrowUp: -this.columns }[event.key];
        if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
        const to = this.element.children[this.#placeOf(document.activeElement) + step];
        if (!to) return;
        event.preventDefault();
        to.querySelector('a, button').focus();
    }
}
