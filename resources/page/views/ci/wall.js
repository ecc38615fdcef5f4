// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall of pipelines: a tile for every lane, trouble first, in the size of the view.
import { el, icon, setAttribute, setHidden, setText } from '../../dom.js';
import { count, many } from '../../format.js';
import { arrange } from '../../models/wall_order.js';
import { remember, remembered } from '../../remembered.js';
import { isGreen } from '../../states.js';
import { noPipelines } from './no_pipelines.js';
import { TileGrid } from './tile_grid.js';

const least = () => ({ gap: 8, leastWidth: 200, leastHeight: 92 });

/** Whether the green ones are shown as one tile. */
export const isFolded = () => remembered('fold') === 'yes';

export class CiWall {
    constructor(wall) {
        this.wall = wall;
        this.grid = new TileGrid(least, () => this.#fold(false));
        this.empty = noPipelines();
        this.counts = el('span', { class: 'note counts', 'data-testid': 'ci-counts' });
        this.toggle = el('button', { type: 'button', class: 'fold', 'data-testid': 'ci-fold', onclick: () => this.#fold(!isFolded()) }, icon('success'), el('span', {}));
        this.tools = el('div', { class: 'ci-tools' }, this.counts, this.toggle);
        this.element = el('div', { class: 'ci-part ci-wall' }, this.grid.element, this.empty);
    }

    render(topics) {
        if (!topics.has('ci') && !topics.has('clock') && !topics.has('summary')) return;
        const { pipelines } = this.wall;
        const nothing = this.wall.loaded && pipelines.list.length === 0;
        setHidden(this.empty, !nothing);
        setHidden(this.grid.element, nothing);
        this.grid.show(arrange(pipelines.list, { fold: isFolded() }), this.wall.now());
        this.#renderTools(pipelines);
    }

    #renderTools(pipelines) {
        const green = pipelines.list.filter(isGreen).length;
        const failed = pipelines.trouble.length;
        setHidden(this.tools, pipelines.list.length === 0);
        const { furtherLanes } = this.wall;
        const counts = failed > 0 ? `${failed} failed of ${pipelines.list.length}` : many(pipelines.list.length, 'pipeline', 'pipelines');
        setText(this.counts, furtherLanes > 0 ? `${counts}, and ${count(furtherLanes)} more` : counts);
        setHidden(this.toggle, green < 2);
        setAttribute(this.toggle, 'aria-pressed', String(isFolded()));
        setText(this.toggle.lastElementChild, isFolded() ? `Show ${green} passing` : `Fold ${green} passing`);
    }

    #fold(fold) {
        remember('fold', fold ? 'yes' : '');
        this.render(new Set(['ci']));
    }
}
