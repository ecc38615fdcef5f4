// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall of pipelines in TV mode: as many tiles at a time as can be read from five metres; the others take their turn.
import { el } from '../dom.js';
import { arrange } from '../models/wall_order.js';
import { TileGrid } from './ci/tile_grid.js';
import { isFolded } from './ci/wall.js';
import { TvParts } from './tv_parts.js';

const isFoldedHere = new URLSearchParams(window.location.search).has('fold'); // a television has no mouse to fold with

function least() {
    const unit = Math.min(window.innerHeight, window.innerWidth) / 100;
    return { gap: Math.round(1.4 * unit), leastWidth: 56 * unit, leastHeight: 27.6 * unit };
}

export class TvPipelines extends TvParts {
    constructor(wall) {
        super('Pipelines');
        this.wall = wall;
        this.grid = new TileGrid(least);
        this.element = el('div', { class: 'tv-page lanes' }, this.grid.element);
    }

    wanted() {
        return this.wall.pipelines.list.length > 0;
    }

    render() {
        const items = arrange(this.wall.pipelines.list, { fold: isFoldedHere || isFolded() });
        this.grid.show(this.partOf(items, this.grid.capacity), this.wall.now());
    }
}
