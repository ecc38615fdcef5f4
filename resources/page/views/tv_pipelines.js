// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall of pipelines in TV mode: as many tiles at a time as can be read from five metres; the others take their turn.
import { el } from '../dom.js';
import { arrange } from '../models/wall_order.js';
import { TileGrid } from './ci/tile_grid.js';
import { isFolded } from './ci/wall.js';

const isFoldedHere = new URLSearchParams(window.location.search).has('fold'); // a television has no mouse to fold with

function least() {
    const unit = Math.min(window.innerHeight, window.innerWidth) / 100;
    return { gap: Math.round(1.4 * unit), leastWidth: 56 * unit, leastHeight: 27.6 * unit };
}

export class TvPipelines {
    #part = 0;
    #parts = 1;

    constructor(wall) {
        this.wall = wall;
        this.grid = new TileGrid(least);
        this.element = el('div', { class: 'tv-page lanes' }, this.grid.element);
    }

    get name() {
        return this.#parts > 1 ? `Pipelines, ${this.#part + 1} of ${this.#parts}` : 'Pipelines';
    }

    wanted() {
        return this.wall.pipelines.list.length > 0;
    }

    /** Comes to the front, from the page before it or from the one after it. */
    begin(step) {
        this.#part = step < 0 ? this.#parts - 1 : 0;
    }

    /** Whether there was another part to go to. */
    turn(step) {
        const part = this.#part + step;
        if (part < 0 || part >= this.#parts) return false;
        this.#part = part;
        return true;
    }

    render() {
        const items = arrange(this.wall.pipelines.list, { fold: isFoldedHere || isFolded() });
        this.#parts = Math.max(1, Math.ceil(items.length / this.grid.capacity));
        this.#part = Math.min(this.#part, this.#parts - 1);
        const each = Math.ceil(items.length / this.#parts); // none of them nearly empty
        this.grid.show(items.slice(this.#part * each, (this.#part + 1) * each), this.wall.now());
    }
}
