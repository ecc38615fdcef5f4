// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every run, newest first: searched and filtered by the wall, as far back as one asks, with live ones on top.
import { tellAddress } from '../../address.js';
import { el, setHidden, setText } from '../../dom.js';
import { count, many } from '../../format.js';
import { ask } from '../../live/ask.js';
import { filtersOf, isFiltered, isFound, matches, runsPath } from '../../models/run_filters.js';
import { RunsList } from '../../models/runs_list.js';
import { panel } from '../parts.js';
import { noPipelines } from './no_pipelines.js';
import { RunFilterBar } from './run_filter_bar.js';
import { RunRows } from './run_rows.js';

const page = 100;
const pageOfSearch = 500;
const enoughFound = 30;
const furthestSearch = 2000; // runs, until somebody asks for more
const mostPages = 10; // that are read by themselves, since somebody asked

export class CiRuns {
    #runs = new RunsList();
    #asked = ''; // what the list answers
    #loading = null; // what came while a page is read, as functions
    #pages = 0; // that were read since somebody asked
    #foundNone = false; // the last page had no run that fits, and yet there may be older ones
    #filters = filtersOf(new URLSearchParams());

    constructor(wall) {
        this.wall = wall;
        this.bar = new RunFilterBar(() => this.#changed());
        this.table = new RunRows();
        this.none = el('p', { class: 'quiet', hidden: true });
        this.empty = noPipelines();
        this.more = el('button', { type: 'button', class: 'more', 'data-testid': 'runs-more', hidden: true, onclick: () => this.#readMore() }, 'Load more');
        this.panel = panel('Runs', { id: 'ci-panel' }, this.bar.element, el('div', { class: 'scroll', tabindex: '-1' }, this.table.element, this.none, this.more, this.empty));
        this.element = el('div', { class: 'ci-part ci-runs' }, this.panel.element);
        wall.onRun((run) => this.#hear(run));
        wall.onRemoval((lane) => this.#change(() => this.#runs.remove(lane)));
    }

    go(_, query) {
        this.bar.filters = filtersOf(query);
        this.#changed();
    }

    render(topics) {
        const minute = topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
        if (!topics.has('ci') && !minute && !(topics.has('clock') && this.wall.pipelines.active.length > 0)) return;
        const { search } = this.#filters;
        const found = search ? this.#runs.list.filter((run) => isFound(run, search)) : this.#runs.list;
        if (topics.has('ci')) this.bar.offer([...this.wall.pipelines.list, ...this.#runs.list]);
        this.table.show(found, this.wall.now());
        const isRead = this.#loading === null && !this.failure;
        const nothing = isRead && this.#runs.size === 0 && !isFiltered(this.#filters);
        setHidden(this.empty, !nothing);
        setHidden(this.bar.element, nothing);
        setHidden(this.table.element, found.length === 0);
        setHidden(this.none, nothing || (found.length > 0 && !this.failure));
        setText(this.none, this.failure || (this.bar.asksWhich ? 'Several have this in their name.' : isRead ? this.#noneWords : 'Reading …'));
        setHidden(this.more, this.#runs.next === undefined);
        setText(this.more, search ? 'Search further back' : 'Load more');
        setText(this.panel.note, this.#note(found, search));
    }

    get #noneWords() {
        return this.#runs.next === undefined ? 'No run fits these filters.' : 'No run fits these filters, as far back as the wall looked.';
    }

    #note(found, search) {
        if (search) return `${count(found.length)} found in the last ${many(this.#runs.size, 'run', 'runs')}`;
        if (this.#runs.size === 0) return '';
        return this.#runs.next === undefined ? many(this.#runs.size, 'run', 'runs') : `the last ${count(this.#runs.size)}`;
    }

    #changed() {
        const before = this.#filters;
        this.#filters = this.bar.filters;
        tellAddress(['ci', 'runs'], this.#filters);
        const asked = JSON.stringify({ ...this.#filters, search: '' });
        if (asked !== this.#asked) {
            this.#asked = asked;
            this.#read();
        } else if (before.search !== this.#filters.search) {
            this.render(new Set(['ci']));
            this.#pages = 0;
            this.#goOn();
        }
    }

    /** A run that came live, or null: what was missed is not known. */
    #hear(run) {
        if (this.#asked === '') return;
        if (run === null && !this.element.offsetParent) this.#asked = ''; // read when it is looked at again
        else if (run === null) this.#read();
        else this.#change(() => this.#runs.take(run, matches(run, this.#filters, this.wall.now())));
    }

    /** Changes the list, once it is there. */
    #change(change) {
        if (this.#loading) this.#loading.push(change);
        else change();
    }

    #readMore() {
        this.#pages = 0;
        this.#read(this.#runs.next);
    }

    /** Reads a page: the newest one, or the one of what is older than this id. */
    async #read(before) {
        this.#pages = before === undefined ? 1 : this.#pages + 1;
        const loading = before === undefined || !this.#loading ? [] : this.#loading;
        this.#loading = loading;
        this.failure = '';
        try {
            const answer = await ask(runsPath(this.#filters, { now: this.wall.now(), limit: this.#filters.search ? pageOfSearch : page, before }));
            if (this.#loading !== loading) return; // asked for something else meanwhile
            if (before === undefined) this.#runs.clear();
            this.#runs.append(answer);
            this.#foundNone = answer.runs.length === 0;
        } catch (error) {
            if (this.#loading !== loading) return;
            this.failure = `The runs could not be read: ${error.message}. They come as soon as the wall answers.`;
            if (before === undefined) this.#runs.clear();
        }
        this.#loading = null;
        for (const change of loading) change();
        this.render(new Set(['ci']));
        if (!this.failure) this.#goOn();
    }

    /** For one answer the wall looks at a bounded number of runs, and it cannot search: older ones are read until some are found. */
    #goOn() {
        if (this.#loading || this.#runs.next === undefined || this.#pages >= mostPages) return;
        if (this.#foundNone || this.#isSearching) this.#read(this.#runs.next);
    }

    get #isSearching() {
        const { search } = this.#filters;
        return search && this.#runs.size < furthestSearch && this.#runs.list.filter((run) => isFound(run, search)).length < enoughFound;
    }
}
