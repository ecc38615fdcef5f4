// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The overview: today's figures, what needs attention, what happens now, and two charts.
import { durationsChart, timesChart, timesOf } from '../charts.js';
import { el, setText } from '../dom.js';
import { many } from '../format.js';
import { Attention, LiveLines } from './lines.js';
import { chartBox, panel } from './parts.js';
import { Tiles } from './tiles.js';

export class Overview {
    title = 'Overview';

    constructor(wall) {
        this.wall = wall;
        this.tiles = new Tiles();
        this.attention = new Attention();
        this.live = new LiveLines();
        const times = chartBox();
        const durations = chartBox();
        this.times = timesChart(times.canvas);
        this.durations = durationsChart(durations.canvas);
        this.livePanel = panel('Live', { id: 'live-panel' }, el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'What happens now' }, this.live.empty, this.live.element));
        this.timesPanel = panel('Result times', { id: 'times-panel' }, times.box);
        this.durationsPanel = panel('Pipeline durations', { id: 'durations-panel' }, durations.box);
        this.element = el('div', { class: 'view overview' }, this.tiles.element,
            ...[this.attention.panel, this.livePanel, this.timesPanel, this.durationsPanel].map(({ element }) => element));
    }

    render(topics) {
        const { wall } = this;
        this.tiles.render(wall);
        if (topics.has('ci') || topics.has('summary') || this.#isMinute(topics)) {
            this.attention.render(wall);
            const { finished } = wall.pipelines;
            this.durations.show(finished);
            setText(this.durationsPanel.note, finished.length > 0 ? `last ${finished.length}` : 'none yet');
        }
        if (topics.has('activity')) this.live.render(wall);
        if (topics.has('results') || this.#isMinute(topics)) {
            const times = timesOf(wall.results.newest.list, wall.now());
            this.times.show(times);
            setText(this.timesPanel.note, times.records.length > 0 ? `${times.name}, ${many(times.records.length, 'result', 'results')}` : 'none yet');
        }
    }

    /** Ages and time axes move on slowly by themselves. */
    #isMinute(topics) {
        return topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
    }
}
