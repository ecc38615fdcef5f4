// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What any program publishes: every collection, the live log of one or of all, and the chosen event as JSON.
import { el, setHidden } from '../dom.js';
import { getJson } from '../live/get_json.js';
import { boundedAnswer } from '../models/bounded_event.js';
import { Collections as Known } from '../models/collections.js';
import { EventLog } from '../models/event_log.js';
import { EventDetail } from './collections/event_detail.js';
import { CollectionList } from './collections/list.js';
import { LogPanel } from './collections/log.js';
import { curlNotify, emptyState } from './parts.js';

const page = 100; // events
const mostMeanwhile = 5000; // events
const everything = new Set(['activity']);

export class Collections {
    title = 'Collections';
    #known = new Known();
    #log = new EventLog();
    #name; // of the collection that is shown; '' for all
    #reading = null; // the page of older events that is being read
    #hasOlder = false;
    #trouble = '';
    #isRead = false;
    #missed = true; // something, and it was not yet read anew
    #meanwhile = null; // events that come while the collections are read

    constructor(wall) {
        this.wall = wall;
        this.list = new CollectionList();
        this.log = new LogPanel({ choose: (entry) => this.#choose(entry), changed: () => this.#changed(), readOlder: () => this.#readOlder() });
        this.detail = new EventDetail(() => this.log.clear());
        this.empty = emptyState('collections', 'Nothing was published yet. Any program can, in one line:',
            curlNotify({ collection: 'orders', type: 'paid', data: { sum: 7 } }));
        const example = el('p', { class: 'hint' }, 'A page of your own that follows a collection: ', el('a', { href: '/example' }, 'an example to copy'), '.');
        this.panels = el('div', { class: 'collections-panels' }, this.list.panel.element, this.log.panel.element, this.detail.element);
        this.element = el('div', { class: 'view collections' }, this.empty, this.panels, example);
        wall.onEvent((event, at) => this.#hear(event, at));
        document.addEventListener('keydown', (event) => this.#press(event));
    }

    go([name = '']) {
        if (name === this.#name) return;
        this.#name = name;
        this.#begin();
    }

    render(topics) {
        if (!topics.has('activity') && !topics.has('clock')) return;
        const nothing = this.#isRead && this.#known.list.length === 0;
        setHidden(this.empty, !nothing);
        setHidden(this.panels, nothing);
        this.list.show(this.#known, { now: this.wall.now(), chosen: this.#name });
        if (topics.has('activity')) this.#showLog();
    }

    #showLog() {
        const trouble = this.#reading && this.#log.list.length === 0 ? 'Reading …' : this.#trouble;
        this.log.show(this.#log, { name: this.#name, hasOlder: this.#hasOlder && !this.#reading, trouble });
    }

    #changed() {
        if (this.#missed && !this.#log.isPaused) this.#begin();
        else this.#showLog();
    }

    #hear(event, at) {
        if (event === null) {
            this.#missed = true; // or this is the first time
            this.#changed();
            return;
        }
        this.#known.note(event, at);
        if (this.#meanwhile?.length < mostMeanwhile) this.#meanwhile.push({ collection: event.collection, type: event.type, time: event.time });
        if (this.#name === '' || event.collection === this.#name) this.#log.add(event, at);
    }

    /** Space pauses, but where it means something else. */
    #press(event) {
        const isTaken = event.target.closest('input, textarea, select, button, a, dialog');
        if (event.key !== ' ' || event.repeat || isTaken || !this.element.offsetParent) return;
        event.preventDefault();
        this.log.togglePause();
    }

    #choose(entry) {
        this.detail.show(entry);
        this.panels.classList.toggle('both', entry !== undefined);
    }

    #begin() {
        if (!this.wall.loaded) return; // it comes again
        if (this.#missed) this.#readKnown();
        this.#missed = false;
        this.#log = new EventLog();
        this.#trouble = '';
        this.#hasOlder = false;
        this.#reading = null;
        this.log.clear();
        if (this.#name === '') this.#log.addOlder(this.wall.activity.lines.map(({ event }) => event));
        else this.#readOlder(this.#passing);
        this.#showLog();
    }

    /** Events of the collection that nobody has stored, as far as the page remembers them. */
    get #passing() {
        return this.wall.activity.lines.map(({ event }) => event).filter(({ collection, id }) => collection === this.#name && id === undefined);
    }

    async #readKnown() {
        const meanwhile = (this.#meanwhile = []);
        try {
            const { body } = await getJson('/notify');
            if (meanwhile !== this.#meanwhile) return;
            this.#known.replace(body.collections, meanwhile, this.wall.now());
            this.#isRead = true;
        } catch (error) {
            console.warn('Reading the collections failed:', error.message); // what comes live is shown all the same
        }
        if (meanwhile === this.#meanwhile) this.#meanwhile = null;
        this.render(everything);
    }

    /** Puts the page before the oldest event that is here below it, among `others` by their time. */
    async #readOlder(others = []) {
        const reading = (this.#reading = {});
        const log = this.#log;
        const before = log.oldestId === undefined ? '' : `&before=${log.oldestId}`;
        try {
            const { body } = await getJson(`/notify/${encodeURIComponent(this.#name)}?limit=${page}${before}`);
            if (log !== this.#log) return;
            log.addOlder([...body.events.map(boundedAnswer), ...others].sort((a, b) => Date.parse(b.time) - Date.parse(a.time)));
            this.#hasOlder = body.next !== undefined;
            this.#trouble = '';
        } catch (error) {
            if (log !== this.#log) return;
            this.#trouble = `Older events could not be read: ${error.message}.`;
            this.#hasOlder = true;
        }
        if (reading === this.#reading) this.#reading = null;
        this.#showLog();
    }
}
