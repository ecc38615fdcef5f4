// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// TV mode: no controls, large type, pages that take turns, a clock; new trouble comes to the front at once.
import { fastestChart, timesChart, timesOf } from '../charts.js';
import { KeyedList, el, setForeign, setHidden, setText } from '../dom.js';
import { ago, clock, longDay } from '../format.js';
import { setProject } from './ci/project_name.js';
import { LiveLines } from './lines.js';
import { chartBox, panel, setState, stateMark } from './parts.js';
import { Tiles } from './tiles.js';
import { TvPipelines } from './tv_pipelines.js';
import { TvPrices } from './tv_prices.js';

const turn = 20e3;
const rowsThatFit = 6;

/** Entries (models/attention.js) in large type. */
class BigEntries {
    constructor() {
        this.element = el('ul', { class: 'big-runs' });
        this.rows = new KeyedList(this.element, { key: (entry) => entry.key, make: (entry) => this.#make(entry), fill: (row, entry) => this.#fill(row, entry) });
    }

    #make(entry) {
        if (entry.more) return el('li', { class: 'more' });
        return el('li', { class: entry.whole ? 'whole' : undefined }, stateMark(), el('span', { class: 'project' }), el('span', { class: 'ref' }), el('span', { class: 'author' }), el('time'));
    }

    #fill(row, entry) {
        if (entry.more) return setText(row, `and ${entry.more} more`);
        const [mark, name, detail, author, time] = row.children;
        row.dataset.tone = entry.state.tone;
        setState(mark, entry.state);
        setProject(name, entry.name);
        setForeign(detail, entry.detail);
        setForeign(author, entry.author);
        setText(time, ago(entry.time, this.now));
    }

    render(entries, now) {
        this.now = now;
        this.element.classList.toggle('few', entries.length <= 3);
        const shown = entries.length > rowsThatFit ? rowsThatFit - 1 : entries.length;
        this.rows.show([...entries.slice(0, shown), ...(shown < entries.length ? [{ key: 'more', more: entries.length - shown }] : [])]);
    }
}

export class Tv {
    #page = 0;
    #nextTurn = 0;
    #known = null; // keys of the trouble that was already seen

    constructor(wall) {
        this.wall = wall;
        this.tiles = new Tiles();
        this.pages = [
            { name: 'Today', element: el('div', { class: 'tv-page' }, this.tiles.element), wanted: () => true, render: () => this.tiles.render(wall) },
            this.#resultsPage(),
            new TvPipelines(wall),
            new TvPrices(wall),
            this.#livePage(),
        ];
        this.trouble = this.#troublePage();
        this.clock = el('time', { class: 'tv-clock', 'data-testid': 'clock' });
        this.name = el('h1', {});
        this.day = el('span', { class: 'tv-day' });
        this.demo = el('span', { class: 'chip', hidden: true }, 'Demo data');
        this.away = el('span', { class: 'tv-away', hidden: true }, 'Away, reconnecting');
        this.store = el('span', { class: 'tv-away', hidden: true }, '✕ Not storing');
        this.marks = el('span', { class: 'tv-marks', 'aria-hidden': 'true' }, ...this.pages.map(() => el('span')));
        const left = el('div', { class: 'tv-side' }, this.name, this.demo, this.away, this.store);
        const right = el('div', { class: 'tv-side' }, this.day, this.clock);
        this.element = el('div', { class: 'view tv-view' }, el('header', { class: 'tv-head' }, left, this.marks, right),
            ...[...this.pages, this.trouble].map((page) => page.element));
        window.addEventListener('keydown', (event) => this.#key(event));
        this.#show(this.pages[0]);
    }

    #resultsPage() {
        const times = chartBox();
        const fastest = chartBox();
        const line = timesChart(times.canvas);
        const bars = fastestChart(fastest.canvas);
        const left = panel('Times', { id: 'tv-times' }, times.box);
        const right = panel('Fastest', { id: 'tv-fastest' }, fastest.box);
        const render = () => {
            const data = timesOf(this.wall.results.newest.list, this.wall.now(), 120);
            line.show(data);
            setText(left.note, data.name);
            bars.show(this.wall.results.fastest.list.slice(0, 8));
        };
        return { name: 'Results', element: el('div', { class: 'tv-page two' }, left.element, right.element), wanted: () => this.wall.results.newest.list.length > 0, render };
    }

    #troublePage() {
        const entries = new BigEntries();
        return { name: 'Needs attention', element: el('div', { class: 'tv-page in-trouble' }, entries.element), render: () => entries.render(this.wall.trouble, this.wall.now()) };
    }

    #livePage() {
        const lines = new LiveLines(9);
        return { name: 'Live', element: el('div', { class: 'tv-page' }, lines.element), wanted: () => this.wall.activity.lines.length > 0, render: () => lines.render(this.wall) };
    }

    render(topics) {
        const now = this.wall.now();
        setText(this.clock, clock(now).slice(0, 5));
        setText(this.day, longDay(now));
        setHidden(this.demo, !this.wall.summary.demo);
        setHidden(this.away, this.wall.connection !== 'away');
        setHidden(this.store, !this.wall.storeFailure);
        if ((topics.has('ci') || topics.has('summary')) && this.wall.loaded) this.#lookForTrouble();
        if (Date.now() >= this.#nextTurn) this.#turn(1);
        this.shown.render();
    }

    /** Trouble that is new comes to the front for one turn. */
    #lookForTrouble() {
        const keys = new Set(this.wall.trouble.map((entry) => entry.key));
        const isNew = [...keys].some((key) => !this.#known?.has(key));
        this.#known = keys;
        if (isNew) this.#show(this.trouble);
        else if (keys.size === 0 && this.shown === this.trouble) this.#turn(1);
    }

    #turn(step) {
        if (this.shown.turn?.(step)) {
            this.#show(this.shown);
            return;
        }
        for (let tried = 0; tried < this.pages.length; tried++) {
            this.#page = (this.#page + step + this.pages.length) % this.pages.length;
            if (this.pages[this.#page].wanted()) break;
        }
        this.pages[this.#page].begin?.(step);
        this.#show(this.pages[this.#page]);
    }

    #show(page) {
        this.#nextTurn = Date.now() + turn;
        this.shown = page;
        for (const each of [...this.pages, this.trouble]) setHidden(each.element, each !== page);
        [...this.marks.children].forEach((mark, index) => mark.classList.toggle('here', this.pages[index] === page));
        page.render();
        setText(this.name, page.name); // may tell how much there is
    }

    #key(event) {
        if (event.key === 'Escape') window.location.assign('/');
        if (event.key === 'ArrowRight' || event.key === ' ') this.#turn(1);
        if (event.key === 'ArrowLeft') this.#turn(-1);
    }
}
