// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pipelines: the wall of them, every run, one run, how each pipeline does, and what CI servers sent.
import { tellAddress } from '../address.js';
import { el, setHidden } from '../dom.js';
import { Deliveries } from './ci/deliveries.js';
import { CiRun } from './ci/run.js';
import { CiRuns } from './ci/runs.js';
import { Trends } from './ci/trends.js';
import { CiWall } from './ci/wall.js';

const parts = { wall: CiWall, runs: CiRuns, run: CiRun, trends: Trends, deliveries: Deliveries };
const tabs = [['wall', 'Wall', '#/ci'], ['runs', 'Runs', '#/ci/runs'], ['trends', 'Trends', '#/ci/trends'], ['deliveries', 'Deliveries', '#/ci/deliveries']];
const everything = new Set(['ci', 'clock', 'connection', 'summary']);

export class Ci {
    title = 'CI';
    #made = new Map();

    constructor(wall) {
        this.wall = wall;
        this.links = tabs.map(([name, word, href]) => [name, el('a', { href }, word)]);
        this.bar = el('div', { class: 'ci-bar' }, el('nav', { class: 'tabs', 'aria-label': 'CI' }, ...this.links.map(([, link]) => link)));
        this.element = el('div', { class: 'view ci' }, this.bar);
    }

    /** Shows the part that the address asks for: ['runs'], ['run', '17']. There is no other: then the wall, and its address. */
    go([asked = 'wall', ...rest], query) {
        const name = Object.hasOwn(parts, asked) ? asked : 'wall';
        if (name !== asked) tellAddress(['ci']);
        this.shown = this.#part(name);
        for (const part of this.#made.values()) {
            setHidden(part.element, part !== this.shown);
            if (part.tools) part.tools.classList.toggle('elsewhere', part !== this.shown);
        }
        for (const [tab, link] of this.links) {
            if (tab === name || (tab === 'runs' && name === 'run')) link.setAttribute('aria-current', 'page');
            else link.removeAttribute('aria-current');
        }
        this.shown.go?.(rest, query);
        this.shown.render(everything);
    }

    #part(name) {
        if (!this.#made.has(name)) {
            const part = new parts[name](this.wall);
            this.#made.set(name, part);
            this.element.append(part.element);
            if (part.tools) this.bar.append(part.tools);
        }
        return this.#made.get(name);
    }

    render(topics) {
        this.shown.render(topics);
    }
}
